"""Builds patterns and hints from lists of phrases.

Python's `re` tries the alternatives of a long list one by one. A prefix tree tries each character
once; a hint, a plain substring that every match holds, saves the search altogether.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_ESCAPED = re.compile(r"\\([^\w\s])")
# Characters that stand for themselves, without the one that a quantifier behind would change.
_LITERAL = re.compile(r"(?:(?:[\w/:%&=~-]|\\[^\w\s])(?![?*+{]))+")


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


def leading_literal(expression: str) -> tuple[str, bool]:
    """What every match of a regular expression begins with, and whether that is all of it.

    The expression has no alternatives outside brackets.
    """
    head = _LITERAL.match(expression)
    if not head:
        return "", False
    return _ESCAPED.sub(r"\1", head[0]), head.end() == len(expression)


@dataclass(frozen=True, slots=True)
class AnyPattern:
    """Regular expressions for lower-case text, with the shortest ways to say that none matches."""

    plain: tuple[str, ...]
    """Expressions without syntax: substrings."""
    hinted: tuple[tuple[str, re.Pattern[str]], ...]
    """The others, with the literal that each begins with."""

    @classmethod
    def of(cls, expressions: Iterable[str]) -> AnyPattern:
        """One test for any of `expressions`; none has alternatives outside brackets."""
        plain: list[str] = []
        hinted: list[tuple[str, re.Pattern[str]]] = []
        for expression in expressions:
            literal, is_all = leading_literal(expression)
            if is_all:
                plain.append(literal)
            else:
                hinted.append((literal, re.compile(expression)))
        return cls(shortest(plain), tuple(hinted))

    def stands_in(self, lowered: str) -> bool:
        """Whether any of the expressions matches somewhere."""
        if holds_any(lowered, self.plain):
            return True
        for hint, pattern in self.hinted:
            if hint in lowered and pattern.search(lowered):
                break
        else:
            return False
        return True


def holds_any(text: str, hints: Iterable[str]) -> bool:
    """Whether one of `hints` stands in `text`."""
    return any(map(text.__contains__, hints))
