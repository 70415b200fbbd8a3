"""The numbers of a page that every family of features is made from, each taken once.

The texts of all blocks are looked at as one array of characters; sums over any range of blocks,
such as the inside of an element, are then differences of running sums.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from extractor.records import Document

Array = NDArray[Any]
"""A number per block, or per element, of whatever type."""

_Key = TypeVar("_Key", bound=Hashable)

Names = tuple[str, str, str, str, str]
"""Tag, classes, id, role and itemprop of an element."""

CLASSES = ("space", "lower", "upper", "digit", "wide", "stop", "pause", "sign", "other")
"""Kinds of characters. `wide`: East Asian letters; `stop` ends sentences, `pause` parts clauses;
`sign`: what prices, notices, menus and ratings are written with."""
_STOPS, _PAUSES = ".!?。！？…", ",;:，；：、"
_SIGNS = "$€£¥￥©®™@#%+*/|\\<>=~^_•·►▶→›»«‹★☆✓✔×"
_WIDE = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF))
_TABLE = 0x10000
LEVELS = 6
"""Elements around a block that are looked at, each holding more blocks than the one before."""
_LONG = 80.0


@dataclass(frozen=True, slots=True)
class Measures:
    """Arrays over the blocks of one page, and over its elements."""

    document: Document
    counts: Array
    """(classes, blocks): characters of each of CLASSES."""
    size: Array
    """Columns of text per block without spaces: East Asian characters take two."""
    linked: Array
    """Columns of text inside links."""
    links: Array
    """Links per block, those within the page too."""
    local: Array
    """Links to a place on the page itself."""
    images: Array
    strong: Array
    """Columns of bold text."""
    prose: Array
    """Columns of unlinked text in blocks that are long enough for running text; otherwise 0."""
    element: Array
    """The element of every block."""
    first: Array
    last: Array
    parent: Array
    """Per element: its range of blocks, its parent (the root is its own)."""
    wider: Array
    """Per element: the nearest element around it that holds more blocks; the root is its own."""
    around: Array
    """(levels, blocks): the elements around a block, each the nearest that holds more blocks than
    the one of the level before."""
    names: tuple[Names, ...]
    """What elements are called, each way once."""
    called: Array
    """Per element: which of `names` it is."""
    made: Array
    """Per element: a number for its tag and classes."""
    alike: Array
    """Per element: a number for its making and those of its parent and grandparent."""


def measure(document: Document) -> Measures:
    """Takes the measures of a page with at least one block."""
    blocks, elements = document.blocks, document.elements
    texts = [block.text for block in blocks]
    lengths = np.array(list(map(len, texts))) + 1
    ends = np.cumsum(lengths)
    starts = ends - lengths
    kinds = _kinds("\n".join(texts) + "\n")
    owner = np.repeat(np.arange(len(texts)), lengths)
    counts = np.bincount(owner * len(CLASSES) + kinds, minlength=len(texts) * len(CLASSES))
    counts = counts.reshape(len(texts), len(CLASSES)).T.astype(np.float32)
    sums = np.zeros(len(kinds) + 1, np.int32)
    np.cumsum(_widths()[kinds], dtype=np.int32, out=sums[1:])
    spans = _spans(document, starts.tolist())
    first = np.fromiter([element.first for element in elements], np.intp, len(elements))
    last = np.fromiter([element.last for element in elements], np.intp, len(elements))
    parent = np.fromiter([element.parent for element in elements], np.intp, len(elements))
    parent = np.maximum(parent, 0)
    call, names = _numbers(map(_NAMES, elements))
    made = numbered([(tag, classes) for tag, classes, *_ in names])[call]
    wider = _wider(first, last, parent)
    element = np.array([block.element for block in blocks])
    size = (sums[ends] - sums[starts]).astype(np.float32)
    linked = _covered(sums, spans.link, spans.link_block, len(texts))
    plain = size - linked
    return Measures(
        document,
        counts,
        size,
        linked,
        np.bincount(spans.link_block, minlength=len(texts)).astype(np.float32),
        np.bincount(spans.local, minlength=len(texts)).astype(np.float32),
        np.bincount(spans.image, minlength=len(texts)).astype(np.float32),
        _covered(sums, spans.strong, spans.strong_block, len(texts)),
        np.where((plain >= _LONG) & (counts[CLASSES.index("stop")] > 0), plain, 0),
        element,
        first,
        last,
        parent,
        wider,
        _around(element, wider),
        names,
        call,
        made,
        combinations(made, made[parent], made[parent[parent]]),
    )


def inside(measures: Measures, values: Array) -> Array:
    """The sum of a block's value over the blocks of every element; of several rows of values, the
    sums of each."""
    sums = np.zeros((*values.shape[:-1], values.shape[-1] + 1))
    np.cumsum(values, axis=-1, dtype=np.float64, out=sums[..., 1:])
    return (sums[..., measures.last] - sums[..., measures.first]).astype(np.float32)


_NAMES = attrgetter("tag", "classes", "id", "role", "itemprop")


def numbered(keys: Iterable[Hashable]) -> Array:
    """A number for every different key, in order of appearance."""
    return _numbers(keys)[0]


def _numbers(keys: Iterable[_Key]) -> tuple[Array, tuple[_Key, ...]]:
    """The same, and the keys by their numbers."""
    number: dict[_Key, int] = {}
    numbers = [number.setdefault(key, len(number)) for key in keys]
    return np.fromiter(numbers, np.intp, len(numbers)), tuple(number)


def outermost(measures: Measures) -> Array:
    """Per element: the element furthest out that holds the same blocks."""
    index = np.arange(len(measures.parent))
    top = np.where(measures.parent != measures.wider, measures.parent, index)
    top[0] = 0
    while True:
        further = top[top]
        if np.array_equal(further, top):
            return top
        top = further


def combinations(first: Array, *others: Array) -> Array:
    """A small number for every different combination of small numbers."""
    joined = first
    for other in others:
        joined = joined * (int(other.max(initial=0)) + 1) + other
    return np.unique(joined, return_inverse=True)[1]


@dataclass(slots=True)
class _Spans:
    """Where runs of text begin and end on the page, and which block they are in."""

    link: list[int]
    link_block: list[int]
    local: list[int]
    image: list[int]
    strong: list[int]
    strong_block: list[int]


def _spans(document: Document, starts: list[int]) -> _Spans:
    found = _Spans([], [], [], [], [], [])
    for block in document.blocks:
        if not block.spans:
            continue
        start, end = starts[block.index], 0
        for span in block.spans:
            if span.type == "link":
                if span.end > end:
                    found.link += start + max(span.start, end), start + span.end
                    found.link_block.append(block.index)
                    end = span.end
                    if span.value.startswith("#"):
                        found.local.append(block.index)
            elif span.type == "image":
                found.image.append(block.index)
            elif span.type == "strong":
                found.strong += start + span.start, start + span.end
                found.strong_block.append(block.index)
    return found


def _covered(sums: Array, places: list[int], block: list[int], size: int) -> Array:
    """Columns of the runs of text between each two places, added up per block."""
    if not places:
        return np.zeros(size, np.float32)
    at = sums[places]
    inside = at[1::2] - at[::2]
    return np.bincount(block, inside, size).astype(np.float32)


def _wider(first: Array, last: Array, parent: Array) -> Array:
    size = last - first
    wider = parent.copy()
    while True:
        same = (size[wider] == size) & (wider != 0)
        # Parents come first, so that following them ends at the root.
        further = np.where(same, wider[wider], wider)
        if np.array_equal(further, wider):
            return wider
        wider = further


def _around(element: Array, wider: Array) -> Array:
    levels = [element]
    for _ in range(LEVELS - 1):
        levels.append(wider[levels[-1]])
    return np.array(levels)


def _kinds(text: str) -> Array:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    if codes.max(initial=0) >= _TABLE:
        codes = np.minimum(codes, _TABLE - 1)
    return _table()[codes]


@cache
def _table() -> Array:
    """The kind of every character of the basic plane."""
    number = {name: place for place, name in enumerate(CLASSES)}
    table = np.full(_TABLE, number["other"], np.uint8)
    for code in range(0x3040):
        character = chr(code)
        if character.isspace():
            table[code] = number["space"]
        elif character.isupper():
            table[code] = number["upper"]
        elif character.isalpha():
            table[code] = number["lower"]
        elif character.isdecimal():
            table[code] = number["digit"]
    for low, high in _WIDE:
        table[low : high + 1] = number["wide"]
    for name, characters in (("stop", _STOPS), ("pause", _PAUSES), ("sign", _SIGNS)):
        for character in characters:
            table[ord(character)] = number[name]
    return table


@cache
def _widths() -> Array:
    """Columns of a character of every kind."""
    width = {"space": 0, "wide": 2}
    return np.array([width.get(name, 1) for name in CLASSES], np.uint8)
