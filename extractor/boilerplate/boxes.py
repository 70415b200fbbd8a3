"""Boxes: a heading such as 热门文章 or 'Related posts' speaks for the list below it."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.boilerplate.features import Features
from extractor.boilerplate.phrases import Match
from extractor.boilerplate.region import Region
from extractor.records import Block, Document

_LONGEST = 120
_FEW = 4
_PROSE = 120.0
_MANY_PROSE = 900.0


@dataclass(frozen=True, slots=True)
class Box:
    """A heading with what it heads."""

    heading: int
    last: int
    """The box is the blocks `heading:last`."""
    match: Match


def find_boxes(document: Document, features: Features, region: Region) -> tuple[Box | None, ...]:
    """For every block the box that holds it."""
    held: list[Box | None] = [None] * len(document.blocks)
    for index, match in enumerate(features.wording.box):
        if match is None:
            continue
        last = _end(document, features, index)
        if last <= index + 1 and held[index] is not None:
            continue
        if _in_running_text(document, features, region, index, last):
            continue
        box = Box(index, last, match)
        held[index:last] = [box] * (last - index)
    return tuple(held)


def _end(document: Document, features: Features, heading: int) -> int:
    """Where the box ends: with its element, at the next heading, or where running text begins."""
    blocks, elements = document.blocks, document.elements
    own = elements[blocks[heading].element]
    around = own
    while around.last <= heading + 1 and around.parent >= 0:
        around = elements[around.parent]
    whole = around.first == heading and around.parent >= 0
    last = min(around.last, heading + 1 + _LONGEST)
    for index in range(heading + 1, last):
        block = blocks[index]
        if features.wording.box[index] is not None and not features.links.count[index]:
            return index
        if block.form == "heading" and _closes(blocks[heading], block):
            return index
        if not whole and _same_make(document, block, blocks[heading]):
            return index
        limit = _MANY_PROSE if whole else _PROSE
        if features.prose[index] > limit and not features.links.count[index]:
            return index
    return last


def _closes(heading: Block, block: Block) -> bool:
    return heading.form == "heading" and block.level <= heading.level


def _same_make(document: Document, block: Block, heading: Block) -> bool:
    """Made like the heading: another heading of the kind, where markup tells them from the list."""
    first, second = document.elements[block.element], document.elements[heading.element]
    return (
        block.element != heading.element
        and block.form == heading.form
        and block.form != "item"
        and bool(second.classes)
        and (first.tag, first.classes) == (second.tag, second.classes)
    )


def _in_running_text(
    document: Document, features: Features, region: Region, heading: int, last: int
) -> bool:
    """Whether the box is a few lines in the midst of the article, which goes on behind it."""
    if not region.first <= heading < region.last:
        return False
    prose = features.prose
    after = next(
        (index for index in range(heading + 1, region.last) if prose[index] >= _PROSE), None
    )
    if after is None or after - heading - 1 > _FEW:
        return False
    blocks, elements = document.blocks, document.elements
    parent = elements[blocks[after].element].parent
    ours = blocks[heading].element
    while ours >= 0 and ours not in (blocks[after].element, parent):
        ours = elements[ours].parent
    near = ours >= 0
    return near and features.attributes.kind_strength[heading] < 0.5 and last >= heading
