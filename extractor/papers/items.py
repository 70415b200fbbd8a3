"""One item of a list, card or row read as a paper: by its markup first, else by its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extractor import lexicon
from extractor.papers import evidence
from extractor.papers.assemble import is_link_line, put_title, read_labelled
from extractor.papers.fields.dates import read_year
from extractor.papers.fields.identifiers import identifiers_of_url, read_identifiers
from extractor.papers.fields.links import link_type
from extractor.papers.fields.names import looks_like_authors, read_authors
from extractor.papers.fields.titles import read_title, title_likeness
from extractor.papers.fields.venues import find_venue, read_venue, venue_likeness
from extractor.papers.groups import Group
from extractor.papers.labels import Part
from extractor.papers.links import identifiers_of, links_in, unique
from extractor.papers.prose import is_prose
from extractor.papers.sections import Context
from extractor.papers.tagger import values_of
from extractor.records import Block, Link, Reading, Span

MAX_ITEM = 4000
_MAX_TITLE = 350
_MIN_TITLE = 6
_HOPELESS = 0.2
_MAX_SPANS = 10
"""Marked-up runs that are looked at for an item's title; it stands among the first."""
_PLAIN = 0.9
"""Likeness at which a stretch is a list of persons and no other is tried."""
_QUOTED = re.compile(r"[“\"]([^“”\"]{8,300})[”\"]|《([^《》]{4,200})》|「([^「」]{4,200})」")
_EDGES = " \t\n,.;:，。；：、-–—|｜()（）[]【】/·~"
_AUTHORS_END = re.compile(r"[.,(（\[]?\s*\b(?:19|20)\d\d\b|\s[-–—|]\s|\[|\n|\t")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_][^\W\d_])\.\s")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Item:
    """What was read of one item, and how sure it is a paper."""

    blocks: tuple[int, ...]
    readings: dict[str, Reading]
    pieces: tuple[float, ...]
    """Probabilities, one per piece of evidence."""
    likeness: float
    """How much the title reads as one, 0 to 1."""

    def confidence(self, *extra: float) -> float:
        """The probability that the item is a paper."""
        joined = evidence.noisy_or((*self.pieces, *extra))
        return min(0.99, joined * (0.5 + 0.5 * min(1.0, self.likeness / 0.5)))


def read_item(context: Context, blocks: Sequence[int], opener: str = "") -> Item | None:
    """The paper that the blocks print, or None where nothing in them reads as a title.

    `opener` is the markup ('link', 'strong') that the items of a list open with and that holds
    their titles, where the list is of one piece (see `common_opener`).
    """
    everything = [context.document.blocks[index] for index in blocks]
    lines = [line for line in everything if not _is_labelled(context, line)]
    if not lines or sum(len(line.text) for line in everything) > MAX_ITEM:
        return None
    found = _opening_title(lines[0], opener) or _find_title(context, lines)
    if found is None:
        return None
    part, marked, authors = found
    title = read_title(context.document.blocks[part.block].text[part.start : part.end])
    if title is None or len(title.title) < (2 if opener else _MIN_TITLE):
        return None
    readings: dict[str, Reading] = {}
    put_title(readings, title, part)
    _read_number(lines, part, readings)
    pieces = [evidence.weights("evidence")[marked]] if marked else []
    pieces += _read_around(context, lines, part, authors, readings)
    pieces += _read_links(context, everything, part, readings)
    if len(lines) < len(everything):
        _read_labelled_lines(context, everything, readings)
    return Item(tuple(blocks), readings, tuple(pieces), title_likeness(title.title))


def _read_links(
    context: Context, lines: Sequence[Block], title: Part, readings: dict[str, Reading]
) -> list[float]:
    """Enters links and identifiers; the evidence they give."""
    links = tuple(_own(_links(context, lines), readings))
    identifiers = {**identifiers_of(links)}
    for line in lines:
        for kind, value in read_identifiers(line.text).items():
            identifiers.setdefault(kind, value)
    if links:
        readings["links"] = Reading(links, title.block, 0, 0)
    if identifiers:
        readings["identifiers"] = Reading(identifiers, title.block, 0, 0)
    return evidence.of_links(links, identifiers)


def _own(links: Sequence[Link], readings: dict[str, Reading]) -> Iterator[Link]:
    """The links without those to the persons' pages and, where the paper itself is linked, to the
    venue's."""
    people = readings["authors"].value if "authors" in readings else ()
    names = {lexicon.fold(person.name) for person in people}
    venue = lexicon.fold(readings["venue"].value) if "venue" in readings else ""
    linked = any(link.type == "pdf" or identifiers_of_url(link.url) for link in links)
    for link in links:
        text = lexicon.fold(link.text).strip(" .,*")
        if text in names:
            continue
        if linked and len(text) > 2 and text in venue and not identifiers_of_url(link.url):
            continue
        yield link


