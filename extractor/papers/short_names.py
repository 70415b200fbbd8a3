"""Short names in front of citations: '<a>TideNet</a> Lima, Ana. "A Study of Tides." Tides 3'."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.lexicon import fold
from extractor.papers.fields._name_lists import listed
from extractor.papers.fields.names import looks_like_authors
from extractor.papers.fields.titles import title_likeness
from extractor.papers.item_signs import EDGES, number_end
from extractor.papers.quoted_titles import quoted_behind_persons
from extractor.records import Block, Span

_LONGEST = 40
_PERSONS = 0.6
_MOST_WORDS, _TITLED = 2, 0.5
_BEFORE_YEAR = re.compile(r"([^()\n]{4,400}?)\s\((?:19|20)\d\d[a-z]?\)[.,:]\s+")
_SENTENCE_END = re.compile(r"[.?!\n]")


def without_short_name(line: Block) -> tuple[Block, Span | None]:
    """The line with spaces in place of the link or bold run that it opens with, where a whole
    citation stands behind that; and the run, if it is more than a time or a number. Places in the
    line stay what they were."""
    opening = next((span for span in line.spans if span.type in ("link", "strong")), None)
    if opening is None or not 1 < opening.end - opening.start <= _LONGEST:
        return line, None
    if any(map(str.isalnum, line.text[number_end(line.text) : opening.start])):
        return line, None
    name, behind = line.text[opening.start : opening.end], line.text[opening.end :].lstrip(EDGES)
    if quoted_behind_persons(behind) is None and not (_is_short(name) and _is_dated(behind)):
        return line, None
    blank = " " * (opening.end - opening.start)
    text = line.text[: opening.start] + blank + line.text[opening.end :]
    spans = tuple(span for span in line.spans if span.end > opening.end)
    # 'Required:' calls the reading so, and names nothing.
    named = any(map(str.isalpha, name)) and fold(name).strip(EDGES) not in listed("kinds")
    return replace(line, text=text, spans=spans), opening if named else None


def _is_short(name: str) -> bool:
    """Whether words in front of persons and a year are a name and no title with these behind it."""
    return len(name.split()) <= _MOST_WORDS


def _is_dated(text: str) -> bool:
    """Whether a text opens with persons and a year, and a title stands behind these."""
    match = _BEFORE_YEAR.match(text)
    if match is None or looks_like_authors(match[1]) < _PERSONS:
        return False
    return title_likeness(_SENTENCE_END.split(text[match.end() :], maxsplit=1)[0]) >= _TITLED
