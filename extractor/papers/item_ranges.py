"""Where the items of a list may be: elements of one shape, lines, definitions, headed blocks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.papers.once import once_a_page
from extractor.papers.prose import is_prose
from extractor.papers.sections import Context, section_of
from extractor.records import Block, Document

MIN_ITEMS = 2
_MAX_BLOCKS = 24
"""Blocks of one item."""
_MAX_INSIDE = 80
"""The same with what is nested in it."""
_DIGIT = re.compile(r"[0-9]")
_MAX_NESTED = 5
"""Lines of the list in an item that tell of its work: persons, venue, links, a remark."""
_ITEM_TAGS = frozenset("li div p table tr td dd article section details blockquote".split())


def item_ranges(context: Context) -> Iterator[list[tuple[int, ...]]]:
    """Lists that may be lists of papers: the block numbers of each of their items."""
    document = context.document
    shapes: dict[tuple[str, ...], list[tuple[int, ...]]] = defaultdict(list)
    nested: dict[tuple[str, ...], list[tuple[int, ...]]] = defaultdict(list)
    for element in document.elements:
        count = element.last - element.first
        if element.tag not in _ITEM_TAGS or not 0 < count <= _MAX_INSIDE or element.parent < 0:
            continue
        parent = document.elements[element.parent]
        shape = (element.tag, _shape(element.classes), parent.tag, _shape(parent.classes))
        blocks = _own_blocks(document, element.tag, element.first, element.last)
        if 0 < len(blocks) <= _MAX_BLOCKS:
            shapes[shape].append(blocks)
            whole = tuple(range(element.first, element.last))
            told = len(blocks) < count <= len(blocks) + _MAX_NESTED
            nested[shape].append(whole if told and whole[: len(blocks)] == blocks else blocks)
    seen: set[tuple[tuple[int, ...], ...]] = set()
    for ranges in (
        *shapes.values(),
        *nested.values(),
        *_lines(document),
        *_definitions(document),
        *_headed(document),
    ):
        # A wrapper around each item gives the same pool again.
        key = tuple(ranges)
        if key not in seen:
            seen.add(key)
            yield ranges


def parts_of(
    context: Context, ranges: Sequence[tuple[int, ...]]
) -> Iterator[list[tuple[int, ...]]]:
    """Items of one shape by what sets some of them apart: how deep they are nested, lectures on one
    level and their readings on another; the headings above them, papers and then patents."""
    blocks = context.document.blocks

    def level(first: int) -> int:
        return blocks[first].level

    def section(first: int) -> int:
        return section_of(context, first)

    for key in (level, section):
        groups: dict[int, list[tuple[int, ...]]] = defaultdict(list)
        for item in ranges:
            groups[key(item[0])].append(item)
        if len(groups) > 1:
            yield from (items for items in groups.values() if len(items) >= MIN_ITEMS)


@once_a_page
def _shape(classes: str) -> str:
    """The class names without numbers, which count items."""
    if classes.isascii() and _DIGIT.search(classes) is None:
        return " ".join(classes.split())
    return " ".join(name for name in classes.split() if not any(sign.isdigit() for sign in name))


def _own_blocks(document: Document, tag: str, first: int, last: int) -> tuple[int, ...]:
    """The blocks of an item without those of items nested in it."""
    base = document.blocks[first]
    if tag != "li":
        return tuple(range(first, last))
    return tuple(
        index
        for index in range(first, last)
        if document.blocks[index].level <= base.level or document.blocks[index].level == 0
    )


def _lines(document: Document) -> Iterator[list[tuple[int, ...]]]:
    """Lines of one element, each an item, or each with the lines that only a break parts from it:
    where empty lines part the items."""
    groups: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    joined: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    for block in document.blocks:
        if block.text and block.form in ("paragraph", "item", "row"):
            groups[block.element].append((block.index,))
            parts = joined[block.element]
            if block.joined and parts and parts[-1][-1] == block.index - 1:
                parts[-1] += (block.index,)
            else:
                parts.append((block.index,))
    for element, lines in groups.items():
        if len(lines) >= MIN_ITEMS + 1:
            yield lines
        parts = joined[element]
        if MIN_ITEMS < len(parts) < len(lines):
            yield [part[:_MAX_BLOCKS] for part in parts]


def _definitions(document: Document) -> Iterator[list[tuple[int, ...]]]:
    """What a `<dt>` opens is an item, up to the next one in its list."""
    items: list[list[int]] = []
    last = -1
    for block in document.blocks:
        element = document.elements[block.element] if block.element >= 0 else None
        if element is None or not (
            block.form in ("term", "definition") or _is_in_definition(document, block)
        ):
            continue
        opens = element.tag == "dt" and block.element != last and not block.joined
        if opens:
            last = block.element
            items.append([block.index])
        elif items and block.index - items[-1][-1] == 1:
            items[-1].append(block.index)
    items = _with_bare_terms(document, items)
    if len(items) >= MIN_ITEMS:
        yield list(map(tuple, items))


def _is_in_definition(document: Document, block: Block) -> bool:
    """Whether a list item stands in a definition, as abstracts have some."""
    number = block.element if block.form == "item" else -1
    while number >= 0:
        if document.elements[number].tag == "dd":
            return True
        number = document.elements[number].parent
    return False


def _with_bare_terms(document: Document, items: Sequence[list[int]]) -> list[list[int]]:
    """Terms and definitions, where terms without a definition take turns with those that have one:
    they end the item before, 'Full paper: PDF'."""
    bare = [all(document.blocks[index].form == "term" for index in item) for item in items]
    behind = sum(not before and own for before, own in pairwise(bare))
    if behind < MIN_ITEMS or behind < sum(bare) * _TURNS or behind * 3 < len(items):
        return list(items)
    joined: list[list[int]] = []
    for item, own, before in zip(items, bare, (True, *bare[:-1]), strict=True):
        if own and not before and joined[-1][-1] + 1 == item[0]:
            joined[-1] += _first_lines(document, item)
        else:
            joined.append(item)
    return joined


def _first_lines(document: Document, blocks: Sequence[int]) -> list[int]:
    """The first block and those that line breaks part from it: what stands behind an element that
    is never closed seems to be in it."""
    end = 1
    while end < len(blocks) and document.blocks[blocks[end]].joined:
        end += 1
    return list(blocks[:end])


_TURNS = 0.8
"""Share of the terms without definition that stand behind a definition."""


def _headed(document: Document) -> Iterator[list[tuple[int, ...]]]:
    """What a heading, or a line that is bold throughout, opens is an item, up to the next one of
    its kind: in pages that put nothing around their items."""
    if document.media_type == "text/plain":
        return
    pools: dict[tuple[str, int], list[list[int]]] = defaultdict(list)
    current: tuple[str, int] | None = None
    for block in document.blocks:
        key = _opens_item(block)
        if key is not None:
            current = key
            pools[key].append([block.index])
        elif current is not None and pools[current][-1][-1] == block.index - 1:
            pools[current][-1].append(block.index)
    for items in pools.values():
        starts = [blocks[0] for blocks in items]
        ends = (_end_of_list(document, starts, start) for start in starts)
        cut = [
            tuple(index for index in blocks[:_MAX_BLOCKS] if index < end)
            for blocks, end in zip(items, ends, strict=True)
        ]
        kept = [blocks for blocks in cut if _may_name_persons(document, blocks)]
        several = sum(_lists_persons(document, blocks) for blocks in kept)
        if len(kept) > MIN_ITEMS and len(kept) * 2 >= len(items) and several * 3 >= len(kept):
            yield kept


def _end_of_list(document: Document, starts: Sequence[int], start: int) -> int:
    """Where the element ends that holds this item and others of its list."""
    number = document.blocks[start].element
    while number >= 0:
        entry = document.elements[number]
        if bisect_left(starts, entry.last) - bisect_left(starts, entry.first) > 1:
            return entry.last
        number = entry.parent
    return len(document.blocks)


def _opens_item(block: Block) -> tuple[str, int] | None:
    if block.form == "heading":
        return ("heading", block.level)
    if block.form not in ("paragraph", "item") or not _SHORTEST <= len(block.text) <= _LONGEST:
        return None
    whole = any(
        span.type == "strong" and span.end - span.start >= len(block.text) * _WHOLE
        for span in block.spans
    )
    return ("strong", 0) if whole and not block.joined else None


_SHORTEST, _LONGEST = 15, 350
_WHOLE = 0.8


def _may_name_persons(document: Document, blocks: tuple[int, ...]) -> bool:
    """Whether a short line follows the first one: a paper's persons, not a section's text."""
    block = _second(document, blocks)
    if block is None or len(block.text) > _LONGEST or block.form == "item":
        return False
    return not is_prose(block.text, shortest=80, per_word=100)


def _lists_persons(document: Document, blocks: tuple[int, ...]) -> bool:
    """Whether that line has signs between names."""
    block = _second(document, blocks)
    return block is not None and _BETWEEN_NAMES.search(block.text) is not None


def _second(document: Document, blocks: tuple[int, ...]) -> Block | None:
    """The first block with text below the one that opens an item."""
    below = (document.blocks[index] for index in blocks[1:3])
    return next((block for block in below if block.text), None)


_BETWEEN_NAMES = re.compile(r"[^\W\d_]\.?[,;]\s?[^\W\d_]|[、，·]|\band\b|&")


def without_tail(context: Context, blocks: tuple[int, ...]) -> tuple[int, ...]:
    """An item without the boilerplate behind it, which stands in the element of the last one."""
    end = len(blocks)
    while end > 1:
        judgement = context.judgements[blocks[end - 1]]
        if judgement.kind not in _BEHIND or judgement.confidence < _SURELY:
            break
        end -= 1
    return blocks[:end]


_BEHIND = frozenset("prev_next comments login icp_footer copyright disclaimer".split())
_SURELY = 0.8
