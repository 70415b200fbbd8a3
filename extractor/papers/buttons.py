"""Words on buttons beside a work: PDF, Code, BibTeX, 下载."""

from __future__ import annotations

import re
from functools import cache

from extractor import lexicon

_LONGEST = 160
_PIECES = re.compile(r"[\[\](){}|/·•;:,.\s]+")
_FIRST = re.compile(r"[\[(]?([^\W\d_]+)[\])]?[\s|,·/]+")


@cache
def _wordings() -> frozenset[str]:
    words = lexicon.load("extractor.papers.data", "buttons.toml")["words"]
    return frozenset(lexicon.fold(word) for word in words)


def is_button(text: str) -> bool:
    """Whether a link says what stands on buttons and nothing else, brackets aside."""
    return lexicon.fold(text).strip("[]") in _wordings()


@cache
def _words() -> frozenset[str]:
    words = set(_wordings())
    for listed in lexicon.load("extractor.papers.data", "links.toml")["words"].values():
        words.update(listed)
    return frozenset(part for word in words for part in lexicon.fold(word).split())


def button_share(text: str) -> float | None:
    """Share of a short text's words that stand on buttons; None for a text without any word."""
    if len(text) > _LONGEST:
        return 0.0
    words = [word for word in _PIECES.split(lexicon.fold(text)) if word]
    plain = [word for word in words if not any(map(str.isdigit, word))]
    if not plain:
        return None
    return sum(word in _words() for word in plain) / len(plain)


def button_run(text: str) -> int:
    """Where a title may start behind the buttons that a line opens with, 'pdf bib A Study ...'; 0
    where it opens with none, or with a word that goes on in small letters."""
    place = 0
    while (match := _FIRST.match(text, place)) and _is_button(match):
        place = match.end()
    return place if place and text[place : place + 1].isupper() else 0


def _is_button(match: re.Match[str]) -> bool:
    word = match[1]
    closed = match[0][0] in "[(" and match[0].rstrip(" |,·/")[-1] in "])"
    shaped = match[0][0].isalpha() and (word.islower() or word.isupper())
    return (shaped or closed) and word.casefold() in _words()
