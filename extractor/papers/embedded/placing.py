"""Which printed item an embedded record belongs to."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.papers.embedded.printed import Spot, find_titles, key_of
from extractor.papers.embedded.records import Embedded
from extractor.papers.fields._text import from_latex
from extractor.papers.sections import Context
from extractor.records import Document

MAX_BLOCKS = 24
"""Blocks of one item."""
_ITEM_TAGS = frozenset("li tr dd article details".split())
_MAX_CLIMB = 6
_APART = frozenset("nav toc prev_next related comments share login link_list".split())
"""Kinds in which titles are repeated; taken only where nothing else prints them."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A record with the printed item that it describes."""

    record: Embedded
    spot: Spot
    blocks: tuple[int, ...]
    """The item's blocks, those that show the record aside."""


def place(context: Context, records: Sequence[Embedded]) -> tuple[Placed, ...]:
    """The records whose titles the page prints outside them, each at a place of its own."""
    shown = frozenset(block for record in records for block in record.blocks)
    spots = find_titles(context.document.blocks, (record.work.title for record in records), shown)
    titles = sorted({spot.block for each in spots.values() for spot in each})
    taken: dict[str, set[Spot]] = defaultdict(set)
    placed = []
    for record in records:
        key = key_of(from_latex(record.work.title))
        spot = _nearest(context, record, _free(spots, key, taken))
        if spot is not None:
            taken[key].add(spot)
            placed.append(Placed(record, spot, _item(context.document, record, spot, titles)))
    return tuple(placed)


def _free(
    spots: Mapping[str, tuple[Spot, ...]], key: str, taken: Mapping[str, set[Spot]]
) -> tuple[Spot, ...]:
    """The spots of a title that no record has yet: a record given twice describes one item."""
    known = spots.get(key, ())
    return tuple(spot for spot in known if spot not in taken[key]) if key in taken else known


def _nearest(context: Context, record: Embedded, spots: Sequence[Spot]) -> Spot | None:
    """The spot in the smallest element around the record; without one, the best by kind."""
    if not spots:
        return None
    if len(spots) == 1:
        return spots[0]
    document = context.document
    element = record.element
    if record.blocks:
        element = document.blocks[record.blocks[0]].element
    for _ in range(_MAX_CLIMB * 2):
        if element <= 0:
            break
        around = document.elements[element]
        inside = [spot for spot in spots if around.first <= spot.block < around.last]
        if inside:
            return inside[0]
        element = around.parent
    if record.blocks:
        before = [spot for spot in spots if spot.block < record.blocks[0]]
        if before:
            return before[-1]
    contents = frozenset(document.contents)
    return min(
        spots,
        key=lambda spot: (spot.block in contents, context.kind(spot.block) in _APART, spot.block),
    )


def _item(
    document: Document, record: Embedded, spot: Spot, titles: Sequence[int]
) -> tuple[int, ...]:
    """The blocks of the smallest item around the title: a list item, row or card that prints no
    other record's title."""
    shown = frozenset(record.blocks)
    element = document.blocks[spot.block].element
    widest = (spot.block, spot.block + 1)
    for step in range(_MAX_CLIMB):
        if element <= 0:
            break
        around = document.elements[element]
        alone = bisect_left(titles, around.last) - bisect_left(titles, around.first) <= 1
        if around.last - around.first > MAX_BLOCKS + len(shown) or not alone:
            break
        holds = _holds(document, record, element)
        if step == 0 or holds or around.tag in _ITEM_TAGS:
            widest = (around.first, around.last)
        if holds or around.tag in _ITEM_TAGS:
            break
        element = around.parent
    first, last = widest
    if document.blocks[spot.block].form == "term":
        while last < len(document.blocks) and document.blocks[last].form == "definition":
            last += 1
    return tuple(index for index in range(first, last) if index not in shown)


def _holds(document: Document, record: Embedded, element: int) -> bool:
    """Whether an element holds the record too."""
    around = document.elements[element]
    if record.blocks:
        return around.first <= record.blocks[0] < around.last
    inner = record.element
    for _ in range(_MAX_CLIMB):
        if inner == element:
            return True
        if inner <= 0:
            return False
        inner = document.elements[inner].parent
    return False
