"""Persons and container beside a title, by the places that East Asian lists give them: persons,
「title」, container, volume. No list knows every name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.papers import evidence
from extractor.papers.fields._text import has_cjk
from extractor.papers.fields.venues import read_venue
from extractor.papers.item_signs import EDGES, number_end
from extractor.papers.labels import Part
from extractor.papers.persons_by_place import persons_by_place
from extractor.records import Block, Reading

_PERSONS = 0.4
_OPENING = "「『《“\"'*○●◯◎・"
_CLOSING = "」』》”\"'"
_IN_QUOTES = re.compile(r"[『《「]([^『』《》「」]{2,40})[』》」]")
_PLAIN = re.compile(r"[^\s、，,。．.;；：:()（）「『《]{2,40}")


def read_beside_quotes(
    line: Block, title: Part, readings: dict[str, Reading], *, parted: bool
) -> Iterator[float]:
    """Enters persons and venue that were not read yet; the evidence they give.

    `parted`: quotation marks or spaces around the title end the persons before it and begin the
    container behind it.
    """
    if not has_cjk(line.text):
        return
    weights = evidence.weights("evidence")
    if parted and "authors" not in readings and _read_persons(line, title, readings):
        yield weights["authors"] * _PERSONS
    if "venue" not in readings and _read_container(line, title, readings, parted=parted):
        yield weights["venue"]


def _read_persons(line: Block, title: Part, readings: dict[str, Reading]) -> bool:
    """Whether what stands before the title are persons, one perhaps, of whom nothing is known."""
    start = max(number_end(line.text), line.text.rfind("\t", 0, title.start) + 1)
    people = persons_by_place(line.text[start : title.start].strip(EDGES + _OPENING))
    if people:
        readings["authors"] = Reading(people, line.index, start, title.start)
    return bool(people)


def _read_container(
    line: Block, title: Part, readings: dict[str, Reading], *, parted: bool
) -> bool:
    """Whether a container's name stands right behind the title: in quotation marks, or, where
    signs part it from the title, in front of a volume, a number or pages."""
    behind = line.text[title.end :].lstrip(EDGES.translate(_NO_BRACKETS) + _CLOSING)
    venue = read_venue(behind.split("\n", 1)[0])
    named = _IN_QUOTES.match(behind)
    if named is None and parted and venue is not None:
        numbered = venue.volume or venue.issue or venue.pages
        named = _PLAIN.match(behind) if numbered and has_cjk(behind) else None
    if named is None or venue is None:
        return False
    start = len(line.text) - len(behind)
    name = named[named.lastindex or 0]
    readings["venue"] = Reading(name, line.index, start, start + named.end())
    for field in ("year", "volume", "issue", "pages"):
        value = getattr(venue, field)
        if value is not None:
            readings.setdefault(field, Reading(value, line.index, start, len(line.text)))
    return True


_NO_BRACKETS = str.maketrans("", "", "()（）[]【】")
