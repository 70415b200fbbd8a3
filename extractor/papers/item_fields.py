"""Persons, venue and year of an item, from what stands around its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType

from extractor.papers import evidence
from extractor.papers.fields.dates import read_year
from extractor.papers.fields.venues import venue_likeness
from extractor.papers.item_named import (
    read_named,
    year_beside_persons,
    year_of_venue,
)
from extractor.papers.item_persons import is_behind_title, persons_around, persons_of_citation
from extractor.papers.item_signs import number_end
from extractor.papers.item_stretches import outside, separators, stretches_of, without
from extractor.papers.item_venues import (
    read_item_venue,
    read_item_year,
    read_locators,
    read_numbered,
    read_rest,
    read_school,
    read_tagged,
)
from extractor.papers.labels import Part
from extractor.papers.marked_records import read_marked_venue
from extractor.papers.named_parts import NamedParts, text_of_part
from extractor.papers.sections import Context
from extractor.papers.venue_by_signs import read_behind_editors
from extractor.records import Block, Reading

_text = text_of_part


def read_around(
    context: Context,
    lines: Sequence[Block],
    title: Part,
    authors: Part | None,
    readings: dict[str, Reading],
    named: NamedParts = MappingProxyType({}),
) -> list[float]:
    """Persons, venue and year from what is left of the item; the evidence they give.

    `named`: the parts that the page's class names call so.
    """
    stretches = list(stretches_of(lines, title))
    weights = evidence.weights("evidence")
    pieces, taken = read_named(lines, named, title, readings)
    texts = [part for part in named.get("abstract", ()) if "abstract" in readings]
    kinds = named.get("kind", ())
    stretches = list(outside(stretches, (*taken, *texts, *kinds, *separators(lines))))
    person = None if "authors" in readings else persons_around(lines, stretches, authors, title)
    if "authors" not in readings and (person is None or is_behind_title(person[2], title)):
        person = persons_of_citation(context, lines, title) or person
    if person is not None:
        readings["authors"], likeness, part, more = person
        pieces.append(weights["authors"] * likeness)
        stretches = [without(stretch, part) for stretch in stretches if stretch not in more]
    venue = _read_venue(context, lines, stretches, title, readings)
    pieces += [] if _drop_person(readings) or _drop_preprint(lines, readings) else venue
    if "year" not in readings:
        read_item_year(lines, stretches, title, readings)
    if "year" not in readings:
        for found in (year_of_venue(lines, named, readings), year_beside_persons(lines, taken)):
            if found is not None:
                readings.setdefault("year", found)
    if "year" not in readings:
        _read_year_of_short_form(lines[0], readings)
    if "year" in readings:
        pieces.append(weights["year"])
    return pieces


def _drop_person(readings: dict[str, Reading]) -> bool:
    """Takes a venue out that is the only person, 'A Study. Lima (1970)'; whether it was."""
    if "venue" not in readings or "authors" not in readings:
        return False
    name = str(readings["venue"].value).strip(" ,.;:")
    people = readings["authors"].value
    if len(people) > 1 or people[0].name != name or " " in name:
        return False
    del readings["venue"]
    return True


def _drop_preprint(lines: Sequence[Block], readings: dict[str, Reading]) -> bool:
    """Takes a venue out that is the number of a preprint, a link behind a sign, '· arXiv:2001.9',
    which says where a copy is; whether it was."""
    venue = readings.get("venue")
    if venue is None or not _PREPRINT.fullmatch(str(venue.value)):
        return False
    for line in lines:
        for span in line.spans if line.index == venue.block else ():
            linked = span.type == "link" and line.text[span.start : span.end] == venue.value
            if linked and line.text[: span.start].rstrip()[-1:] in _PARTING:
                del readings["venue"]
                return True
    return False


_PARTING = frozenset("·|•–—[(【（")
_PREPRINT = re.compile(r"arXiv\s?:?\s?\d{4}\.\d{4,5}(?:v\d{1,2})?", re.IGNORECASE)


def _read_year_of_short_form(line: Block, readings: dict[str, Reading]) -> None:
    """The year in the short form in front of a citation: 'Lima 2020: A. Lima, …'."""
    end = number_end(line.text)
    year = read_year(line.text[:end]) if end else None
    if year is not None:
        readings["year"] = Reading(year, line.index, 0, end)


def _read_venue(
    context: Context,
    lines: Sequence[Block],
    stretches: Sequence[Part],
    title: Part,
    readings: dict[str, Reading],
) -> list[float]:
    """Enters the venue, where none was read yet, or at least volume and pages; the evidence that it
    gives."""
    if "venue" in readings:
        return []
    weight = evidence.weights("evidence")["venue"]
    own = next(line for line in lines if line.index == title.block)
    if (
        read_marked_venue(own, title, readings)
        or read_school(lines, stretches, readings)
        or read_item_venue(lines, stretches, readings)
        or ("authors" not in readings and read_numbered(lines, title, readings))
    ):
        return [weight]
    if "authors" in readings and (
        read_tagged(context, lines, title, readings) or read_rest(lines, stretches, readings)
    ):
        return [weight * venue_likeness(readings["venue"].value)]
    if not read_behind_editors(lines, stretches, readings):
        read_locators(lines, stretches, readings)
    return [weight] if "venue" in readings else []
