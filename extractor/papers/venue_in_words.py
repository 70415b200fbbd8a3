"""A venue that the page states in its own words: '本文发表于EMNLP 2016'."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extractor import lexicon
from extractor.papers.fields.dates import read_year
from extractor.papers.fields.venues import FoundVenue, find_venue
from extractor.papers.labels import Part
from extractor.papers.sections import Context
from extractor.records import Reading

_YEAR_BEHIND = re.compile(r"\s*['’]?\s*((?:19|20)\d\d)")


_CAPITALS = re.compile(
    r"[\s\u4e86:：]{0,3}(?:(?:to|at|by|in|as)\s)?"
    r"([A-Z][A-Za-z&-]{0,40}[A-Z][A-Za-z&-]{0,40}\s?'?(?:19|20)\d\d)"
)
_SENTENCE = re.compile(r"[^。！？!?\n]*")
_REACH = 24
"""Characters around a venue in which the statement's word must stand."""


@cache
def _statement() -> re.Pattern[str]:
    words = lexicon.load("extractor.papers.data", "statements.toml")["words"]
    return re.compile("|".join(map(re.escape, words)), re.IGNORECASE)


def _unknown_venue(text: str) -> FoundVenue | None:
    """A name in capitals with a year right behind the statement: 'accepted at RIVERCOMP 2021'."""
    statement = _statement().search(text)
    if statement is None:
        return None
    match = _CAPITALS.match(text, statement.end())
    if match is None:
        return None
    return FoundVenue(match.group(1), match.start(1), match.end(1))


def _is_stated(text: str, start: int, end: int) -> bool:
    """Whether the words at the venue say that the paper appeared there."""
    before = max(text.rfind(sign, 0, start) for sign in "。！？!?") + 1
    behind = _SENTENCE.match(text, end)
    stop = behind.end() if behind else end
    around = text[max(before, start - _REACH) : min(stop, end + _REACH)]
    return _statement().search(around) is not None


def put_stated_venue(context: Context, parts: Iterable[Part], readings: dict[str, Reading]) -> bool:
    """Enters the first venue with a year that the parts name; whether there was one.

    A venue without a year is no statement about this paper: commentaries name venues in passing.
    """
    if "venue" in readings:
        return False
    for part in parts:
        text = context.document.blocks[part.block].text[part.start : part.end]
        found = find_venue(text) or _unknown_venue(text)
        if found is None or not _is_stated(text, found.start, found.end):
            continue
        year = read_year(found.name)
        behind = _YEAR_BEHIND.match(text, found.end)
        if year is None and behind is None:
            continue
        start, end = part.start + found.start, part.start + (behind.end() if behind else found.end)
        name = context.document.blocks[part.block].text[start:end]
        readings["venue"] = Reading(name, part.block, start, end)
        value = year or int(behind.group(1) if behind else 0)
        readings.setdefault("year", Reading(value, part.block, start, end))
        return True
    return False
