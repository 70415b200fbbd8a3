"""Elements that hold one labelled paper each: cards, rows, a `<dt>` with its `<dd>`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from extractor.papers.labels import Part
from extractor.records import Block, Document

_OPENERS = ("title", "authors")
"""Labels that a paper has once; the first one that the page repeats tells its containers."""
_MOST_BLOCKS = 60
"""Blocks of one container."""


def containers(
    document: Document, parts: Sequence[Sequence[Part]], first: int, last: int
) -> Mapping[int, int]:
    """First block → end of each element in `blocks[first:last]` that holds one paper's labels.

    It is the largest element around the label that no other paper's label stands in. Empty where
    labels do not repeat, or stand beside each other without elements around them.
    """
    for field in _OPENERS:
        labelled = [
            index
            for index in range(first, last)
            if any(part.label is not None and part.label.field == field for part in parts[index])
        ]
        if len(labelled) > 1:
            found = (_around(document, labelled, index, first, last) for index in labelled)
            return MappingProxyType({span[0]: span[1] for span in found if _is_one(span)})
    return MappingProxyType({})


def _is_one(span: tuple[int, int]) -> bool:
    return 1 < span[1] - span[0] <= _MOST_BLOCKS


def _around(
    document: Document, labelled: Sequence[int], index: int, first: int, last: int
) -> tuple[int, int]:
    """First block and end of the container of the label in block `index`."""
    elements = document.elements
    number = document.blocks[index].element
    start, end = index, index + 1
    while number >= 0:
        entry = elements[number]
        inside = bisect_left(labelled, entry.last) - bisect_left(labelled, entry.first)
        if inside != 1 or entry.first < first or entry.last > last:
            break
        start, end = entry.first, entry.last
        number = entry.parent
    if document.blocks[start].form == "definition":
        return _definition(document.blocks, start, end, first, last)
    return start, end


def _definition(
    blocks: Sequence[Block], start: int, end: int, first: int, last: int
) -> tuple[int, int]:
    """A definition with the term it stands under and the other definitions of that term."""
    while start > first and blocks[start - 1].form == "definition":
        start -= 1
    while start > first and blocks[start - 1].form == "term":
        start -= 1
    while end < last and blocks[end].form == "definition":
        end += 1
    return start, end
