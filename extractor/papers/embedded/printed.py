"""Where embedded titles are printed on the page."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from extractor.papers.fields._text import from_latex
from extractor.records import Block

_WORD = re.compile(r"[^\W_]+")
_PREFIX = 12
"""Characters of a title by which its places are looked up."""
_SHORT_BLOCK = 300
_MIN_TITLE = 6
_FEW = 64
"""Beginnings of titles that are looked for one by one before words are."""
_NO_LETTERS = MappingProxyType({code: None for code in range(128) if not chr(code).isalnum()})
"""Takes out of ASCII text what _WORD does not match."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a block that prints a title."""

    block: int
    start: int
    end: int


def key_of(text: str) -> str:
    """The letters and digits of a text, case and form of the signs aside."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return "".join(_WORD.findall(text.casefold()))


def find_titles(
    blocks: Sequence[Block], titles: Iterable[str], without: Collection[int] = ()
) -> Mapping[str, tuple[Spot, ...]]:
    """Key of each title to where it is printed, in page order; blocks of `without` are passed over.

    A title starts at a word. Linear in the length of the page.
    """
    keys = {key for title in titles if len(key := key_of(from_latex(title))) >= _MIN_TITLE}
    by_prefix: dict[str, list[str]] = defaultdict(list)
    shorts = frozenset(key for key in keys if len(key) < _PREFIX)
    for key in sorted(keys - shorts, key=len, reverse=True):
        by_prefix[key[:_PREFIX]].append(key)
    found: dict[str, list[Spot]] = defaultdict(list)
    for block in blocks if keys else ():
        if block.index not in without and len(block.text) >= _MIN_TITLE:
            _search(block, by_prefix, shorts, found)
    return {key: tuple(spots) for key, spots in found.items()}


def _search(
    block: Block,
    by_prefix: Mapping[str, Sequence[str]],
    shorts: Collection[str],
    found: dict[str, list[Spot]],
) -> None:
    text = block.text
    if text.isascii() and len(by_prefix) <= _FEW and not shorts:
        letters = text.lower().translate(_NO_LETTERS)
        if not any(map(letters.__contains__, by_prefix)):
            return
    words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    folded = [key_of(text[start:end]) for start, end in words]
    joined = "".join(folded)
    position = 0
    for number, word in enumerate(folded):
        keys = by_prefix.get(joined[position : position + _PREFIX], ())
        if shorts and len(text) <= _SHORT_BLOCK:
            keys = (*keys, *_short_keys(joined, position, shorts))
        for key in keys:
            if joined.startswith(key, position):
                end = _end(words, folded, number, len(key))
                if end is not None:
                    found[key].append(Spot(block.index, words[number][0], end))
        position += len(word)


def _short_keys(joined: str, position: int, shorts: Collection[str]) -> list[str]:
    """Short titles that start here."""
    return [
        joined[position : position + size]
        for size in range(_MIN_TITLE, _PREFIX)
        if joined[position : position + size] in shorts and len(joined) - position >= size
    ]


def _end(
    words: Sequence[tuple[int, int]], folded: Sequence[str], number: int, length: int
) -> int | None:
    """Where the title ends in the block; None where it ends inside a word of Latin letters."""
    for (start, end), word in zip(words[number:], folded[number:], strict=True):
        if length <= len(word):
            if length == len(word):
                return end
            inside = start + length
            return inside if not word[length - 1].isascii() else None
        length -= len(word)
    return None
