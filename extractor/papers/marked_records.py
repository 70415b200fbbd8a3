"""Citations of GB/T 7714, which mark the kind of record behind the title: 'A Study[J]. Tides'."""

from __future__ import annotations

import re

from extractor.papers.fields.venues import read_venue
from extractor.papers.labels import Part
from extractor.records import Block, Reading

_MARK = re.compile(r"\s?[\[［](?:J|M|C|D|R|N|A|G|EB)(?:/(?:OL|CD|MT|DK))?[\]］]")
_BEHIND = re.compile(r"\s?(?://|[.．。,，:：]|\bIn:?\s)?\s?")
# A year, or a place with its publisher, ends the name.
_END = re.compile(
    r"[.．。,，;；]\s?(?:(?:19|20)\d\d\b|[^.．。,，;；:：\d]{2,30}[:：]\s?\D)|\s(?=(?:19|20)\d\d\b)|\n|\t"
)
_LONGEST = 200
_CONTAINED = "JCNAG"
"""Kinds of records that stand in a container."""


def mark_behind(text: str, start: int) -> int:
    """Where the mark of the record starts behind `start`; -1 where there is none."""
    match = _MARK.search(text, start)
    return match.start() if match is not None else -1


def read_marked_venue(line: Block, title: Part, readings: dict[str, Reading]) -> bool:
    """Enters the container behind the mark that is right behind the title; whether it is there."""
    mark = _MARK.match(line.text, title.end)
    if mark is None or mark[0].strip()[1] not in _CONTAINED:
        return False
    start = _BEHIND.match(line.text, mark.end())
    first = start.end() if start is not None else mark.end()
    end = _END.search(line.text, first, first + _LONGEST)
    last = end.start() if end is not None else len(line.text)
    venue = read_venue(line.text[first:last])
    if venue is None:
        return False
    readings["venue"] = Reading(venue.name, line.index, first, last)
    rest = read_venue(line.text[first : first + _LONGEST])
    for field in ("year", "volume", "issue", "pages"):
        value = getattr(rest, field) if rest is not None else None
        # 'Tides Press, 2021: 33-41' has pages behind its year, and no volume.
        if value is not None and not (rest is not None and value == str(rest.year)):
            readings.setdefault(field, Reading(value, line.index, first, len(line.text)))
    return True
