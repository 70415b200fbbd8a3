"""Builds patterns and hints from lists of phrases.

Python's `re` tries the alternatives of a long list one by one. A prefix tree tries each character
once; a hint, a plain substring that every match holds, saves the search altogether.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_ESCAPED = re.compile(r"\\([^\w\s])")


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


@dataclass(frozen=True, slots=True)
class AnyPattern:
    """Regular expressions for lower-case text; those that are plain substrings are no burden."""

    plain: tuple[str, ...]
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, expressions: Iterable[str]) -> AnyPattern:
        """One test for any of `expressions`."""
        plain, rest = [], []
        for expression in expressions:
            literal = _ESCAPED.sub(r"\1", expression)
            if re.escape(literal).replace("\\-", "-") == expression.replace("\\-", "-"):
                plain.append(literal)
            else:
                rest.append(expression)
        return cls(shortest(plain), re.compile("|".join(rest)) if rest else None)

    def stands_in(self, lowered: str) -> bool:
        """Whether any of the expressions matches somewhere."""
        if holds_any(lowered, self.plain):
            return True
        return self.pattern is not None and self.pattern.search(lowered) is not None


def holds_any(text: str, hints: Iterable[str]) -> bool:
    """Whether one of `hints` stands in `text`."""
    return any(map(text.__contains__, hints))
