"""Names that the other items of a list tell: lone inverted ones, 'Lima Souza, Ana', and two family
names, 'Lima, Chen'."""

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
    """For each item of a list the persons anew, where two are one inverted name, or one is two
    family names; None where what was read stands."""
    persons = [each["authors"] for each in readings if "authors" in each]
    inverted = sum(all("," in person.name for person in each.value) for each in persons)
    if len(persons) >= _FEWEST and inverted >= len(persons) * _MOST:
        return [_as_one(each.get("authors")) for each in readings]
    alone = sum(not any(_has_parts(person.name) for person in each.value) for each in persons)
    if len(persons) >= _FEWEST and alone >= len(persons) * _MOST:
        return [_as_families(each.get("authors")) for each in readings]
    return [None] * len(readings)


def _has_parts(name: str) -> bool:
    return has_cjk(name) or not name.replace("-", "").replace("’", "").replace("'", "").isalpha()


def _as_families(reading: Reading | None) -> Reading | None:
    """One inverted name of two words as two persons, where a list gives family names alone."""
    people: Sequence[Author] = reading.value if reading is not None else ()
    names = [name for person in people for name in person.name.split(", ")]
    if reading is None or len(names) == len(people) or any(map(_has_parts, names)):
        return None
    return replace(reading, value=tuple(Author(name, None, None) for name in names))


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
