"""A venue that the page states in its own words: '本文发表于EMNLP 2016'."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.papers.fields.dates import read_year
from extractor.papers.fields.venues import find_venue
from extractor.papers.labels import Part
from extractor.papers.sections import Context
from extractor.records import Reading

_YEAR_BEHIND = re.compile(r"\s*['’]?\s*((?:19|20)\d\d)")


def put_stated_venue(
    context: Context, parts: Iterable[Part], readings: dict[str, Reading]
) -> bool:
    """Enters the first venue with a year that the parts name; whether there was one.

    A venue without a year is no statement about this paper: commentaries name venues in passing.
    """
    if "venue" in readings:
        return False
    for part in parts:
        text = context.document.blocks[part.block].text[part.start : part.end]
        found = find_venue(text)
        if found is None:
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