def _is_labelled(context: Context, line: Block) -> bool:
    """Whether the line opens with a field label."""
    parts = context.parts[line.index]
    return bool(parts) and parts[0].label is not None


def _read_labelled_lines(
    context: Context, lines: Sequence[Block], readings: dict[str, Reading]
) -> None:
    """Enters what labelled lines of the item say: an abstract, keywords, a venue."""
    group = Group()
    for line in lines:
        for part in context.parts[line.index]:
            if part.label is not None:
                group.parts.append((part.label.field, [part]))
    for name, reading in read_labelled(context, group).items():
        if name not in ("title", "links", "identifiers"):
            readings.setdefault(name, reading)


# --------------------------------------------------------------------------- title


def opening_span(line: Block) -> Span | None:
    """The link or bold run that the line opens with, a number in front aside."""
    start = _number_end(line.text)
    for span in line.spans:
        if span.type in ("link", "strong") and start - 1 <= span.start <= start + 1:
            return span if span.end - span.start >= 2 else None
    return None


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


_COMMON = 0.6
_OPENERS = 10
"""Openers of a list that are looked at."""
_TITLES = 0.4


def _opening_title(line: Block, opener: str) -> tuple[Part, str, None] | None:
    span = opening_span(line) if opener else None
    if span is None or span.type != opener:
        return None
    return Part(line.index, span.start, span.end), "linked_title" if opener == "link" else "", None


def _find_title(context: Context, lines: Sequence[Block]) -> tuple[Part, str, Part | None] | None:
    """The title's stretch, what marks it, and the persons where the same cut gave them."""
    marked = _marked_title(lines)
    if marked is not None:
        return marked[0], marked[1], None
    for line in lines[:3]:
        match = _QUOTED.search(line.text)
        if match:
            number = match.lastindex or 1
            start, end = match.span(number)
            if title_likeness(match.group(number)) >= 0.4:
                return Part(line.index, start, end), "quoted_title", None
    if len(lines) > 1:
        first = _line_title(lines)
        if first is not None:
            return first, "", None
    return _cited_title(context, lines)


def _marked_title(lines: Sequence[Block]) -> tuple[Part, str] | None:
    """The link or bold run that reads most like a title; an address of a paper helps."""
    best: tuple[float, Part, str] | None = None
    opening = opening_span(lines[0])
    looked_at = 0
    for line in lines:
        for span in line.spans:
            if span.type not in ("link", "strong", "emphasis") or looked_at >= _MAX_SPANS:
                continue
            text = line.text[span.start : span.end]
            if not _MIN_TITLE <= len(text) <= _MAX_TITLE:
                continue
            if lexicon.fold(text) in _buttons():
                continue
            looked_at += 1
            score = title_likeness(text)
            if score < _HOPELESS:
                continue
            score -= 0.6 * looks_like_authors(text)
            score += 0.2 * (span is opening)
            if span.type == "link":
                score += 0.25 if identifiers_of_url(span.value) else 0.1
                score -= 0.6 * (link_type(span.value, text) not in ("paper", "pdf", "other"))
            elif span.type == "emphasis":
                score -= 0.1 + 0.5 * max(0.0, venue_likeness(text) - 0.3)
            if score >= 0.5 and _is_in_prose(line, span.start, span.end):
                continue
            if score >= 0.5 and (best is None or score > best[0] + 0.05):
                name = "linked_title" if span.type == "link" else ""
                best = (score, Part(line.index, span.start, span.end), name)
    return best[1:] if best else None


@cache
def _buttons() -> frozenset[str]:
    words = lexicon.load("extractor.papers.data", "buttons.toml")["words"]
    return frozenset(lexicon.fold(word) for word in words)


def _is_in_prose(line: Block, start: int, end: int) -> bool:
    """Whether marked-up words stand in running text: words that are no names go before them, or a
    sentence goes on behind them."""
    before = line.text[line.text.rfind("\n", 0, start) + 1 : start].strip(_EDGES)
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
    """The first line, when it reads as a title and the next one as persons."""
    for line, following in pairwise(lines):
        text = line.text
        likeness = title_likeness(text) if len(text) <= _MAX_TITLE else 0.0
        if likeness >= 0.5 and looks_like_authors(following.text[:600]) >= 0.4:
            return Part(line.index, 0, len(text))
    return None


def _cited_title(context: Context, lines: Sequence[Block]) -> tuple[Part, str, Part | None] | None:
    for line in lines[:2]:
        if not _may_be_cited(line.text):
            continue
        tagged = context.tags.of(line)
        title = tagged.first("title")
        if title is None or tagged.confidence < _TAGGED:
            continue
        people = tagged.fields.get("author", ())
        if title_likeness(line.text[title.start : title.end]) < (_NAMED if people else _LONE):
            continue
        authors = Part(line.index, people[0].start, people[-1].end) if people else None
        return Part(line.index, title.start, title.end), "", authors
    return None


