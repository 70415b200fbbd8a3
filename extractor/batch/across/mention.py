"""What is compared of a paper on a page: folded titles, names, year, identifiers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_LETTERS = re.compile(r"\w+")
_NUMBERS = re.compile(r"\d+|\b[ivx]{1,4}\b")
_SUBTITLE = re.compile(r":|\s[-\u2010-\u2015]{1,3}\s|\u2014")
_ARXIV_VERSION = re.compile(r"v\d{1,2}$")
_PAPER_SCHEMES = frozenset(
    {"doi", "arxiv", "pmid", "pmcid", "openreview", "acl", "hal", "s2", "dblp", "ssrn", "cnki"}
)
"""Schemes that name one paper; an ISBN or ISSN is that of the whole volume."""
_ONE_VALUE = frozenset({"doi", "arxiv", "pmid", "pmcid", "acl"})
"""Of these a paper has one."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A paper on one page, folded for comparison."""

    titles: tuple[str, ...]
    """Letters and digits of the title and of its translation."""
    heads: tuple[str, ...]
    """The same of each title up to its subtitle."""
    numbers: tuple[tuple[str, ...], ...]
    """The numbers in each title: parts and versions are other works."""
    authors: tuple[frozenset[str], ...]
    """For each author the words that may be the family name."""
    year: int | None
    identifiers: tuple[tuple[str, str], ...]

    @property
    def single(self) -> dict[str, str]:
        """The identifiers of which a paper has one."""
        return {scheme: value for scheme, value in self.identifiers if scheme in _ONE_VALUE}


def mention_of(paper: Mapping[str, Any]) -> Mention:
    """What is compared of a paper as the output holds it."""
    printed = [text for text in (paper["title"], paper["title_translation"]) if text]
    folded = [_fold(text) for text in printed]
    heads = [_SUBTITLE.split(text, maxsplit=1)[0] for text in folded]
    identifiers = dict(paper["identifiers"] or {})
    return Mention(
        tuple(_letters(text) for text in folded),
        tuple(_letters(text) for text in heads),
        tuple(tuple(_NUMBERS.findall(text)) for text in folded),
        tuple(_names(author) for author in paper["authors"] or ()),
        paper["year"],
        tuple(
            (scheme, _identifier(scheme, value))
            for scheme, value in sorted(identifiers.items())
            if scheme in _PAPER_SCHEMES
        ),
    )


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text))


def _fold(text: str) -> str:
    """Lower case without accents and formula marks."""
    plain = unicodedata.normalize("NFKD", text.replace("$", "")).casefold()
    return "".join(char for char in plain if not unicodedata.combining(char))


def _names(author: Mapping[str, Any]) -> frozenset[str]:
    text = _fold(author["family"] or author["name"] or "")
    words = _LETTERS.findall(text.replace("-", "").replace("'", ""))
    return frozenset(word for word in words if len(word) > 1 or not word.isascii())


def _identifier(scheme: str, value: str) -> str:
    folded = value.casefold()
    return _ARXIV_VERSION.sub("", folded) if scheme == "arxiv" else folded
