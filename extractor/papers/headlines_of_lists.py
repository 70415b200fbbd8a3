"""The page's own headlines above the items of a list: '2 给扩散模型装上刹车' above a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.papers.fields._text import has_cjk
from extractor.papers.fields.dates import read_year
from extractor.papers.fields.names import looks_like_authors
from extractor.papers.fields.titles import Title, read_title, title_likeness
from extractor.papers.fields.venues import venue_likeness
from extractor.papers.items import Item
from extractor.papers.labels import Part
from extractor.papers.sections import Context, says_papers
from extractor.papers.titles_of_groups import put_badge
from extractor.records import Block, Reading

_FEWEST, _MOST, _HALF = 2, 0.75, 0.5
_LONGEST = 60
_WHOLE = 0.6


def with_headlines(context: Context, items: Sequence[Item]) -> list[Item]:
    """The items, with the short names and numbers in the lines right above their titles, where most
    have such a line: bold or counted, and East Asian above a title in Latin letters."""
    items = with_own_titles(context, items)
    above = {id(item): _headline(context, item) for item in items}
    taken = {block for block in above.values() if block is not None}
    if len(taken) < max(_FEWEST, len(items) * _MOST):
        return list(items)
    return [_with_headline(context, item, above[id(item)], taken) for item in items]


def with_own_titles(context: Context, items: Sequence[Item]) -> list[Item]:
    """The items, those whose heading is a translation with their own titles: most have a line in
    Latin letters right below an East Asian heading, and no persons were read before it."""
    below = {id(item): _title_below(context, item) for item in items}
    # Headings of other things stand among those of papers.
    if sum(part is not None for part in below.values()) < max(_FEWEST, len(items) * _HALF):
        return list(items)
    return [
        item if (part := below[id(item)]) is None else _with_own_title(context, item, part)
        for item in items
    ]


def _title_below(context: Context, item: Item) -> Part | None:
    """The line below an item's title that is its title in Latin letters, a bracket behind it
    aside."""
    title = item.readings["title"]
    line = title.block + 1
    if line not in item.blocks or not has_cjk(item.title) or "authors" in item.readings:
        return None
    text = context.document.blocks[line].text
    bracket = _BRACKET.search(text)
    part = Part(line, 0, bracket.start() if bracket is not None else len(text))
    own = text[part.start : part.end]
    if has_cjk(own) or any(each.label for each in context.parts[line]):
        return None
    is_title = title_likeness(own) >= _TITLED and looks_like_authors(own) < _PERSONS
    return part if is_title and venue_likeness(own) < _TITLED else None


_BRACKET = re.compile(
    r"\s?[(\uff08\[\u3010]([^()\uff08\uff09\[\]\u3010\u3011]{2,60})[)\uff09\]\u3011]\s*$"
)
_TITLED, _PERSONS = 0.5, 0.4


def _with_own_title(context: Context, item: Item, part: Part) -> Item:
    text = context.document.blocks[part.block].text
    found = read_title(text[part.start : part.end])
    if found is None:
        return item
    readings = dict(item.readings)
    readings["title_translation"] = readings["title"]
    readings["title"] = Reading(found.title, part.block, part.start, part.end)
    if "venue" in readings and readings["venue"].block == part.block:
        del readings["venue"]
    bracket = _BRACKET.search(text)
    if bracket is not None:
        put_badge(Title("", badge=bracket[1]), part, readings)
    return replace(item, readings=readings)


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
