"""Tables whose cells are lists of works, such as the readings of each lecture of a course.

A data table's row is one block, which is one paper at most. Where a cell prints several linked
works, line by line, its lines are items of a list; the finders then look at the table as if its
page had put `<li>` around them. What they find is told in blocks of the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.papers import evidence
from extractor.papers.buttons import is_button
from extractor.papers.company import is_event
from extractor.papers.fields.identifiers import identifiers_of_url
from extractor.papers.fields.links import link_type
from extractor.papers.fields.titles import title_likeness
from extractor.papers.finer import Refined
from extractor.papers.sections import Context, build_context
from extractor.records import Block, Document, Element, Span

_TITLED, _CITED = 0.5, 0.3
"""Likeness of a title, and of a citation that has the address of a work."""
_FEWEST = 2
"""Works in a cell that make it a list."""
_SHARE = 0.2
"""Share of a table's rows with works whose cells are lists; elsewhere a row is one work."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a block of the page that becomes a finer block."""

    block: int
    start: int
    end: int
    cell: int = -1
    """The number of the row's cell; -1: the block is whole."""
    item: bool = False
    """It is an item of the list in its cell."""


def with_row_lists(context: Context) -> Refined | None:
    """The context with the lists in rows of tables as items; None where no table has any."""
    document = context.document
    if document.media_type == "text/plain":
        return None
    rows = frozenset(_rows_with_lists(document))
    if not rows:
        return None
    pieces = [
        piece
        for block in document.blocks
        for piece in (_cut(context, block) if block.index in rows else [_whole(block)])
    ]
    finer = build_context(
        _finer(document, pieces),
        tuple(context.judgements[piece.block] for piece in pieces),
        context.tags,
    )
    finer = replace(finer, strictness=context.strictness)
    return Refined(finer, tuple((piece.block, piece.start) for piece in pieces))


def _rows_with_lists(document: Document) -> Iterator[int]:
    """The rows of every table of which enough have several works in a cell."""
    tables: dict[int, list[Block]] = defaultdict(list)
    for block in document.blocks:
        if block.form == "row" and not block.header and "\n" in block.text:
            tables[document.elements[block.element].parent].append(block)
    for rows in tables.values():
        counts = [max(map(len, _works_by_cell(row).values()), default=0) for row in rows]
        if sum(count >= _FEWEST for count in counts) > sum(map(bool, counts)) * _SHARE:
            yield from (row.index for row in rows)


def _works_by_cell(row: Block) -> Mapping[int, Sequence[tuple[int, int]]]:
    """The lines of each cell that hold a work's link, different works on different lines."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    seen: set[str] = set()
    for number, start, end in _lines(row):
        links = [span for span in _inside(row.spans, start, end) if _links_to_work(row, span)]
        if links and seen.isdisjoint(span.value for span in links):
            found[number].append((start, end))
        seen.update(span.value for span in links)
    return found


def _links_to_work(row: Block, span: Span) -> bool:
    """Whether a link's words are a title and it leads where works are, or may be."""
    text = row.text[span.start : span.end]
    if span.type != "link" or is_button(text) or is_event(text):
        return False
    likeness = title_likeness(text)
    if likeness >= _CITED and evidence.SCHOLARLY & identifiers_of_url(span.value).keys():
        return True
    return likeness >= _TITLED and link_type(span.value, text) in ("paper", "pdf")


def _lines(row: Block) -> Iterator[tuple[int, int, int]]:
    """The lines of a row: the number of the cell, and where the line starts and ends."""
    cells = [span for span in row.spans if span.type == "cell"]
    for number, cell in enumerate(cells):
        start = cell.start
        while start < cell.end:
            found = row.text.find("\n", start, cell.end)
            end = found if found >= 0 else cell.end
            yield number, start, end
            start = end + 1


def _inside(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    return (span for span in spans if start <= span.start and span.end <= end)


def _whole(block: Block) -> _Piece:
    return _Piece(block.index, 0, len(block.text))


def _cut(context: Context, row: Block) -> Iterator[_Piece]:
    """The lines of a row's cells; those with works are items, without a label 'Reading:'."""
    works = {line for lines in _works_by_cell(row).values() for line in lines}
    labelled = {
        part.label_start: part.start
        for part in context.parts[row.index]
        if part.label is not None and part.label.field == "paper"
    }
    for number, start, end in _lines(row):
        item = (start, end) in works
        first = labelled.get(start, start) if item else start
        yield _Piece(row.index, first, end, number, item=item)


# --------------------------------------------------------------------------- the finer document


def _finer(document: Document, pieces: Sequence[_Piece]) -> Document:
    """The document with the pieces as blocks, and elements around those of rows."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for number, piece in enumerate(pieces):
        first.setdefault(piece.block, number)
        last[piece.block] = number + 1
    count = len(document.blocks)
    starts = [first.get(block, 0) for block in range(count)]
    elements = [
        replace(each, first=starts[each.first], last=last[each.last - 1])
        if each.first < each.last
        else each
        for each in document.elements
    ]
    return replace(
        document,
        blocks=tuple(_blocks(document, pieces, elements)),
        elements=tuple(elements),
        contents=tuple(first[block] for block in document.contents),
        outline=tuple(
            replace(item, block=first[item.block]) if item.block is not None else item
            for item in document.outline
        ),
    )


def _blocks(
    document: Document, pieces: Sequence[_Piece], elements: list[Element]
) -> Iterator[Block]:
    """The pieces as blocks; elements for the cells and items among them are added."""
    cells: dict[tuple[int, int], int] = {}
    for number, piece in enumerate(pieces):
        block = document.blocks[piece.block]
        if piece.cell < 0:
            yield replace(block, index=number)
            continue
        key = (piece.block, piece.cell)
        joined = key in cells and not piece.item
        if key not in cells:
            cells[key] = _added(elements, "td", block.element, piece.cell + 1, number)
        element = cells[key]
        elements[element] = replace(elements[element], last=number + 1)
        if piece.item:
            element = _added(elements, "li", element, number, number)
        yield replace(
            block,
            index=number,
            form="item" if piece.item else "paragraph",
            text=block.text[piece.start : piece.end],
            spans=_moved(block, piece),
            element=element,
            level=int(piece.item),
            joined=joined,
        )


def _added(elements: list[Element], tag: str, parent: int, ordinal: int, block: int) -> int:
    """The number of a new element that holds one block."""
    depth = elements[parent].depth + 1
    elements.append(Element(tag, parent, ordinal, depth, block, block + 1))
    return len(elements) - 1


def _moved(block: Block, piece: _Piece) -> tuple[Span, ...]:
    return tuple(
        replace(span, start=span.start - piece.start, end=span.end - piece.start)
        for span in _inside(block.spans, piece.start, piece.end)
        if span.type != "cell"
    )
