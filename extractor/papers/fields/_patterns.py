"""Builds patterns and hints from lists of phrases.

Python's `re` tries the alternatives of a long list one by one. A prefix tree tries each character
once; a hint, a plain substring that every match holds, saves the search altogether.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(phrases: Iterable[str]) -> str:
    """A pattern of any of `phrases`, the longest that fits first, as a prefix tree."""
    words = set(phrases)
    tails: dict[str, list[str]] = {}
    for word in sorted(words - {""}):
        tails.setdefault(word[0], []).append(word[1:])
    branches = [re.escape(head) + any_of(rest) for head, rest in tails.items()]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)})" + ("?" if "" in words else "")


def shortest(phrases: Iterable[str]) -> tuple[str, ...]:
    """The phrases that hold no other one: a text without these holds none at all."""
    words = sorted(set(phrases), key=lambda word: (len(word), word))
    kept: list[str] = []
    for word in words:
        if not any(other in word for other in kept):
            kept.append(word)
    return tuple(kept)


def ascii_and_all(hints: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The hints to look for in other text, and those for ASCII text: `pair[text.isascii()]`."""
    every = shortest(hints)
    return every, tuple(filter(str.isascii, every))


def holds_any(text: str, hints: Iterable[str]) -> bool:
    """Whether one of `hints` stands in `text`."""
    return any(map(text.__contains__, hints))
