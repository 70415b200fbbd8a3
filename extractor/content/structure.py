"""What stands together in a page: lists, tables and quotations, read off the elements once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.records import Block, Document

_LIST_TAGS = frozenset({"ul", "ol", "menu", "dir"})
_CONTAINER_TAGS = frozenset({"blockquote", "li"})
_MAX_DEPTH = 12
"""Deeper quotations and lists are drawn at this depth, which bounds the width of a line."""


@dataclass(frozen=True, slots=True)
class Container:
    """A quotation or a list item that a block stands in."""

    kind: Literal["quote", "item"]
    key: int
    """The element's number; negative where an item has no element of its own (plain text)."""
    group: int
    """The list of an item; items of one group are one list."""
    marker: str = ""
    """item: as in `Block.marker`."""


class Structure:
    """The lists, tables and quotations around every block of a document.

    Relies on parents standing before their children in `Document.elements`.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        # What stands outside every element has the number -1, which the last entries answer.
        size = len(document.elements) + 1
        self._chains: list[tuple[int, ...]] = [()] * size
        chains = self._chains
        self._lists = lists = [-1] * size
        self._outer_lists = outer_lists = [-1] * size
        self._tables = tables = [-1] * size
        for number, element in enumerate(document.elements):
            tag, parent = element.tag, element.parent
            chains[number] = chain = chains[parent]
            lists[number] = lists[parent]
            outer_lists[number] = outer = outer_lists[parent]
            tables[number] = tables[parent]
            if tag in _LIST_TAGS:
                lists[number] = number
                outer_lists[number] = number if outer < 0 else outer
            elif tag == "table":
                tables[number] = number
            elif tag in _CONTAINER_TAGS and len(chain) < _MAX_DEPTH:
                chains[number] = (*chain, number)

    def same_list(self, first: Block, second: Block) -> bool:
        """Whether both are items of one list or of lists within one another."""
        if first.form != "item" or second.form != "item":
            return False
        return self._outer_lists[first.element] == self._outer_lists[second.element]

    def same_table(self, first: Block, second: Block) -> bool:
        """Whether both are rows of one table."""
        if first.form != "row" or second.form != "row":
            return False
        return self._tables[first.element] == self._tables[second.element]

    def same_parent(self, first: Block, second: Block) -> bool:
        """Whether the elements of both stand side by side."""
        elements = self._document.elements
        return elements[first.element].parent == elements[second.element].parent

    def adjoins(self, first: Block, second: Block) -> bool:
        """Whether only line breaks part `second` from `first`, removed blocks between included."""
        between = self._document.blocks[first.index + 1 : second.index + 1]
        return all(block.joined for block in between)

    def containers(self, blocks: Sequence[Block]) -> list[tuple[Container, ...]]:
        """Of every block, what it stands in, outermost first.

        A list item counts where it opens with its own text; a card that is built as `li` with a
        heading does not.
        """
        markers = self._item_markers(blocks)
        loose: list[tuple[int, Container]] = []
        found: list[tuple[Container, ...]] = []
        for block in blocks:
            chain = self._chains[block.element]
            held = [self._container(number, markers) for number in chain]
            inside = tuple(container for container in held if container is not None)
            if block.form == "item" and markers.get(chain[-1] if chain else -1) is None:
                inside = (*inside, *_loose_item(block, loose))
            else:
                loose.clear()
            found.append(inside)
        return found

    def _item_markers(self, blocks: Sequence[Block]) -> dict[int, str | None]:
        """Of every `li`, the marker of its item; None where it opens with something else."""
        markers: dict[int, str | None] = {}
        for block in blocks:
            chain = self._chains[block.element]
            for number in chain:
                if number not in markers and self._document.elements[number].tag == "li":
                    own = number == chain[-1] and block.form == "item"
                    markers[number] = block.marker if own else None
        return markers

    def _container(self, number: int, markers: dict[int, str | None]) -> Container | None:
        if self._document.elements[number].tag == "blockquote":
            return Container("quote", number, number)
        marker = markers.get(number)
        if marker is None:
            return None
        return Container("item", number, self._lists[number], marker)


def _loose_item(block: Block, loose: list[tuple[int, Container]]) -> tuple[Container, ...]:
    """The containers of an item without an element of its own, nested by its level.

    `loose` holds the open items of the run of such items, and is brought up to date.
    """
    level = max(1, block.level)
    group = -1 - block.index
    while loose and loose[-1][0] >= level:
        closed_level, closed = loose.pop()
        if closed_level == level:
            group = closed.group
    if len(loose) < _MAX_DEPTH:
        loose.append((level, Container("item", -1 - block.index, group, block.marker)))
    return tuple(container for _, container in loose)
