"""A work as embedded metadata tells it, from whatever format."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from extractor.papers.embedded.persons import read_persons
from extractor.papers.fields._text import from_latex, squeezed
from extractor.papers.fields.abstracts import read_abstract
from extractor.papers.fields.dates import read_date
from extractor.papers.fields.identifiers import identifiers_of_url, read_identifiers
from extractor.papers.fields.keywords import read_keywords
from extractor.papers.fields.links import is_entry_link, link_type
from extractor.papers.fields.titles import read_title
from extractor.papers.links import unique
from extractor.records import Author, Link

Raw = Mapping[str, Sequence[str]]
"""Field name of the tables to its values as embedded, in order. `isbn` only of books: that of a
container is no identifier of the work, nor is an ISSN."""

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_WHOLE: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "arxiv": re.compile(
            r"(?:arxiv:)?\s?([\w.-]{2,20}/\d{7}|\d{4}\.\d{4,5})(?:v\d{1,2})?", re.IGNORECASE
        ),
        "pmid": re.compile(r"(\d{4,9})"),
    }
)
"""Identifiers that their field names, and that need no word before the number."""
_SCHEMES: Mapping[str, str] = MappingProxyType({
    "doi": "{}", "venue": "{}", "volume": "{}", "identifiers": "{}",
    # The word before the number is what makes it one, and the check digit is verified.
    "isbn": "ISBN {}",
})  # fmt: skip
_URLS = ("url", "pdf")
_EMPTY = frozenset(("", "null", "none", "n/a", "undefined", "unknown", "-", "na"))
_CUT = ("…", "...", "..")


@dataclass(frozen=True, slots=True)
class Work:
    """What is embedded of one work, read and cleaned."""

    title: str
    authors: tuple[Author, ...] = ()
    date: str | None = None
    """ISO 8601, as precise as embedded."""
    values: Mapping[str, str] = field(default_factory=dict)
    """venue, volume, issue, pages, publisher, note."""
    abstract: str | None = None
    keywords: tuple[str, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    links: tuple[Link, ...] = ()

    @property
    def year(self) -> int | None:
        """Year of the date."""
        return int(self.date[:4]) if self.date else None

    def is_scholarly(self) -> bool:
        """Whether something but the title and persons says that it is a scholarly work."""
        return bool(self.identifiers) or any(
            name in self.values for name in ("volume", "issue", "pages")
        )


def text_of(value: str) -> str:
    """A value without markup and entities, white space collapsed; empty for a placeholder."""
    text = value
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    text = squeezed(text)
    return "" if text.casefold() in _EMPTY else text


def make_work(raw: Raw, *, inverted: bool = True) -> Work | None:
    """The work of raw values; None without a title.

    `inverted`: 'Family, Given' is one person, as every format but running text has it.
    """
    title = read_title(_first(raw, "title"))
    if title is None or len(title.title) < 3:
        return None
    identifiers = _identifiers(raw)
    return Work(
        title=title.title,
        authors=read_persons(raw.get("authors", ()), inverted=inverted),
        date=_date(raw),
        values=_values(raw),
        abstract=_abstract(raw),
        keywords=_keywords(raw.get("keywords", ())),
        identifiers=identifiers,
        links=_links(raw),
    )


def _first(raw: Raw, name: str) -> str:
    for value in raw.get(name, ()):
        text = text_of(value)
        if text:
            return text
    return ""


def _date(raw: Raw) -> str | None:
    """The most trusted date; a year alone stands back behind a date of the same year."""
    dates = [date for value in raw.get("date", ()) if (date := read_date(text_of(value)))]
    years = [date[:4] for value in raw.get("year", ()) if (date := read_date(text_of(value)))]
    if years and not any(date.startswith(years[0]) for date in dates):
        return years[0]
    return dates[0] if dates else None


def _values(raw: Raw) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in ("venue", "volume", "issue", "publisher", "note"):
        text = from_latex(_first(raw, name)).strip(" ,;")
        if text:
            found[name] = text
    pages = _pages(raw)
    if pages:
        found["pages"] = pages
    return found


def _pages(raw: Raw) -> str:
    whole = _first(raw, "pages")
    if whole:
        return re.sub(r"\s?(?:--+|–)\s?", "–", whole)
    first, last = _first(raw, "firstpage"), _first(raw, "lastpage")
    return f"{first}–{last}" if first and last and first != last else first


def _abstract(raw: Raw) -> str | None:
    text = from_latex(_first(raw, "abstract"))
    return read_abstract(text) if len(text) > 40 and not is_cut(text) else None


def is_cut(text: str) -> bool:
    """Whether a description was shortened for a preview."""
    return text.rstrip(" \"'”").endswith(_CUT)


def _keywords(values: Sequence[str]) -> tuple[str, ...]:
    texts = [text for value in values if (text := from_latex(text_of(value)))]
    if len(texts) == 1:
        return read_keywords(texts[0])
    return tuple(dict.fromkeys(texts))


def _identifiers(raw: Raw) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, pattern in _WHOLE.items():
        for value in raw.get(kind, ()):
            match = pattern.fullmatch(text_of(value))
            if match:
                found.setdefault(kind, match[1])
    read = [
        read_identifiers(form.format(from_latex(text_of(value))))
        for name, form in _SCHEMES.items()
        for value in raw.get(name, ())
    ]
    read += [identifiers_of_url(text_of(url)) for name in _URLS for url in raw.get(name, ())]
    for identifiers in read:
        for kind, identifier in identifiers.items():
            found.setdefault(kind, identifier)
    found.pop("issn", None)
    return found


def _links(raw: Raw) -> tuple[Link, ...]:
    found: list[Link] = []
    for name in ("url", "pdf", "links"):
        for value in raw.get(name, ()):
            hint, _, rest = value.partition(" ") if name == "links" else ("", "", value)
            url = text_of(rest).replace("\\_", "_").replace("\\%", "%").replace("\\&", "&")
            if " " in url or "://" not in url or not is_entry_link(url, url):
                continue
            kind = "pdf" if name == "pdf" else link_type(url, hint)
            found.append(Link(url, kind, ""))
    return unique(found)
