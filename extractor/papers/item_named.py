"""Persons, venue and year of an item from the stretches that the page's class names call so."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.papers import evidence
from extractor.papers.fields.dates import find_dates, read_year
from extractor.papers.fields.names import read_authors
from extractor.papers.fields.venues import read_venue, venue_likeness
from extractor.papers.labels import Part
from extractor.papers.named_parts import (
    NamedParts,
    named_persons,
    text_of_part,
    text_of_persons,
)
from extractor.records import Block, Reading

_PLAUSIBLE = 0.15
_LEAST = 0.5


def read_named(
    lines: Sequence[Block], named: NamedParts, title: Part, readings: dict[str, Reading]
) -> tuple[list[float], list[Part]]:
    """Enters persons, venue and year; the evidence they give, and the stretches that hold them."""
    pieces: list[float] = []
    taken: list[Part] = []
    weights = evidence.weights("evidence")
    parts, likeness = named_persons(lines, named)
    outside = not any(_overlap(part, title) for part in parts)
    if parts and outside and read_called_persons(lines, parts, likeness, readings):
        pieces.append(weights["authors"] * likeness)
        taken.extend(parts)
    venues = [part for part in named.get("venue", ()) if not _overlap(part, title)]
    texts = {part: text_of_part(lines, part).strip(" ,;") for part in venues}
    for part in sorted(venues, key=lambda part: -venue_likeness(texts[part])):
        if _enter_venue(texts[part], part, readings):
            pieces.append(weights["venue"] * max(_LEAST, venue_likeness(texts[part])))
            taken.append(part)
            break
    for part in named.get("year", ()):
        year = read_year(text_of_part(lines, part))
        if year is not None and not _overlap(part, title):
            readings.setdefault("year", Reading(year, part.block, part.start, part.end))
    return pieces, taken


def read_called_persons(
    lines: Sequence[Block], parts: Sequence[Part], likeness: float, readings: dict[str, Reading]
) -> bool:
    """Enters the persons of stretches that are called authors; whether they can be persons."""
    if likeness < _PLAUSIBLE:
        return False
    people = read_authors(text_of_persons(lines, parts)).people
    if people:
        readings["authors"] = Reading(people, parts[0].block, parts[0].start, parts[0].end)
    return bool(people)


def _enter_venue(text: str, part: Part, readings: dict[str, Reading]) -> bool:
    venue = read_venue(text)
    if venue is None or any(date.start == 0 for date in find_dates(venue.name)):
        return False
    readings["venue"] = Reading(venue.name, part.block, part.start, part.end)
    for field in ("volume", "issue", "pages"):
        value = getattr(venue, field)
        if value is not None:
            readings.setdefault(field, Reading(value, part.block, part.start, part.end))
    return True


def _overlap(one: Part, other: Part) -> bool:
    return one.block == other.block and one.start < other.end and other.start < one.end


def year_of_venue(
    lines: Sequence[Block], named: NamedParts, readings: dict[str, Reading]
) -> Reading | None:
    """The year in the venue's name, for items that print no other."""
    for part in named.get("venue", ()):
        if "venue" in readings and readings["venue"].block == part.block:
            year = read_year(text_of_part(lines, part))
            if year is not None:
                return Reading(year, part.block, part.start, part.end)
    return None


def year_beside_persons(lines: Sequence[Block], parts: Sequence[Part]) -> Reading | None:
    """The year of the one date among what is called authors: 'A. Lima, B. Chen · 2020-05-01'."""
    for part in parts:
        dates = find_dates(text_of_part(lines, part))
        year = read_year(dates[0].value) if len(dates) == 1 else None
        if year is not None:
            return Reading(year, part.block, part.start, part.end)
    return None