def _may_be_cited(text: str) -> bool:
    """Whether a line may be a citation: signs between its parts, and no sentences."""
    if not _MIN_TAGGED <= len(text) <= _MAX_TAGGED:
        return False
    return _PARTED.search(text) is not None and not is_prose(text, shortest=80, per_word=80)


_PARTED = re.compile(
    r"[.,;:\u3001\u3002\uff0c\uff0e\uff1a|\t\n].*[.,;:\u3001\u3002\uff0c\uff0e\uff1a|\t\n(]",
    re.DOTALL,
)
_NAMED, _LONE = 0.2, 0.45
"""Likeness under which a tagged title is none: with persons beside it, and without."""
_TAGGED = 0.5
"""Probability under which the tagger's labels are not taken."""


_NUMBER = re.compile(
    r"\s*(?:\[(\d{1,4})\]|\((\d{1,4})\)|（(\d{1,4})）|(\d{1,3})[.、)](?!\d))[.:]?\s*"
)


def _number_end(text: str) -> int:
    match = _NUMBER.match(text)
    return match.end() if match else 0


def _read_number(lines: Sequence[Block], title: Part, readings: dict[str, Reading]) -> None:
    """The number that opens the item's first line."""
    first = lines[0]
    match = _NUMBER.match(first.text)
    if match and (first.index != title.block or match.end() <= title.start):
        number = next(group for group in match.groups() if group)
        readings.setdefault("number", Reading(number, first.index, 0, match.end()))


# --------------------------------------------------------------------------- around the title


def _read_around(
    context: Context,
    lines: Sequence[Block],
    title: Part,
    authors: Part | None,
    readings: dict[str, Reading],
) -> list[float]:
    """Persons, venue and year from what is left of the item; the evidence they give."""
    stretches = list(_stretches(lines, title))
    weights = evidence.weights("evidence")
    pieces: list[float] = []
    person = _authors_in(lines, stretches, authors)
    if person is not None:
        part, likeness = person
        text = _text(lines, part)
        people = read_authors(text).people
        if people:
            readings["authors"] = Reading(people, part.block, part.start, part.end)
            pieces.append(weights["authors"] * likeness)
            stretches = [_without(stretch, part) for stretch in stretches]
    if _read_venue(lines, stretches, readings):
        pieces.append(weights["venue"])
    elif "authors" in readings and _read_tagged(context, lines, title, readings):
        pieces.append(weights["venue"] * venue_likeness(readings["venue"].value))
    if "year" not in readings:
        _read_year(lines, stretches, readings)
    if "year" in readings:
        pieces.append(weights["year"])
    return pieces


def _read_tagged(
    context: Context, lines: Sequence[Block], title: Part, readings: dict[str, Reading]
) -> bool:
    """Enters what the tagger finds in the line of the title or behind it; whether a venue."""
    for line in lines:
        if line.index < title.block or not _MIN_TAGGED <= len(line.text) <= _MAX_TAGGED:
            continue
        if line.index == title.block and len(line.text) - (title.end - title.start) < _MIN_TAGGED:
            continue
        tagged = context.tags.of(line)
        venue = tagged.first("venue")
        if venue is None or venue.confidence < _TAGGED or tagged.confidence < _TAGGED:
            continue
        if line.index == title.block and venue.start < title.end and venue.end > title.start:
            continue
        values = values_of(line.text, tagged)
        for name in ("venue", "year", "volume", "issue", "pages", "publisher"):
            value = getattr(values, name)
            if value is not None:
                readings.setdefault(name, Reading(value, line.index, venue.start, venue.end))
        return "venue" in readings
    return False


_MIN_TAGGED = 12
_MAX_TAGGED = 900


def _stretches(lines: Sequence[Block], title: Part) -> list[Part]:
    """What stands before and behind the title, line by line; behind comes first."""
    behind: list[Part] = []
    before: list[Part] = []
    for line in lines:
        if line.index == title.block:
            before.append(Part(line.index, _number_end(line.text), title.start))
            behind.append(Part(line.index, title.end, len(line.text)))
        elif line.index < title.block:
            before.append(Part(line.index, 0, len(line.text)))
        else:
            behind.append(Part(line.index, 0, len(line.text)))
    return [part for part in (*behind, *before) if part.end > part.start]


def _text(lines: Sequence[Block], part: Part) -> str:
    for line in lines:
        if line.index == part.block:
            return line.text[part.start : part.end]
    return ""


