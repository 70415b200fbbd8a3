"""What every bibliographic format must know of an entry: its type, key, dates and main address."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal
from urllib.parse import quote

from extractor.lexicon import fold, load
from extractor.records import PageResult, Paper

WorkType = Literal[
    "journal", "conference", "preprint", "thesis", "report", "book", "chapter", "other"
]

_MAIN_LINKS = ("paper", "pdf", "project")
_RESOLVERS: Mapping[str, str] = MappingProxyType(
    {
        "doi": "https://doi.org/",
        "arxiv": "https://arxiv.org/abs/",
        "acl": "https://aclanthology.org/",
        "openreview": "https://openreview.net/forum?id=",
        "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
        "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/",
        "s2": "https://www.semanticscholar.org/paper/",
        "dblp": "https://dblp.org/rec/",
        "hal": "https://hal.science/",
    }
)
_WORD = re.compile(r"[a-z0-9]+")
_IN_BRACKETS = re.compile(r"\(([^\s()]+)")
_YEAR_BEHIND = re.compile(r",? \d{4}$")
_SHORT_WORD = 3
_HASH_LENGTH = 6
_LETTER_OF = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True, slots=True)
class Work:
    """An entry with what the formats derive from it."""

    paper: Paper
    page: str
    """The name of the page that it stands on."""
    key: str
    """Citation key: ASCII letters, digits and hyphens, unique among the works of one output."""
    type: WorkType


def works_of(results: Sequence[PageResult]) -> tuple[Work, ...]:
    """Every entry of the results, in order.

    A key is made of the entry's own words, so it is the same in every output. Where two entries
    make the same key, the later one's gets a hash of what it says behind it.
    """
    used: set[str] = set()
    works = []
    for result in results:
        for paper in result.papers:
            key = _unused(_key(paper), paper, used)
            used.add(key)
            works.append(Work(paper, result.source.name, key, work_type(paper)))
    return tuple(works)


def work_type(paper: Paper) -> WorkType:
    """The type of work that venue, numbers and identifiers speak for; `other` when none does."""
    named = _type_of_venue(paper.venue) if paper.venue else None
    if named is not None and named != "school":
        return named
    if paper.volume or paper.issue:
        return "journal"
    if named == "school":
        return "thesis"
    if "isbn" in paper.identifiers:
        return "chapter" if paper.venue else "book"
    if paper.venue is None and "arxiv" in paper.identifiers:
        return "preprint"
    return _type_by_name(paper.venue or "")


def date_parts(paper: Paper) -> tuple[int, ...]:
    """Year, month and day as far as printed. A date of another year than `year` is left out."""
    if paper.date:
        parts = tuple(int(part) for part in paper.date.split("-"))
        if paper.year in (None, parts[0]):
            return parts
    return () if paper.year is None else (paper.year,)


def main_address(paper: Paper) -> str | None:
    """The address that stands for the work: its page, else its PDF, else its project."""
    for kind in _MAIN_LINKS:
        for link in paper.links:
            if link.type == kind:
                return link.url
    return None


def addresses_by_type(paper: Paper) -> dict[str, list[str]]:
    """The other addresses by type of link, each once."""
    main = main_address(paper)
    found: dict[str, list[str]] = {}
    for link in paper.links:
        if link.url != main and link.url not in found.setdefault(link.type, []):
            found[link.type].append(link.url)
    return {kind: addresses for kind, addresses in found.items() if addresses}


def abstracts(paper: Paper) -> tuple[str, ...]:
    """The abstract and its translation, as far as printed."""
    return tuple(filter(None, (paper.abstract, paper.abstract_translation)))


def published(paper: Paper) -> tuple[str, ...]:
    """Where and when the work appeared, piece by piece, to be read by people."""
    issue = f"({paper.issue})" if paper.issue else ""
    date = "-".join(f"{part:02}" for part in date_parts(paper))
    number = f"{paper.volume or ''}{issue}"
    return tuple(filter(None, (paper.venue, number, paper.pages, paper.publisher, date)))


def is_web(address: str) -> bool:
    """Whether the address can be followed without running anything."""
    return address[:8].casefold().startswith(("http://", "https://"))


def resolver(scheme: str, value: str) -> str | None:
    """The address that leads from an identifier to the work, None for schemes without one."""
    prefix = _RESOLVERS.get(scheme)
    return prefix + quote(value, safe="/:;().-_") if prefix else None


# ---------------------------------------------------------------------- types


def _type_of_venue(venue: str) -> Literal[WorkType, "school"] | None:
    text = fold(venue)
    return next((name for name, pattern in _venue_words() if pattern.search(text)), None)


@cache
def _venue_words() -> tuple[tuple[Literal[WorkType, "school"], re.Pattern[str]], ...]:
    words = load("extractor.formats", "work_types.toml")["words"]
    return tuple(
        (name, re.compile("|".join(map(_as_pattern, listed)))) for name, listed in words.items()
    )


def _as_pattern(word: str) -> str:
    word = fold(word)
    return rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word)


def _type_by_name(venue: str) -> WorkType:
    """Conferences are known by their acronym, in front, behind or in brackets; journals by name."""
    words = venue.split()
    ends = {words[0], words[-1], *_IN_BRACKETS.findall(venue)} if words else set()
    if _acronyms() & {word.strip("()[],:;.'") for word in ends}:
        return "conference"
    return "journal" if _YEAR_BEHIND.sub("", venue).casefold() in _journals() else "other"


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(load("extractor.papers", "data/venues.toml")["acronyms"].split())


@cache
def _journals() -> frozenset[str]:
    names = load("extractor.papers", "data/venues.toml")["journals"]
    return frozenset(name.casefold() for name in re.split(r"[|\n]", names) if name)


# ---------------------------------------------------------------------- keys


def _key(paper: Paper) -> str:
    first = paper.authors[0] if paper.authors else None
    family = (first.family or first.name.split()[-1]) if first and first.name.split() else ""
    words = _ascii_words(paper.title)
    title = next((word for word in words if len(word) > _SHORT_WORD), "".join(words[:1]))
    name = "".join(_ascii_words(family))
    key = f"{name}{paper.year or ''}{title}"
    return key if name and title else f"{key or 'paper'}-{_hash(paper)}"


def _ascii_words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTER_OF))
    return _WORD.findall("".join(char for char in plain if not unicodedata.combining(char)))


def _hash(paper: Paper) -> str:
    said = (paper.title, tuple(author.name for author in paper.authors), paper.year, paper.venue)
    return hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()[:_HASH_LENGTH]


def _unused(key: str, paper: Paper, used: set[str]) -> str:
    hashed = key if key.endswith(f"-{_hash(paper)}") else f"{key}-{_hash(paper)}"
    if key not in used:
        return key
    candidate, number = hashed, 1
    while candidate in used:
        number += 1
        candidate = f"{hashed}-{number}"
    return candidate
