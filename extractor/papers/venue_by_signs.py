"""A venue that signs around it tell: slashes, quotation marks or a bracket behind the title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.papers.fields._organisations import is_organisation
from extractor.papers.fields._venue_lists import editors_in_front, kind_in_front
from extractor.papers.fields.dates import find_dates
from extractor.papers.fields.names import looks_like_authors, read_authors
from extractor.papers.fields.venues import Venue, read_venue
from extractor.papers.item_signs import EDGES
from extractor.papers.labels import Part
from extractor.papers.named_parts import text_of_part
from extractor.records import Block, Reading

SURNAME = r"[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*"
"""A surname by its form, as a pattern."""


def read_venue_by_signs(
    lines: Sequence[Block], stretches: Sequence[Part], readings: dict[str, Reading]
) -> bool:
    """Enters the venue, and what stands beside it, where signs say that one is there."""
    return (
        _read_container_behind(lines, stretches, readings)
        or _read_in_bracket(lines, stretches, readings)
        or _read_bracket_alone(lines, stretches, readings)
        or _read_behind_kind(lines, stretches, readings)
    )


def _read_behind_kind(
    lines: Sequence[Block], stretches: Sequence[Part], readings: dict[str, Reading]
) -> bool:
    """Enters what a line of its own holds behind a kind of record: 'Journal article | Tides',
    as records of projects and libraries print it."""
    for part in stretches:
        text = text_of_part(lines, part).strip()
        match = kind_in_front().fullmatch(text) if not part.start else None
        venue = read_venue(match[1]) if match is not None else None
        if venue is not None and looks_like_authors(venue.name) < _PERSONS:
            readings["venue"] = Reading(venue.name, part.block, part.start, part.end)
            return True
    return False


_PERSONS = 0.6


def _read_container_behind(
    lines: Sequence[Block], stretches: Sequence[Part], readings: dict[str, Reading]
) -> bool:
    """Enters what stands between two slashes and the next dash, 'A Study // Tides. — 2020'; in
    quotation marks, 'A Study, „Tides” 2020'; behind a bracketed in, 'A Study, [w:] Tides'."""
    for part in stretches:
        text = text_of_part(lines, part)
        quoted = _QUOTED_CONTAINER.match(text)
        if quoted is not None:
            readings["venue"] = Reading(quoted[1].strip(), part.block, part.start, part.end)
            return True
        match = _SLASHES.match(text)
        if match is None:
            continue
        end = _SLASHES_END.search(text, match.end())
        venue = read_venue(text[match.end() : end.start() if end else len(text)])
        if venue is not None:
            readings["venue"] = Reading(venue.name, part.block, part.start, part.end)
            for field, value in _numbers_behind(text):
                readings.setdefault(field, Reading(value, part.block, part.start, part.end))
            return True
    return False


_SLASHES = re.compile(r"[\s.]*//\s*|,\s\[(?:w|in|en|v|u)\s?:\]\s", re.IGNORECASE)
_QUOTED_CONTAINER = re.compile(
    r"[,.]\s[„«]([^„”“«»]{2,80})[”“»],?\s(?=(?:19|20)\d\d|[^\W\d_]{1,5}\.?\s?\d)"
)
_SLASHES_END = re.compile(r"\.?\s[—–-]\s|[.,]\s(?=(?:19|20)\d\d)|\s/\s")


def read_behind_editors(
    lines: Sequence[Block], stretches: Sequence[Part], readings: dict[str, Reading]
) -> bool:
    """Enters the book behind its editors: 'In: Lima, A. (Hg.): Tides', 'In A. Lima, ed., Tides'."""
    for part in stretches:
        text = text_of_part(lines, part)
        opens = _IN.match(text)
        if opens is None or not editors_in_front().match(text, opens.end()):
            continue
        venue = read_venue(text[opens.end() :])
        if venue is None:
            continue
        name = _PLACE_AND_PUBLISHER.sub("", venue.name)
        readings["venue"] = Reading(name, part.block, part.start, part.end)
        put_numbers(venue, part, readings)
        return True
    return False


def put_numbers(venue: Venue, part: Part, readings: dict[str, Reading]) -> None:
    """Enters the year, volume, issue and pages beside a venue, where they are not known yet."""
    for field in ("year", "volume", "issue", "pages"):
        value = getattr(venue, field)
        if value is not None:
            readings.setdefault(field, Reading(value, part.block, part.start, part.end))


# 'Tides in Time, Oxford: Harbour Press'.
_PLACE_AND_PUBLISHER = re.compile(
    r"[,.]\s[^\W\d_a-z][\w-]{1,30}(?:\s[^\W\d_a-z][\w-]{1,30}){0,2}:\s[^:]{2,60}$"
)
_IN = re.compile(r"[\s.,;\"”“]*[Ii]n:?\s")


def _read_in_bracket(
    lines: Sequence[Block], stretches: Sequence[Part], readings: dict[str, Reading]
) -> bool:
    """Enters surnames, venue and year of a bracket right behind the title: '(Lima & Gil, TideConf
    2020)'."""
    for part in stretches:
        match = _SURNAMES_AND_VENUE.match(text_of_part(lines, part))
        if match is None or is_organisation(match[1]):
            continue
        people = read_authors(match[1]).people
        venue = read_venue(f"{match[2]} {match[3]}")
        if not people or venue is None:
            continue
        place = part.block, part.start, part.end
        readings.setdefault("authors", Reading(people, *place))
        readings["venue"] = Reading(venue.name, *place)
        readings.setdefault("year", Reading(int(match[3]), *place))
        return True
    return False


def _read_bracket_alone(
    lines: Sequence[Block], stretches: Sequence[Part], readings: dict[str, Reading]
) -> bool:
    """Enters venue and year of a bracket behind title and persons: '(presented at TideConf 2020)',
    no day or month."""
    if "authors" not in readings:
        return False
    for part in stretches:
        match = _VENUE_AND_YEAR.match(text_of_part(lines, part))
        venue = read_venue(match[0].strip(" ()")) if match is not None else None
        if match is None or venue is None or len(match[1]) < _SHORTEST:
            continue
        if [date.value for date in find_dates(match[0])] != [match[2]]:
            continue
        if not venue.name[0].isupper() or looks_like_authors(venue.name) >= _PERSON:
            continue
        readings["venue"] = Reading(venue.name, part.block, part.start, part.end)
        readings.setdefault("year", Reading(int(match[2]), part.block, part.start, part.end))
        return True
    return False


_PERSON = 0.8
_SHORTEST = 3
"""Characters of a venue."""


def _numbers_behind(text: str) -> Iterator[tuple[str, str]]:
    """Volume, issue and pages in what stands behind a venue's name."""
    venue = read_venue(text.replace("//", " ").replace(" — ", ", ").strip(EDGES))
    for field in ("volume", "issue", "pages"):
        value = getattr(venue, field, None)
        if value is not None:
            yield field, value


_VENUE_AND_YEAR = re.compile(
    r"\s?\(((?:(?:presented|published|appeared|accepted|to appear)\s(?:at|in|by|to)\s)?"
    r"[A-Z][^():;]{2,60}?),?\s((?:19|20)\d\d)\)"
)
_SURNAMES_AND_VENUE = re.compile(
    rf"\s?\(({SURNAME}(?:(?:, | and | & |, and ){SURNAME}){{0,5}}(?:,? et al\.?)?),\s"
    r"([A-Z][^(),]{1,60}?),?\s((?:19|20)\d\d)\)"
)
