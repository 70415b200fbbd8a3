"""Numbers for the blocks and elements of a page that has been read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.document.tables import Draft
from extractor.making import maker
from extractor.records import Block, Element

Entry = tuple[str, int, int, Mapping[str, str]]
"""An element before its blocks are known: tag, parent, ordinal, attributes."""

_make_element = maker(Element)


def numbered(
    drafts: Sequence[Draft], entries: Sequence[Entry]
) -> tuple[tuple[Block, ...], tuple[Element, ...]]:
    """Numbers the blocks, and gives every element the range of blocks inside it."""
    first = [len(drafts)] * len(entries)
    last = [0] * len(entries)
    for index, draft in enumerate(drafts):
        element = draft.element
        if element >= 0:
            # Drafts come in order: only the first of an element's sets where it begins.
            if not last[element]:
                first[element] = index
            last[element] = index + 1
    # Children are entered after their parents, so going backwards meets every child first.
    for index in range(len(entries) - 1, 0, -1):
        parent = entries[index][1]
        if parent >= 0 and last[index]:
            first[parent] = min(first[parent], first[index])
            last[parent] = max(last[parent], last[index])
    return (
        tuple([draft.block(index) for index, draft in enumerate(drafts)]),
        _elements(entries, first, last),
    )


def _elements(
    entries: Sequence[Entry], first: Sequence[int], last: Sequence[int]
) -> tuple[Element, ...]:
    elements: list[Element] = []
    depths: list[int] = []
    for index, (tag, parent, ordinal, attributes) in enumerate(entries):
        depth = depths[parent] + 1 if parent >= 0 else 0
        depths.append(depth)
        begin = first[index] if last[index] else 0
        if attributes:
            get = attributes.get
            element = _make_element(
                tag, parent, ordinal, depth, begin, last[index],
                get("class", ""), get("id", ""), get("role", ""), get("itemprop", ""),
            )  # fmt: skip
        else:
            element = _make_element(tag, parent, ordinal, depth, begin, last[index])
        elements.append(element)
    return tuple(elements)
