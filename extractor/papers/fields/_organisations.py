"""Organisations among persons: what names one, and the affiliations that a list prints."""

from __future__ import annotations

import re

from extractor.papers.fields._patterns import holds_any
from extractor.papers.fields._words import organisations_cjk, words

_LETTERS = re.compile(r"[^\W\d_]+")
_LAST_COMMA = re.compile(r"\s*[,，]\s+(?=[^,，]*$)")
_FEWEST = 2
"""Parts of a list whose affiliations are told by one another."""


def is_organisation(piece: str) -> bool:
    """Whether a piece holds a word of organisations."""
    if not piece.isascii() and holds_any(piece, organisations_cjk()):
        return True
    return not words("organisation").isdisjoint(_LETTERS.findall(piece.casefold()))


def without_affiliations(parts: list[str]) -> list[str]:
    """The parts of 'Lima, Some University; Chen and Gil, Old Tech' without what stands behind each
    one's last comma, where that names an organisation in half of them and more."""
    cut = [_LAST_COMMA.split(part, maxsplit=1) for part in parts]
    tails = [pair[1] for pair in cut if len(pair) > 1]
    named = sum(map(is_organisation, tails))
    if len(tails) < _FEWEST or named * 2 < len(tails) or len(tails) * 2 < len(parts):
        return parts
    return [pair[0] for pair in cut]
