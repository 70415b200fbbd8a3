"""Titles in quotation marks, by what stands before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.papers.fields.names import looks_like_authors
from extractor.papers.fields.titles import title_likeness
from extractor.papers.item_signs import EDGES, number_end
from extractor.papers.labels import Part
from extractor.papers.persons_by_place import persons_by_place
from extractor.records import Block

_QUOTED = re.compile(
    r"„([^„“”]{8,300})[“”]|«\s?([^«»]{8,300}?)\s?»|[“\"]([^“”\"]{8,300})[”\"]|"
    r"《([^《》]{4,200})》|「([^「」]{4,200})」|『([^『』]{4,200})』"
)
_BOOK = "『"
"""It quotes books, and the journals that works are in."""


def quoted_title(lines: Sequence[Block]) -> Part | None:
    """The first words in quotation marks that read as a title."""
    for line in lines[:3]:
        match = _QUOTED.search(line.text)
        if match and _opens_clause(line.text, match.start(), book=match[0][0] == _BOOK):
            number = match.lastindex or 1
            start, end = match.span(number)
            # Behind persons in corner brackets, or as a book that opens the line, a short title
            # is one.
            behind = start - number_end(line.text) > _BEHIND_PERSONS
            short = match[0][0] in _CORNERS and (behind or match[0][0] == _BOOK)
            least = _SHORT_TITLE if short else _LISTED
            likeness = title_likeness(match.group(number))
            if likeness >= least or (likeness >= _SENTENCE and _is_cited(line.text, match)):
                return Part(line.index, start, end)
    return None


def _is_cited(text: str, match: re.Match[str]) -> bool:
    """Whether persons stand before a quotation that ends in a full stop of its own, and words
    behind it: a title that reads as a sentence is one there, too."""
    quoted = match[match.lastindex or 1]
    if quoted[-1] not in ".,?!" or match.end() == len(text):
        return False
    before = text[number_end(text) : match.start()].strip(EDGES)
    return 0 < len(before) <= _LONGEST and looks_like_authors(before) >= _LISTED


_LONGEST = 400
_CORNERS = "「『"
_BEHIND_PERSONS, _SHORT_TITLE, _SENTENCE = 3, 0.3, 0.2


def quoted_behind_persons(text: str) -> tuple[int, int, int] | None:
    """Where the persons end in front of a title in quotation marks, and where the title starts and
    ends; None where no persons are there."""
    match = _QUOTED.search(text)
    if match is None or looks_like_authors(text[: match.start()]) < _LISTED:
        return None
    number = match.lastindex or 1
    start, end = match.span(number)
    return (match.start(), start, end) if title_likeness(match.group(number)) >= _LISTED else None


def is_behind(part: Part, quoted: Part | None) -> bool:
    """Whether marked-up words stand behind a title in quotation marks: “A Study,” <i>Tides</i>."""
    return quoted is not None and part.block == quoted.block and part.start >= quoted.end


def _opens_clause(text: str, quote: int, *, book: bool) -> bool:
    """Whether a quotation mark opens a clause, or stands behind persons: not so in 'Comment on
    “…”', where the quoted words are a part of the title. A `book` opens the line: elsewhere its
    marks quote the journal that a work is in."""
    start = max(number_end(text), text.rfind("\t", 0, quote) + 1)
    before = text[start:quote].rstrip()
    if not before or not (book or before[-1].isalpha() or before[-1].isdigit()):
        return True
    return looks_like_authors(before) >= _LISTED or bool(persons_by_place(before.strip(EDGES)))


_LISTED = 0.4