def _without(stretch: Part, taken: Part) -> Part:
    """`stretch` behind `taken`, when that is in it."""
    if stretch.block == taken.block and stretch.start <= taken.start < stretch.end:
        return Part(stretch.block, min(taken.end, stretch.end), stretch.end)
    return stretch


def _authors_in(
    lines: Sequence[Block], stretches: Sequence[Part], cited: Part | None
) -> tuple[Part, float] | None:
    """The stretch that reads most like a list of persons."""
    best: tuple[Part, float] | None = None
    for stretch in ([cited] if cited is not None else []) + list(stretches):
        for part in _prefixes(lines, stretch):
            text = _text(lines, part)
            if not 3 < len(text) < 1500:
                continue
            likeness = looks_like_authors(text)
            if likeness >= 0.4 and (best is None or likeness > best[1] + 0.1):
                best = (part, likeness)
            if likeness >= _PLAIN:
                return best
    return best


def _prefixes(lines: Sequence[Block], stretch: Part) -> list[Part]:
    """A stretch up to the places where a list of persons may end: italics, a year, a bracket."""
    line = next(line for line in lines if line.index == stretch.block)
    start = stretch.start
    while start < stretch.end and line.text[start] in _EDGES:
        start += 1
    ends = [stretch.end]
    ends += [
        span.start
        for span in line.spans
        if start < span.start < stretch.end and span.type in ("emphasis", "cell")
    ]
    match = _AUTHORS_END.search(line.text, start + 2, stretch.end)
    if match:
        ends.append(match.start())
    found = find_venue(line.text[start : stretch.end])
    if found is not None and found.start > 2:
        ends.append(start + found.start)
    sentence = _SENTENCE_END.search(line.text, start + 8, stretch.end)
    if sentence:
        ends.append(sentence.start())
    edges = _EDGES.replace(".", "")
    return [
        Part(stretch.block, start, start + len(line.text[start:end].rstrip(edges)))
        for end in sorted(set(ends))
    ]


def _read_venue(
    lines: Sequence[Block], stretches: Sequence[Part], readings: dict[str, Reading]
) -> bool:
    """Enters the venue: italics first, then a known name in the text."""
    for part in (*_italics(lines, stretches), *stretches):
        text = _text(lines, part)
        italic = part not in stretches
        named = "authors" in readings
        if not 2 < len(text) < 400 or (italic and not _may_be_venue(text, named=named)):
            continue
        known = find_venue(text)
        if not italic and known is None:
            continue
        if not italic and known is not None:
            text = text[_segment_start(text, known.start) :]
        venue = read_venue(text.strip(" ,;"))
        if venue is None:
            continue
        readings["venue"] = Reading(venue.name, part.block, part.start, part.end)
        for field in ("year", "volume", "issue", "pages"):
            value = getattr(venue, field)
            if value is not None:
                readings.setdefault(field, Reading(value, part.block, part.start, part.end))
        return True
    return False


def _may_be_venue(text: str, *, named: bool) -> bool:
    """Whether italics behind a title name a venue: anything that is no date and, where the
    persons are not `named` yet, no list of persons."""
    if venue_likeness(text) >= 0.3:
        return True
    letters = sum(sign.isalpha() for sign in text)
    if letters < 3 or not text[0].isupper() or len(text) > 80:
        return False
    return named or looks_like_authors(text) < 0.6


def _segment_start(text: str, position: int) -> int:
    """Where the clause starts that holds `position`."""
    for sign in (". ", "; ", "。", "\n", "\t"):
        found = text.rfind(sign, 0, position)
        if found >= 0:
            return found + len(sign)
    return 0 if position < 60 else position


def _italics(lines: Sequence[Block], stretches: Sequence[Part]) -> list[Part]:
    found: list[Part] = []
    for stretch in stretches:
        line = next(line for line in lines if line.index == stretch.block)
        found.extend(
            Part(line.index, span.start, span.end)
            for span in line.spans
            if span.type == "emphasis" and stretch.start <= span.start < span.end <= stretch.end
        )
    return found


def _read_year(
    lines: Sequence[Block], stretches: Sequence[Part], readings: dict[str, Reading]
) -> None:
    for stretch in stretches:
        text = _text(lines, stretch)
        if _YEAR.search(text):
            year = read_year(text)
            if year is not None:
                readings["year"] = Reading(year, stretch.block, stretch.start, stretch.end)
                return


def _links(context: Context, lines: Sequence[Block]) -> tuple[Link, ...]:
    """Links of the item; those in sentences of a long paragraph are not its own."""
    found: list[Link] = []
    for line in lines:
        part = Part(line.index, 0, len(line.text))
        if len(line.text) < 600 or is_link_line(context, part):
            found.extend(links_in(line, 0, len(line.text)))
    return unique(found)
