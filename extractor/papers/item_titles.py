"""The title of an item: by its markup, its quotation marks, its lines, or as in a citation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from extractor.papers.buttons import is_button
from extractor.papers.cited_headings import cited_heading
from extractor.papers.cited_titles import CITED, cited_title, may_be_cited, title_around
from extractor.papers.fields._organisations import is_organisation
from extractor.papers.fields._text import has_cjk
from extractor.papers.fields.identifiers import identifiers_of_url
from extractor.papers.fields.links import link_type
from extractor.papers.fields.names import looks_like_authors
from extractor.papers.fields.titles import title_likeness
from extractor.papers.fields.venues import venue_likeness
from extractor.papers.item_signs import EDGES, is_bare_number, number_end
from extractor.papers.labels import Part
from extractor.papers.links import type_of_link
from extractor.papers.quoted_titles import is_behind, quoted_title
from extractor.papers.sections import Context
from extractor.papers.titles_before_citations import title_before_citation
from extractor.papers.titles_between_spaces import title_between_spaces
from extractor.papers.titles_first import (
    is_venue_at_end,
    title_before_container,
    title_before_leaders,
    title_before_persons,
    title_before_venue,
    title_behind_capitals,
)
from extractor.records import Block, Span

_MAX_TITLE = 350
_MIN_TITLE = 6
_HOPELESS = 0.2
_TITLED = 0.5
_MAX_SPANS = 10
"""Marked-up runs that are looked at for an item's title; it stands among the first."""
BEFORE_VENUE = "before_venue"
"""What marks a title behind which nothing but its venue stands."""


def opening_span(line: Block) -> Span | None:
    """The link or bold run that the line opens with, a number or buttons in front aside."""
    start = buttons_end(line)
    for span in line.spans:
        if span.type in ("link", "strong") and span.start >= start - 1:
            # Arrows and icons in front, which fold an entry out, are no words; digits count it.
            before = line.text[start : span.start]
            opens = not any(map(str.isalnum, before)) or _COUNT.fullmatch(before) is not None
            return span if opens and span.end - span.start >= 2 else None
    return None


_COUNT = re.compile(r"\W{0,3}\d{1,5}(?:[-/]\d{1,4})?\W{1,3}")


def buttons_end(line: Block) -> int:
    """Where the number and the buttons ('[pdf] [bib]') end that a line opens with."""
    end = number_end(line.text)
    for span in line.spans:
        if span.type != "link" or span.end <= end:
            continue
        if line.text[end : span.start].strip(EDGES):
            break
        if not is_button(line.text[span.start : span.end]):
            break
        end = span.end
        while end < len(line.text) and line.text[end] in _BEHIND_BUTTONS:
            end += 1
    return end


_BEHIND_BUTTONS = frozenset(" \t\n,.;:，。；：|｜)）]】/·~")


