"""Features of what was read of an entry: which fields, and how they look."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from extractor import lexicon
from extractor.papers.evidence import SCHOLARLY
from extractor.papers.fields.titles import title_likeness
from extractor.papers.fields.venues import venue_likeness
from extractor.papers.merge import Merged
from extractor.records import Author, Link, Reading

_FIELDS = (
    "authors", "year", "date", "venue", "volume", "issue", "pages", "publisher", "abstract",
    "abstract_translation", "title_translation", "keywords", "number", "label", "note",
)  # fmt: skip
_LINK_TYPES = ("pdf", "paper", "code", "project", "slides", "video", "data")
_SHORT_TITLE, _LONG_TITLE = 3, 25
"""Words. An East Asian character counts half a word."""


def field_features(entry: Merged) -> dict[str, float]:
    """Features of an entry's readings and of the finders that made them."""
    readings = entry.readings
    found = {f"finder={entry.candidate.finder}": 1.0, "score": entry.score}
    found["score_high"] = float(entry.score >= _HIGH)
    found["finders_agree"] = float(len(entry.finders) > 1)
    found["role=reference"] = float(entry.candidate.role == "reference")
    found.update({f"has_{name}": 1.0 for name in _FIELDS if name in readings})
    found.update(_title(str(readings["title"].value)))
    if "authors" in readings:
        found.update(_authors(readings["authors"].value))
    if "venue" in readings:
        found["venue_likeness"] = venue_likeness(str(readings["venue"].value))
    found.update(_links(readings))
    return found


_HIGH = 0.9


def _title(title: str) -> dict[str, float]:
    likeness = title_likeness(title)
    letters = sum(map(str.isalpha, title)) or 1
    wide = sum(sign > "\u2e80" for sign in title)
    words = len(title.split()) + wide / 2
    return {
        "title_likeness": likeness,
        "title_unlike": float(likeness < _UNLIKE),
        "title_short": float(words <= _SHORT_TITLE),
        "title_long": float(words > _LONG_TITLE),
        "title_words": min(1.0, math.log2(1 + words) / 5),
        "title_asks": float(title.rstrip(" ”\"'").endswith(("?", "!", "？", "！"))),
        "title_has_colon": float(":" in title or "：" in title),
        "title_digits": min(1.0, sum(map(str.isdigit, title)) / letters),
        "title_capitals": sum(map(str.isupper, title)) / letters,
    }


_UNLIKE = 0.4


def _authors(people: Sequence[Author]) -> dict[str, float]:
    return {
        "authors_several": float(len(people) > 1),
        "authors_many": float(len(people) > 3),
        "authors_parted": sum(person.family is not None for person in people) / len(people),
    }


def _links(readings: Mapping[str, Reading]) -> dict[str, float]:
    links: Sequence[Link] = readings["links"].value if "links" in readings else ()
    identifiers = readings["identifiers"].value if "identifiers" in readings else {}
    types = {link.type for link in links}
    title = lexicon.fold(str(readings["title"].value))
    found = {f"link={name}": 1.0 for name in _LINK_TYPES if name in types}
    found["identified"] = float(bool(SCHOLARLY & identifiers.keys()))
    found["other_identifier"] = float(bool(identifiers.keys() - SCHOLARLY))
    found["title_linked"] = float(any(lexicon.fold(link.text) == title for link in links))
    found["links_none"] = float(not links)
    found["links_other_only"] = float(types == {"other"})
    found["links_many"] = float(len(links) > 4)
    return found
