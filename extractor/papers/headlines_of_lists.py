"""The page's own headlines above the items of a list: '2 给扩散模型装上刹车' above a title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.papers.fields._text import has_cjk
from extractor.papers.fields.dates import read_year
from extractor.papers.fields.titles import read_title
from extractor.papers.items import Item
from extractor.papers.sections import Context, says_papers
from extractor.records import Block, Reading

_FEWEST, _MOST = 2, 0.75
_LONGEST = 60
_WHOLE = 0.6


def with_headlines(context: Context, items: Sequence[Item]) -> list[Item]:
    """The items, with the short names and numbers in the lines right above their titles, where most
    have such a line: bold or counted, and East Asian above a title in Latin letters."""
    above = {id(item): _headline(context, item) for item in items}
    taken = {block for block in above.values() if block is not None}
    if len(taken) < max(_FEWEST, len(items) * _MOST):
        return list(items)
    return [_with_headline(context, item, above[id(item)], taken) for item in items]


def _headline(context: Context, item: Item) -> int | None:
    first = item.readings["title"].block
    if first != item.blocks[0] or has_cjk(item.title):
        return None
    line = next(_lines_above(context, first), None)
    if line is None or not 0 < len(line.text) <= _LONGEST or not has_cjk(line.text):
        return None
    if line.form not in ("paragraph", "item", "heading") or context.is_page_title(line.index):
        return None
    found = read_title(line.text)
    if found is None or not (found.number or _is_bold(line)):
        return None
    # A year, or a word for papers, heads several.
    return None if says_papers(line.text) or read_year(line.text) else line.index


def _lines_above(context: Context, block: int) -> Iterator[Block]:
    """The lines with text above a block, nearest first; images between are none."""
    for index in range(block - 1, max(-1, block - 3), -1):
        if context.document.blocks[index].text:
            yield context.document.blocks[index]


def _is_bold(line: Block) -> bool:
    bold = [span.end - span.start for span in line.spans if span.type == "strong"]
    return sum(bold) >= len(line.text) * _WHOLE


def _with_headline(context: Context, item: Item, line: int | None, taken: set[int]) -> Item:
    """An item with its headline, and without that of the next one."""
    blocks = tuple(block for block in item.blocks if block not in taken)
    if line is None:
        return replace(item, blocks=blocks)
    text = context.document.blocks[line].text
    found = read_title(text)
    readings = dict(item.readings)
    if found is not None:
        readings.setdefault("label", Reading(found.title, line, 0, len(text)))
        if found.number:
            readings["number"] = Reading(found.number, line, 0, len(text))
    return replace(item, blocks=(line, *blocks), readings=readings)
