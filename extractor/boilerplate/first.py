"""With which characters a match of a regular expression can begin.

Phrases are looked up by the character at hand, so that a page is not tried against each of them
everywhere. Reads the part of the syntax that phrases use; whatever else counts as "any character".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ZERO_WIDTH = ("?!", "?=", "?<!", "?<=")
_QUANTIFIER = re.compile(r"[?*+]|\{(\d*)(?:,\d*)?\}")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_MANY = 64


@dataclass(frozen=True, slots=True)
class First:
    """What a piece of a pattern can begin with."""

    characters: frozenset[str]
    any: bool = False
    """Anything: the characters are not known."""
    empty: bool = False
    """It can match nothing, so that what follows counts too."""


_ANY = First(frozenset(), any=True)
_NOTHING = First(frozenset(), empty=True)


def first(pattern: str) -> frozenset[str] | None:
    """The characters that a match of `pattern` can begin with; None when it can be any."""
    found, end = _choice(pattern, 0)
    if end != len(pattern) or found.any or found.empty:
        return None
    return found.characters


def _choice(pattern: str, at: int) -> tuple[First, int]:
    """Alternatives up to the closing bracket or the end."""
    total, at = _sequence(pattern, at)
    while at < len(pattern) and pattern[at] == "|":
        other, at = _sequence(pattern, at + 1)
        total = First(
            total.characters | other.characters, total.any or other.any, total.empty or other.empty
        )
    return total, at


def _sequence(pattern: str, at: int) -> tuple[First, int]:
    total = _NOTHING
    while at < len(pattern) and pattern[at] not in "|)":
        piece, at = _piece(pattern, at)
        quantifier = _QUANTIFIER.match(pattern, at)
        if quantifier is not None:
            at = quantifier.end()
            if quantifier.group()[0] in "?*" or quantifier.group(1) in ("0", ""):
                piece = First(piece.characters, piece.any, empty=True)
            if at < len(pattern) and pattern[at] in "?+":
                at += 1
        if total.empty:
            total = First(total.characters | piece.characters, total.any or piece.any, piece.empty)
    return total, at


def _piece(pattern: str, at: int) -> tuple[First, int]:
    character = pattern[at]
    if character == "(":
        return _group(pattern, at)
    if character == "[":
        match = _CLASS.match(pattern, at)
        if match is None:
            return _ANY, len(pattern)
        return _class(match.group()), match.end()
    if character == "\\":
        return _escape(pattern[at + 1]), at + 2
    if character in "^$":
        return _NOTHING, at + 1
    return (_ANY if character == "." else First(frozenset(character))), at + 1


def _group(pattern: str, at: int) -> tuple[First, int]:
    for mark in _ZERO_WIDTH:
        if pattern.startswith(mark, at + 1):
            _, end = _choice(pattern, at + 1 + len(mark))
            return _NOTHING, end + 1
    start = at + 3 if pattern.startswith("(?:", at) else at + 1
    inner, end = _choice(pattern, start)
    return inner, end + 1


def _escape(character: str) -> First:
    if character == "b":
        return _NOTHING
    if character == "d":
        return First(frozenset("0123456789"))
    if character == "s":
        return First(frozenset(" \t\n"))
    return _ANY if character.isalpha() else First(frozenset(character))


def _class(text: str) -> First:
    body = text[1:-1]
    if body.startswith("^"):
        return _ANY
    found: set[str] = set()
    at = 0
    while at < len(body):
        if body[at] == "\\":
            piece = _escape(body[at + 1])
            if piece.any:
                return _ANY
            found |= piece.characters
            at += 2
        elif at + 2 < len(body) and body[at + 1] == "-":
            low, high = ord(body[at]), ord(body[at + 2])
            if high - low > _MANY:
                return _ANY
            found.update(map(chr, range(low, high + 1)))
            at += 3
        else:
            found.add(body[at])
            at += 1
    return First(frozenset(found))
