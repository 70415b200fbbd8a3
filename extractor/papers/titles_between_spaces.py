"""East Asian citations whose parts only wide spaces part: persons, title, container, volume."""

from __future__ import annotations

import re
from functools import cache

from extractor import lexicon
from extractor.papers.fields._text import cjk_share, has_cjk
from extractor.papers.fields.titles import title_likeness
from extractor.papers.labels import Part
from extractor.papers.persons_by_place import persons_by_place
from extractor.records import Block

_LONGEST = 300
_FEWEST = 4
_MOST_OF_PERSONS = 8
"""Pieces that the persons are at most, whose names may be parted by spaces as well."""
_SHORTEST_TITLE = 6
_TITLED = 0.3
_EAST_ASIAN = 0.3
_PIECE = re.compile(r"\S+")
_ENDS_SENTENCE = re.compile(r"[。！？!?]\s*$")
_EDGES = "、，,.．:：;；・·"


@cache
def _numbered() -> re.Pattern[str]:
    """A volume, number, page range or year."""
    data = lexicon.load("extractor.papers", "data/venues.toml")
    counted = data["volume_sign"] + data["issue_sign"] + data["page_sign"] + data["year_signs"][0]
    return re.compile(
        rf"[^\W\d]?\d{{1,4}}\s?[{counted}]|(?:vol|no|pp)\.?\s?\d|"
        r"\d{1,5}(?:\(\d{1,4}\))?[-–~〜:(]\d|\d{1,4}$",
        re.IGNORECASE,
    )


def title_between_spaces(line: Block, start: int) -> tuple[Part, Part] | None:
    """The title and the persons of a line whose text starts at `start`; None for any other."""
    text = line.text
    if not start < len(text) <= _LONGEST or _ENDS_SENTENCE.search(text):
        return None
    if cjk_share(text) < _EAST_ASIAN or not _numbered().search(text, start):
        return None
    pieces = [match.span() for match in _PIECE.finditer(text, start)]
    for count in range(min(_MOST_OF_PERSONS, len(pieces) - _FEWEST + 1), 0, -1):
        first, last = pieces[count]
        persons = Part(line.index, start, pieces[count - 1][1])
        if not _is_title(text[first:last]) or not _is_container(text, pieces[count + 1]):
            continue
        if persons_by_place(text[persons.start : persons.end].strip(_EDGES)):
            return Part(line.index, first, last), persons
    return None


def _is_title(text: str) -> bool:
    if len(text) < _SHORTEST_TITLE or not has_cjk(text) or _numbered().search(text):
        return False
    return title_likeness(text) >= _TITLED and not persons_by_place(text)


def _is_container(text: str, place: tuple[int, int]) -> bool:
    """Whether a piece may name a container: numbers stand right behind it."""
    behind = text[place[1] :].split(maxsplit=1)
    return text[place[0]].isalpha() and bool(behind) and _numbered().match(behind[0]) is not None