def common_opener(lines: Sequence[Block]) -> str:
    """The markup that most first lines of a list's items open with, when it holds their titles."""
    spans = [opening_span(line) for line in lines]
    for name in ("link", "strong"):
        texts = [
            line.text[span.start : span.end]
            for line, span in zip(lines, spans, strict=True)
            if span is not None and span.type == name
        ]
        if len(texts) < max(3, len(lines) * _COMMON):
            continue
        sample = texts[:: 1 + len(texts) // _OPENERS]
        likeness = sum(map(title_likeness, sample)) / len(sample)
        if likeness >= _TITLES and likeness > sum(map(looks_like_authors, sample)) / len(sample):
            return name
    return ""


def opens_with_title_lines(first: Sequence[Block], several: int) -> bool:
    """Whether the first lines of a list's items are their titles, without any markup that says so;
    `several` of the items have more lines."""
    if several < max(_FEWEST, len(first) * _COMMON):
        return False
    sample = first[:: 1 + len(first) // _OPENERS]
    titles = [line for line in sample if _could_be_title(line)]
    return len(titles) >= len(sample) * _COMMON


_FEWEST = 3


def _could_be_title(line: Block) -> bool:
    text = line.text
    likeness = title_likeness(text) if _MIN_TITLE <= len(text) <= _MAX_TITLE else 0.0
    return likeness >= _TITLES and likeness > looks_like_authors(text)


_COMMON = 0.6
_OPENERS = 10
"""Openers of a list that are looked at."""
_TITLES = 0.4


def opening_title(line: Block, opener: str) -> tuple[Part, str, None] | None:
    """The title by the markup that the list's items open with; as find_title gives it."""
    if opener == "line":
        start = buttons_end(line)
        likely = len(line.text) - start <= _MAX_TITLE and looks_like_authors(line.text) < _PERSONS
        return (Part(line.index, start, len(line.text)), "", None) if likely else None
    span = opening_span(line) if opener else None
    if span is None or span.type != opener:
        return None
    return Part(line.index, span.start, span.end), "linked_title" if opener == "link" else "", None


_PERSONS = 0.6
_BELOW_PERSONS = 0.35
"""Likeness of a title that stands in the line below its persons."""


def find_title(context: Context, lines: Sequence[Block]) -> tuple[Part, str, Part | None] | None:
    """The title's stretch, what marks it, and the persons where the same cut gave them."""
    before = title_before_citation(lines[0])
    if before is not None:
        return before[0], CITED, before[1]
    marked = _marked_title(lines)
    if marked is not None and _is_tagged_venue(context, lines, marked[0]):
        marked = None
    quoted = quoted_title(lines) if marked is None or not marked[1] else None
    if quoted is not None and marked is None and title_around(context, lines, quoted):
        return cited_title(context, lines)
    if marked is not None and not is_behind(marked[0], quoted):
        return marked[0], marked[1], None
    return (
        _title_by_signs(lines, quoted)
        or cited_title(context, lines)
        or _title_before_buttons(lines[0])
        or _title_before_venue(lines)
        or _title_cited(lines[0])
    )


def _title_cited(line: Block) -> tuple[Part, str, None] | None:
    """The title of a line that names a work as texts do: 'A Study by A. Lima and B. Chen, 2014'."""
    number = number_end(line.text)
    short = len(line.text) <= _LONGEST_CITED
    cited = cited_heading(line.text[number:]) if short else None
    if cited is None:
        return None
    start, end = number + cited.start, number + cited.end
    titled = title_likeness(line.text[start:end]) >= _TITLED
    return (Part(line.index, start, end), "", None) if titled else None


_LONGEST_CITED = 200
"""Characters of a line that cites a work as texts do; longer ones cite as references do."""


def _title_before_venue(lines: Sequence[Block]) -> tuple[Part, str, None] | None:
    title = title_before_venue(lines[0], number_end(lines[0].text)) if len(lines) == 1 else None
    return (title, BEFORE_VENUE, None) if title is not None else None


def _title_by_signs(
    lines: Sequence[Block], quoted: Part | None
) -> tuple[Part, str, Part | None] | None:
    """The title by quotation marks, lines, wide spaces or italics around it."""
    start = number_end(lines[0].text)
    before = (
        title_before_leaders(lines[0], start)
        or title_behind_capitals(lines[0], start)
        or title_before_container(lines[0], start)
    )
    if before is not None:
        # Between persons and a journal, quotation marks hold a short title, too.
        named = before[1] is not None and lines[0].text[before[0].end] in "》」』"
        return before[0], CITED if named else "", before[1]
    if quoted is not None:
        return quoted, "quoted_title", None
    under = _line_title(lines) if len(lines) > 1 else None
    if under is not None:
        return under, "", None
    spaced = title_between_spaces(lines[0], start)
    if spaced is not None:
        return spaced[0], "spaced_title", spaced[1]
    first = title_before_persons(lines[0], start)
    return (first[0], "", first[1]) if first is not None else None


def _marked_title(lines: Sequence[Block]) -> tuple[Part, str] | None:
    """The link or bold run that reads most like a title; an address of a paper helps."""
    best: tuple[float, Part, str] | None = None
    opening = opening_span(lines[0])
    for line, span in islice(_marked(lines), _MAX_SPANS):
        score = _title_score(line, span) + 0.2 * (span is opening)
        if score < _TITLED or _is_in_prose(line, span.start, span.end):
            continue
        if is_venue_at_end(line, span, number_end(line.text)) or _is_container(line, span):
            continue
        if best is None or score > best[0] + 0.05:
            name = "linked_title" if span.type == "link" else ""
            best = (score, Part(line.index, span.start, span.end), name)
    return best[1:] if best else None


def _is_container(line: Block, span: Span) -> bool:
    """Whether italics name what a work is in: 'In A. Lima, editor, <i>Advances in Tides</i>'."""
    return span.type == "emphasis" and _IN.search(line.text[: span.start]) is not None


_IN = re.compile(r"(?:\A|[.,;:]\s|\n)[Ii]n:?\s(?:[^.]|(?<=\b[A-Z])\.)*\Z")


def _is_tagged_venue(context: Context, lines: Sequence[Block], part: Part) -> bool:
    """Whether marked-up words are the venue of a citation that has its title elsewhere."""
    line = next(line for line in lines if line.index == part.block)
    if part.end - part.start > len(line.text) * _MOST or not may_be_cited(line.text):
        return False
    tagged = context.tags.of(line)
    title, venue = tagged.first("title"), tagged.first("venue")
    if title is None or venue is None or tagged.confidence < _SURELY_TAGGED:
        return False
    inside = min(venue.end, part.end) - max(venue.start, part.start)
    return inside > (part.end - part.start) / 2 and venue.confidence >= _SURELY_TAGGED


_MOST = 0.7
_SURELY_TAGGED = 0.9


def _marked(lines: Sequence[Block]) -> Iterator[tuple[Block, Span]]:
    """Links, bold and italic runs that are as long as titles and no buttons."""
    for line in lines:
        for span in line.spans:
            if span.type in ("link", "strong", "emphasis"):
                text = line.text[span.start : span.end]
                if _MIN_TITLE <= len(text) <= _MAX_TITLE and not is_button(text):
                    yield line, span


def _title_score(line: Block, span: Span) -> float:
    """How much a marked-up run reads as the title of the item."""
    text = line.text[span.start : span.end]
    score = title_likeness(text)
    if score < _HOPELESS:
        return 0.0
    identified = span.type == "link" and bool(identifiers_of_url(span.value))
    if not identified:
        # No person's page has a work's address.
        score -= 0.6 * looks_like_authors(_YEAR_BEHIND.sub("", text))
    if span.type == "link":
        score += 0.25 if identified else 0.1
        kind = type_of_link(span.value, text) if has_cjk(text) else link_type(span.value, text)
        score -= 0.6 * (kind not in ("paper", "pdf", "other"))
    else:
        score -= 0.1 * (span.type == "emphasis") + 0.5 * max(0.0, venue_likeness(text) - 0.3)
    return score


_YEAR_BEHIND = re.compile(r"[\s,(]+(?:19|20)\d\d[a-z]?\)?[\s:.,]*\Z")


def _is_in_prose(line: Block, start: int, end: int) -> bool:
    """Whether marked-up words stand in running text: words that are no names go before them, or a
    sentence goes on behind them."""
    before = line.text[line.text.rfind("\n", 0, start) + 1 : start].strip(EDGES)
    words = before.split()
    plain = sum(word[0].islower() and word.isalpha() for word in words)
    if plain >= 3 and looks_like_authors(before) < 0.4:
        return True
    if line.text[start].islower() and line.text[start].isascii() and start:
        return True
    behind = line.text[end : end + 200].lstrip()
    goes_on = _SENTENCE.match(behind) is not None
    return goes_on and len(line.text) - end > 120 and not _OPENING.match(line.text[end:])


_SENTENCE = re.compile(
    r"(?:[(（\[][^()（）\[\]]{0,80}[)）\]]\s*)?(?!by\b|in\b|at\b|from\b|with\b|and\b)[a-z]+\s+\S+\s+\S+"
)
_OPENING = re.compile(r"\s*[-–—:：.。|,，;]")


def _line_title(lines: Sequence[Block]) -> Part | None:
    """The first line that reads as a title beside a line that reads as persons: those under it,
    or above where the item opens with them."""
    if is_bare_number(lines[0].text) and len(lines) > _FEWEST - 1:
        lines = lines[1:]
    for line, following in pairwise(lines):
        text = line.text
        likeness = title_likeness(text) if len(text) <= _MAX_TITLE else 0.0
        if likeness >= 0.5 and looks_like_authors(following.text[:600]) >= 0.4:
            return Part(line.index, 0, len(text))
    first, second = lines[:2]
    if len(second.text) <= _MAX_TITLE and looks_like_authors(first.text[:600]) >= _PERSONS:
        likeness = title_likeness(second.text)
        other = is_button(second.text) or is_organisation(_with_capitals(second.text))
        if likeness >= _BELOW_PERSONS and not other:
            return Part(second.index, 0, len(second.text))
    return None


def _with_capitals(text: str) -> str:
    """The words with capitals: 'a laboratory model' names no laboratory."""
    return " ".join(word for word in text.split() if not word.islower())


def _title_before_buttons(line: Block) -> tuple[Part, str, None] | None:
    """The words of a line behind which nothing but buttons stands: 'A Study [paper] [code]'."""
    links = [span for span in line.spans if span.type == "link"]
    if not links or not all(is_button(line.text[span.start : span.end]) for span in links):
        return None
    start, end = number_end(line.text), links[0].start
    rest = (
        "".join(line.text[before.end : after.start] for before, after in pairwise(links))
        + line.text[links[-1].end :]
    )
    text = line.text[start:end].rstrip(EDGES)
    if rest.strip(EDGES) or not _MIN_TITLE <= len(text) <= _MAX_TITLE:
        return None
    cited = cited_heading(line.text[start:end].rstrip(_BEFORE_BUTTONS))
    if cited is not None:
        start, text = start + cited.start, text[cited.start : cited.end]
    if title_likeness(text) < _TITLED or _SENTENCES_IN.search(text):
        return None
    return Part(line.index, start, start + len(text)), "", None


_BEFORE_BUTTONS = EDGES.replace(")", "")
# A citation has its persons, title and year in sentences.
_SENTENCES_IN = re.compile(r"[.?!]\s+[^\W\d_]|;\s?\d|\d{4};")
