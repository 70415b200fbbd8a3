"""Cuts a citation string into tokens that keep their place.

A token is a word, a run of digits, one East Asian character, one sign, a line break, or a whole
address (URL, e-mail address, DOI). White space parts tokens and is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HAN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u3005\u3007"
_TOKEN = re.compile(
    r"(?P<address>https?://[^\s<>\"，。；、）】》]+|www\.[^\s<>\"，。；、）】》]+|10\.\d{4,9}/[^\s<>\"，。；、）】》]+)"
    rf"|(?P<han>[{_HAN}])"
    rf"|(?P<word>[^\W\d_{_HAN}]+(?:['’ʼ][^\W\d_{_HAN}]+)*)"
    r"|(?P<digits>\d+)"
    r"|(?P<line>\n)"
    r"|(?P<sign>\S)"
)
_ADDRESS_END = ".,;:)]}'’”>"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text: `text == source[start:end]`."""

    text: str
    start: int
    end: int
    kind: str
    """address, han, word, digits, line or sign."""


def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of `text`, in order, disjoint."""
    found: list[Token] = []
    position = 0
    while match := _TOKEN.search(text, position):
        start, position = match.span()
        kind = match.lastgroup or "sign"
        if kind == "address":
            position = _end_of_address(text, start, position)
        found.append(Token(text[start:position], start, position, kind))
    return tuple(found)


def _end_of_address(text: str, start: int, end: int) -> int:
    """An address does not take the punctuation behind it; a bracket it opened stays."""
    while end > start + 1 and text[end - 1] in _ADDRESS_END:
        if text[end - 1] == ")" and "(" in text[start:end]:
            break
        end -= 1
    return end
