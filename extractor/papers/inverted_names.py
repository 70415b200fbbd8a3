"""Lone inverted names that the other items of a list tell: 'Lima Souza, Ana'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.papers.fields._text import has_cjk
from extractor.records import Author, Reading

_MOST = 0.6
"""Share of the items whose names are inverted."""
_FEWEST = 3
_PAIR = 2


def with_inverted_names(
    readings: Sequence[Mapping[str, Reading]],
) -> list[Reading | None]:
    """For each item of a list the persons anew, where two are one inverted name; None where what
    was read stands."""
    persons = [each["authors"] for each in readings if "authors" in each]
    inverted = sum(all("," in person.name for person in each.value) for each in persons)
    if len(persons) < _FEWEST or inverted < len(persons) * _MOST:
        return [None] * len(readings)
    return [_as_one(each.get("authors")) for each in readings]


def _as_one(reading: Reading | None) -> Reading | None:
    """Two persons without a comma in their names, as one whose name a comma parts."""
    people: Sequence[Author] = reading.value if reading is not None else ()
    if reading is None or len(people) != _PAIR or any("," in person.name for person in people):
        return None
    family, given = (person.name for person in people)
    if has_cjk(family + given) or (" " in family and " " in given):
        # Two full names are two persons.
        return None
    return replace(reading, value=(Author(f"{family}, {given}", given, family),))
