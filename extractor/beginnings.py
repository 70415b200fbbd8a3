"""With which two characters a match of a regular expression can begin.

Patterns are looked up by the characters at hand, so that a page is not tried against each of them
everywhere. Reads the part of the syntax that data files use; whatever else counts as "any
character". Digits and spaces are those of ASCII.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, TypeVar

_T = TypeVar("_T")
_LENGTH = 2
_OTHER = "\0"
"""Stands for any one character."""
_ANY = frozenset({_OTHER})
_NOTHING = frozenset({""})
_UNKNOWN = frozenset({"", _OTHER, _OTHER * _LENGTH})
_ZERO_WIDTH = ("?!", "?=", "?<!", "?<=")
_QUANTIFIER = re.compile(r"[?*+]|\{(?=[\d,])(\d*)(?:,(\d*))?\}")
_LIMITS = MappingProxyType({"?": (0, 1), "*": (0, _LENGTH), "+": (1, _LENGTH)})
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_MANY = 64

Beginnings = frozenset[str]
"""What a piece of a pattern can match, cut off at two characters."""


def beginnings(pattern: str) -> frozenset[str] | None:
    """The one or two characters that every match of `pattern` begins with one of.

    A single character stands for itself and whatever follows, in the match or behind it. None when
    a match can begin with any character.
    """
    found, end = _choice(pattern, 0)
    if end != len(pattern) or "" in found or any(text[0] == _OTHER for text in found):
        return None
    cut = frozenset(text.rstrip(_OTHER) for text in found)
    return frozenset(text for text in cut if len(text) == 1 or text[0] not in cut)


@dataclass(frozen=True, slots=True)
class Lookup(Generic[_T]):
    """Things by what a match of their patterns begins with."""

    by_beginning: Mapping[str, tuple[_T, ...]]
    """By two characters, and by the first alone for what can follow it besides these."""
    others: tuple[_T, ...]
    """Those that can begin with any character; `by_beginning` has them too."""

    def at(self, text: str, place: int = 0) -> tuple[_T, ...]:
        """Those that can match at a place inside the text, in order."""
        found = self.by_beginning.get(text[place : place + _LENGTH])
        return self.by_beginning.get(text[place], self.others) if found is None else found


def lookup(entries: Iterable[tuple[frozenset[str] | None, _T]]) -> Lookup[_T]:
    """The things looked up by these beginnings of theirs."""
    kept: list[_T] = []
    # The places in `kept` of those that begin so; "" for those that begin with anything.
    places: dict[str, list[int]] = {"": []}
    for known, thing in entries:
        for text in known or ("",):
            places.setdefault(text, []).append(len(kept))
        kept.append(thing)
    table = {
        text: tuple(
            kept[place]
            for place in sorted({*places[""], *places.get(text[0], ()), *places.get(text, ())})
        )
        for text in sorted({*places, *(text[0] for text in places if text)} - {""})
    }
    return Lookup(MappingProxyType(table), tuple(kept[place] for place in places[""]))


def starts(known: Iterable[str]) -> str:
    """A pattern of the first character of these beginnings, where the second follows; it leaves
    out what follows characters beyond ASCII, so many of which would make it slow."""
    following: dict[str, set[str]] = {}
    for text in known:
        following.setdefault(text[0], set()).add(text[1:])
    wide = [character for character in following if not character.isascii()]
    choices = [
        re.escape(character)
        + ("" if "" in following[character] else f"(?={_one_of(following[character])})")
        for character in sorted(set(following).difference(wide))
    ]
    return "|".join(choices + [_one_of(wide)] * bool(wide)) or r"(?!)"


def _one_of(characters: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(characters)))}]"


def _then(before: Beginnings, after: Beginnings) -> Beginnings:
    """One piece followed by another."""
    if before == _NOTHING:
        return after
    return frozenset(
        (one + other)[:_LENGTH]
        for one in before
        for other in (after if len(one) < _LENGTH else _NOTHING)
    )


def _choice(pattern: str, at: int) -> tuple[Beginnings, int]:
    """Alternatives up to the closing bracket or the end."""
    total, at = _sequence(pattern, at)
    while at < len(pattern) and pattern[at] == "|":
        other, at = _sequence(pattern, at + 1)
        total |= other
    return total, at


def _sequence(pattern: str, at: int) -> tuple[Beginnings, int]:
    total = _NOTHING
    is_full = False
    while at < len(pattern) and pattern[at] not in "|)":
        piece, at = _piece(pattern, at)
        quantifier = _QUANTIFIER.match(pattern, at)
        if quantifier is not None:
            at = quantifier.end()
            piece = _repeated(piece, quantifier)
            if at < len(pattern) and pattern[at] in "?+":
                at += 1
        if not is_full:
            total = _then(total, piece)
            is_full = all(len(text) == _LENGTH for text in total)
    return total, at


def _repeated(piece: Beginnings, quantifier: re.Match[str]) -> Beginnings:
    least, most = _LIMITS.get(quantifier.group()) or _numbers(*quantifier.groups())
    found: Beginnings = frozenset()
    times = _NOTHING
    for count in range(min(most, _LENGTH) + 1):
        if count >= min(least, _LENGTH):
            found |= times
        times = _then(times, piece)
    return found


def _numbers(low: str, high: str | None) -> tuple[int, int]:
    """The limits in {low}, {low,} and {low,high}."""
    return int(low or 0), int((low if high is None else high) or _LENGTH)


def _piece(pattern: str, at: int) -> tuple[Beginnings, int]:
    character = pattern[at]
    if character == "(":
        return _group(pattern, at)
    if character == "[":
        match = _CLASS.match(pattern, at)
        if match is None:
            return _UNKNOWN, len(pattern)
        return _class(match.group()), match.end()
    if character == "\\":
        return _escape(pattern[at + 1]), at + 2
    if character in "^$":
        return _NOTHING, at + 1
    return (_ANY if character == "." else frozenset(character)), at + 1


def _group(pattern: str, at: int) -> tuple[Beginnings, int]:
    for mark in _ZERO_WIDTH:
        if pattern.startswith(mark, at + 1):
            _, end = _choice(pattern, at + 1 + len(mark))
            return _NOTHING, end + 1
    start = at + 3 if pattern.startswith("(?:", at) else at + 1
    inner, end = _choice(pattern, start)
    return inner, end + 1


def _escape(character: str) -> Beginnings:
    if character == "b":
        return _NOTHING
    if character == "d":
        return frozenset("0123456789")
    if character == "s":
        return frozenset(" \t\n")
    return _ANY if character.isalpha() else frozenset(character)


def _class(text: str) -> Beginnings:
    body = text[1:-1]
    if body.startswith("^"):
        return _ANY
    found: set[str] = set()
    at = 0
    while at < len(body):
        if body[at] == "\\":
            piece = _escape(body[at + 1])
            if piece == _ANY:
                return _ANY
            found |= piece
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
    return frozenset(found)
