"""From the segments of a tagged string to values, through the field readers."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.papers.fields.dates import read_year
from extractor.papers.fields.names import read_authors
from extractor.papers.fields.titles import read_title
from extractor.papers.fields.venues import read_venue
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


def fields_from(texts: dict[str, list[str]]) -> CitationFields:
    """Values of the stretches by label; of several the longest counts."""

    def longest(name: str) -> str | None:
        return max(texts.get(name, ()), key=len, default=None)

    title = longest("title")
    container = longest("venue")
    venue = read_venue(container) if container else None
    years = [year for text in texts.get("year", ()) if (year := read_year(text)) is not None]
    year = years[0] if years else (venue.year if venue is not None else None)
    return CitationFields(
        title=title_of(title) if title else None,
        authors=people_of(longest("author")),
        venue=venue.name if venue is not None else None,
        year=year,
        volume=longest("volume") or (venue.volume if venue is not None else None),
        issue=longest("issue") or (venue.issue if venue is not None else None),
        pages=longest("pages") or (venue.pages if venue is not None else None),
        publisher=longest("publisher"),
    )
