"""Headings that name a work as texts cite it: 'A Study (Lima et al., 2014)', 'A Study by Lima'."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extractor.papers.fields._name_lists import listed
from extractor.papers.fields._organisations import is_organisation
from extractor.papers.fields._patterns import any_of
from extractor.papers.fields._words import words
from extractor.papers.fields.dates import month_numbers, read_year
from extractor.papers.fields.names import looks_like_authors, read_authors
from extractor.papers.fields.titles import title_likeness
from extractor.papers.fields.venues import read_venue, venue_likeness
from extractor.papers.labels import Part
from extractor.papers.once import once_a_page
from extractor.records import Reading

_LONGEST = 400
_SHORTEST_TITLE = 8
_TITLED, _PERSONS, _VENUE = 0.4, 0.6, 0.8
_QUOTED = re.compile(r"[“\"«„]\s?([^“”\"«»„]{8,300}?)[,.]?\s?[”\"»“](?=\W|$)")
_BEFORE_QUOTE = re.compile(r"[^\w“\"«„]*(?:[^\W\d_]{2,9}\s?)?[^\w“\"«„]*\d{0,3}[^\w“\"«„]*")
_BRACKET = re.compile(r"\s?[(\[]([^()\[\]]{4,120})[)\]][.\s]*\Z")
_SEPARATOR = re.compile(r"\s(?:[-–—|·:]{1,2}|/)\s|[,.]\s")
# 'Lima', 'Lima and Chen', 'Lima et al', as texts cite.
_ACRONYM = r"(?=(?:[^\W\d_A-Z]*[A-Z]){3})[^\W\d_]{3,40}"
_DATED_ACRONYM = re.compile(rf"{_ACRONYM}(?: \d{{4}})?")
_FAMILY = rf"(?![A-Z]+\b|{_ACRONYM})[^\W\d_a-z][^\W\d_]+(?:[ '’-][^\W\d_a-z][^\W\d_]+){{0,2}}"
CITED_PERSONS = rf"{_FAMILY}(?:(?:,? and|,? &|,) {_FAMILY}){{0,6}}(?:,? et al)?\.?"
"""Family names as texts cite them, a pattern."""
_CITED = re.compile(CITED_PERSONS)


@dataclass(frozen=True, slots=True)
class CitedHeading:
    """The title in a heading, and what the heading says of the work behind it."""

    start: int
    end: int
    """The title is `text[start:end]`."""
    values: Mapping[str, object]
    """`authors`, `venue` and `year`, as far as they are there."""


def put_cited(heading: CitedHeading, part: Part, readings: dict[str, Reading]) -> None:
    """Enters what a heading says of its work behind the title, which is `part`."""
    for name, value in heading.values.items():
        readings.setdefault(name, Reading(value, part.block, part.start, part.start))


@once_a_page
def cited_heading(text: str) -> CitedHeading | None:
    """The title of a heading with persons, venue or year behind it; None for any other heading."""
    if len(text) > _LONGEST:
        return None
    quoted = _QUOTED.search(text)
    if quoted is not None and _BEFORE_QUOTE.fullmatch(text, 0, quoted.start()):
        start, end = quoted.span(1)
        values = _values(text[quoted.end() :].strip(" ,.-–—|:"))
        return CitedHeading(start, end, values) if values else None
    return _bracketed(text) or _parted(text, len(text), {})


def _bracketed(text: str) -> CitedHeading | None:
    """'A Study (Lima, 2014)', and 'A Study by A. Lima (2014)'."""
    bracket = _BRACKET.search(text)
    if bracket is None:
        return None
    values = _values(bracket[1]) or _only_year(bracket[1])
    if not values or title_likeness(text[: bracket.start()]) < _TITLED / 2:
        return None
    if "authors" not in values:
        parted = _parted(text, bracket.start(), values)
        if parted is not None:
            return parted
    front = _FRONT.match(text, 0, bracket.start())
    if front is not None and "authors" not in values and looks_like_authors(front[1]) >= _SURELY:
        values["authors"] = read_authors(front[1]).people
        return CitedHeading(front.end(), bracket.start(), values)
    return CitedHeading(0, bracket.start(), values)


def _only_year(text: str) -> dict[str, object]:
    """The year that closes a bracket, whatever stands before it: '(Some Institute, March 2014)'."""
    year = _year_behind().search(text)
    return {"year": read_year(year[1])} if year is not None else {}


def _tells(tail: str, values: Mapping[str, object]) -> bool:
    """Whether what stands behind a comma is surely no part of the title: persons and a year, or an
    acronym of a venue."""
    if "authors" in values:
        return "year" in values or "et al" in tail
    return _SHORT_VENUE.fullmatch(tail.strip(" .")) is not None


_SHORT_VENUE = re.compile(r"(?=(?:[^\W\d_A-Z]*[A-Z]){2})[^\W\d_]{2,20}(?: \d{4})?")


# 'Ann Lima: ' and 'Lima et al.: ' in front of a title.
_FRONT = re.compile(r"\W*(?:\d{1,3}\W+)?([^\W\d_][^:\d\s]*\s[^:\d]{2,120}):\s")
_SURELY = 0.8


def _parted(text: str, end: int, known: Mapping[str, object]) -> CitedHeading | None:
    """'A Study by A. Lima', 'A Study - Lima et al., 2014', 'A Study, A. Lima, B. Chen (2014)'."""
    for match in (*_by().finditer(text, 0, end), *_SEPARATOR.finditer(text, 0, end)):
        tail = text[match.end() : end]
        values = {**known, **_values(tail, dated="year" in known)}
        if len(values) == len(known) or match.start() < _SHORTEST_TITLE:
            continue
        comma = match[0][0] in ",."
        if comma and not _tells(tail, values):
            continue
        if title_likeness(text[: match.start()]) >= _TITLED:
            return CitedHeading(0, match.start(), values)
    return None


def _values(tail: str, *, dated: bool = False) -> dict[str, object]:
    """What the words behind a title say, all of them; nothing where some say something else.

    `dated`: a year is known, so that surnames alone are persons.
    """
    found: dict[str, object] = {}
    named = read_venue(tail) if venue_likeness(tail) >= _VENUE else None
    if named is not None:
        dates = {"year": named.year} if named.year is not None else {}
        return {"venue": named.name, **dates}
    bracketed = _persons_then_bracket(tail)
    if bracketed is not None:
        return bracketed
    year = _year_behind().search(tail)
    if year is not None:
        found["year"] = read_year(year[1])
        tail = tail[: year.start()]
    by = _by().match(f" {tail}")
    tail = tail[by.end() - 1 if by else 0 :].strip(" ,.;:-–—/()[]")
    if not tail:
        return found
    middle = _YEAR_BETWEEN.fullmatch(tail)
    if middle is not None:
        read = _persons_and_venue(middle[1], middle[3], dated=True)
        return {**read, "year": read_year(middle[2])} if read is not None else {}
    dated = dated or "year" in found
    both = _BOTH.fullmatch(tail)
    behind = f" {year[1]}" if year is not None else ""
    parted = ((both[1], both[2] + behind),) if both else ()
    for persons, venue in ((tail, ""), ("", tail), *parted):
        read = _persons_and_venue(persons, venue, dated=dated)
        if read is not None:
            return {**found, **read}
    return {}


def _persons_then_bracket(tail: str) -> dict[str, object] | None:
    """What 'A. Lima & B. Chen (Tides 2019)' says; None for any other words."""
    match = _BEFORE_BRACKET.fullmatch(tail)
    if match is None:
        return None
    persons = _persons_and_venue(match[1], "", dated=True)
    venue = _persons_and_venue("", match[2], dated=True)
    if persons is None or venue is None:
        return None
    return {**persons, **venue, "year": read_year(match[3])}


_BEFORE_BRACKET = re.compile(r"([^()\d]{3,120}?)\s\(([^()\d]{2,60}\s((?:19|20)\d\d))\)[.,]?")
# 'Lima et al., 2019, ICLR'
_YEAR_BETWEEN = re.compile(r"([^\d]{3,120}?)[,\s]+((?:19|20)\d\d)[,;]\s(.{2,80})")
# Persons, and a venue as the last clause.
_BOTH = re.compile(r"(.+)(?:,\s|\s[-–—|·]\s)(.+)")


def _persons_and_venue(persons: str, venue: str, *, dated: bool) -> dict[str, object] | None:
    """What stands behind a title, where `persons` are some and `venue` is one."""
    found: dict[str, object] = {}
    if venue:
        telling = venue_likeness(venue) >= _VENUE or (dated and _DATED_ACRONYM.fullmatch(venue))
        read = read_venue(venue) if telling else None
        if read is None:
            return None
        found["venue"] = read.name
    if persons:
        if not _are_persons(persons, dated=dated):
            return None
        found["authors"] = read_authors(persons).people
    return found


def _are_persons(text: str, *, dated: bool) -> bool:
    """Whether words behind a title are persons: a title may go on with 'by Reducing Noise'."""
    words_of = text.casefold().split()
    if _CITED.fullmatch(text) and (dated or "et al" in text):
        return not is_organisation(text)
    if " " not in text or _GERUND.match(text) or any(map(words("topic").__contains__, words_of)):
        return False
    return looks_like_authors(text) >= _PERSONS and bool(read_authors(text).people)


_GERUND = re.compile(r"(?:[^\W\d_]+-)?[^\W\d_]+(?:ing|ly)\b")


@cache
def _year_behind() -> re.Pattern[str]:
    """A year at the end, with a month in front or not: 'A. Lima, March 2014'."""
    months = any_of(month_numbers())
    return re.compile(
        rf"[\s,(\[]*(?:\b{months}\.?,?\s)?\b((?:19|20)\d\d)[)\]]?[.\s]*\Z", re.IGNORECASE
    )


@cache
def _by() -> re.Pattern[str]:
    """What stands between a title and its persons in many languages: ' by '."""
    return re.compile(rf",?\s{any_of(listed('behind_titles'))}\s+(?=[^\W\d_a-z])")
