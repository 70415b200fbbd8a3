"""Numbers for the blocks and elements of a page that has been read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document.tables import Draft
from extractor.making import become
from extractor.records import Block, Element


@dataclass(slots=True)
class Entry:
    """An element before its blocks are known; it has the slots of Element and becomes one."""

    tag: str
    parent: int
    ordinal: int
    depth: int
    classes: str = ""
    id: str = ""
    role: str = ""
    itemprop: str = ""
    first: int = 0
    last: int = 0


def numbered(
    drafts: Sequence[Draft], entries: Sequence[Entry]
) -> tuple[tuple[Block, ...], tuple[Element, ...]]:
    """Numbers the blocks, and gives every element the range of blocks inside it."""
    for index, draft in enumerate(drafts):
        if draft.element >= 0:
            entry = entries[draft.element]
            # Drafts come in order: only the first of an element's sets where it begins.
            if not entry.last:
                entry.first = index
            entry.last = index + 1
    # Children are entered after their parents, so going backwards meets every child first.
    for entry in reversed(entries):
        if entry.last and entry.parent >= 0:
            parent = entries[entry.parent]
            if not parent.last:
                parent.first, parent.last = entry.first, entry.last
            elif entry.first < parent.first or entry.last > parent.last:
                parent.first = min(parent.first, entry.first)
                parent.last = max(parent.last, entry.last)
    return (
        tuple([draft.block(index) for index, draft in enumerate(drafts)]),
        tuple([become(entry, Element) for entry in entries]),
    )
