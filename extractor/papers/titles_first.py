"""Items that open with their title and end with the venue in italics, without other signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from extractor.papers.fields.names import looks_like_authors
from extractor.papers.fields.titles import title_likeness
from extractor.papers.labels import Part
from extractor.records import Block, Span

_TITLED = 0.5
_NAMED, _UNNAMED = 0.5, 0.3
"""Likeness of a list of persons, and of what is none."""
_SHORTEST = 12
_MOST_COMMAS = 8
_COMMA = re.compile(r",\s")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_EDGES = " \t,.;:"


def title_before_persons(line: Block, start: int) -> tuple[Part, Part] | None:
    """The title and the persons of 'A Study of Tides, A. Lima, B. Chen, <i>Tides</i> [2020]' whose
    text starts at `start`; None for any other line."""
    for span in line.spans:
        if is_venue_at_end(line, span, start):
            for comma in _commas(line.text, start, span.start):
                title = Part(line.index, start, comma)
                persons = line.text[comma : span.start].strip(_EDGES)
                if not _is_title(line.text[start:comma]):
                    continue
                if looks_like_authors(persons) >= _NAMED:
                    first = line.text.index(persons, comma)
                    return title, Part(line.index, first, first + len(persons))
    return None


def is_venue_at_end(line: Block, span: Span, start: int) -> bool:
    """Whether italics close a line that opens with a title and no persons: nothing but numbers
    stands behind them."""
    if span.type != "emphasis" or span.start - start < _SHORTEST:
        return False
    if _LETTERS.search(line.text, span.end):
        return False
    comma = next(_commas(line.text, start, span.start), -1)
    if comma < 0 or not _is_title(line.text[start:comma]):
        return False
    return looks_like_authors(line.text[start : span.start]) < _UNNAMED


def _is_title(text: str) -> bool:
    return (
        len(text) >= _SHORTEST
        and title_likeness(text) >= _TITLED
        and looks_like_authors(text) < _UNNAMED
    )


def _commas(text: str, start: int, end: int) -> Iterator[int]:
    return (match.start() for match in islice(_COMMA.finditer(text, start, end), _MOST_COMMAS))
