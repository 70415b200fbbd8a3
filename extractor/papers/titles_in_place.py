"""Rows that nothing in them tells to be works: their titles stand where the other rows of their
table have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from extractor.papers.fields.titles import read_title, title_likeness
from extractor.papers.item_fields import read_around
from extractor.papers.items import Item
from extractor.papers.labels import Part
from extractor.papers.sections import Context
from extractor.papers.titles_of_groups import put_title
from extractor.records import Block, Reading

_FEWEST, _MOST = 2, 0.6
_TITLED = 0.4

_Reader = Callable[[Sequence[int]], Item | None]
_Place = tuple[int, int, int]
"""Cells of the row, the cell of the title, and its line in it."""


def title_in_place(context: Context, items: Sequence[Item]) -> _Reader:
    """A reader of rows like those that `items` were read from; it gives None for what is no such
    row or has no title there."""
    blocks = context.document.blocks
    places = Counter(
        _place(blocks[item.blocks[0]], item.readings["title"].start)
        for item in items
        if len(item.blocks) == 1 and blocks[item.blocks[0]].form == "row"
    )
    place, count = places.most_common(1)[0] if places else ((0, 0, 0), 0)
    known = count >= max(_FEWEST, _MOST * len(items))

    def read(numbers: Sequence[int]) -> Item | None:
        line = blocks[numbers[0]]
        part = _part_at(line, place) if known and len(numbers) == 1 else None
        text = line.text[part.start : part.end] if part is not None else ""
        title = read_title(text) if title_likeness(text) >= _TITLED else None
        if part is None or title is None:
            return None
        readings: dict[str, Reading] = {}
        put_title(readings, title, part)
        pieces = read_around(context, [line], part, None, readings)
        return Item(tuple(numbers), readings, tuple(pieces), title_likeness(title.title))

    return read


def _place(line: Block, position: int) -> _Place:
    """Where a position of a row is."""
    before = line.text[:position]
    start = before.rfind("\t") + 1
    return line.text.count("\t"), before.count("\t"), before.count("\n", start)


def _part_at(line: Block, place: _Place) -> Part | None:
    """The line of a cell at a place; None where the row has other cells."""
    cells = line.text.split("\t")
    if line.form != "row" or len(cells) != place[0] + 1:
        return None
    lines = cells[place[1]].split("\n")
    if len(lines) <= place[2]:
        return None
    start = sum(len(cell) + 1 for cell in cells[: place[1]])
    start += sum(len(text) + 1 for text in lines[: place[2]])
    return Part(line.index, start, start + len(lines[place[2]]))
