"""From the segments of a tagged string to values, through the field readers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.papers.fields.dates import month_signs, read_year
from extractor.papers.fields.names import read_authors
from extractor.papers.fields.titles import read_title
from extractor.papers.fields.venues import Venue, read_venue
from extractor.records import Author


@dataclass(frozen=True, slots=True)
class CitationFields:
    """The values of one citation string; None or empty where nothing is printed."""

    title: str | None = None
    authors: tuple[Author, ...] = ()
    venue: str | None = None
    year: int | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    publisher: str | None = None


def title_of(text: str) -> str | None:
    """The title in the stretch labelled so."""
    title = read_title(text)
    return title.title if title is not None else None


def people_of(text: str | None) -> tuple[Author, ...]:
    """The persons in the stretch labelled so."""
    return read_authors(text).people if text else ()


def fields_from(texts: dict[str, str]) -> CitationFields:
    """The values of the main stretch of each label."""
    venue = read_venue(texts["venue"]) if "venue" in texts else None
    title, year = texts.get("title"), texts.get("year")
    beside = venue if venue is not None else Venue("")
    return CitationFields(
        title=title_of(title) if title else None,
        authors=people_of(texts.get("author")),
        venue=venue.name if venue is not None else None,
        year=(read_year(year) if year else None) or beside.year,
        volume=_volume(texts.get("volume")) or beside.volume,
        issue=texts.get("issue") or beside.issue,
        pages=_pages(texts.get("pages")) or beside.pages,
        publisher=texts.get("publisher"),
    )


def _volume(text: str | None) -> str | None:
    """The stretch labelled so, unless it is a month: '2022年9月'."""
    return text if text and not text.endswith(tuple(month_signs())) else None


def _pages(text: str | None) -> str | None:
    """The stretch labelled so, as far as its cell or line goes; no days of a date, which may be cut
    off a year."""
    if text is None or not _BREAK.search(text):
        return text
    match = _RANGE.match(text)
    if match is None or int(match["first"]) > int(match["last"]):
        return None
    return match[0]


_BREAK = re.compile(r"[\t\n]")
_RANGE = re.compile(r"(?P<first>\d{1,6})\s?[-\u2013\u2014]\s?(?P<last>\d{1,6})")
