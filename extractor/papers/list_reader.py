"""The items of a page's lists, which share many of them: each is read once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractor.papers.item_texts import is_named_abstract
from extractor.papers.items import Item, read_item
from extractor.papers.sections import Context

ReadItem = Callable[[tuple[int, ...]], Item | None]
"""Reads an item of one list."""


class ListReader:
    """Reads the items of a page's lists, which share many of them: each once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._on: dict[int, bool] = {}
        self._known: dict[tuple[tuple[int, ...], str], Item | None] = {}

    def read(self, blocks: tuple[int, ...], opener: str) -> Item | None:
        """The item as a list reads it whose items open with `opener`."""
        key = (blocks, opener)
        if key not in self._known:
            self._known[key] = read_item(self._context, blocks, opener)
        return self._known[key]

    def goes_on(self, block: int) -> bool:
        """Whether a block goes on with the item before it."""
        found = self._on.get(block)
        if found is None:
            found = self._on[block] = _goes_on(self._context, block)
        return found


def with_labelled(
    context: Context, ranges: Sequence[tuple[int, ...]], goes_on: Callable[[int], bool]
) -> list[tuple[int, ...]]:
    """The items with the labelled paragraphs ('Abstract: …') that follow each of them."""
    starts = {blocks[0] for blocks in ranges if not goes_on(blocks[0])}
    longer: list[tuple[int, ...]] = []
    for blocks in ranges:
        if blocks[0] not in starts and longer:
            continue
        end = blocks[-1] + 1
        while end < len(context.document.blocks) and end not in starts and goes_on(end):
            end += 1
        longer.append((*blocks, *range(blocks[-1] + 1, end)))
    return longer


def _goes_on(context: Context, block: int) -> bool:
    """Whether a block opens with the label of a text about the paper before it, or is in an
    element that is called its abstract."""
    parts = context.parts[block]
    label = parts[0].label if parts else None
    if label is not None and label.field in _FOLLOWING:
        return True
    element = context.document.blocks[block].element
    for _ in range(2):
        if element >= 0:
            if is_named_abstract(context.document.elements[element]):
                return True
            element = context.document.elements[element].parent
    return False


_FOLLOWING = frozenset("abstract abstract_translation summary keywords note".split())
