"""Blocks that are lists of works, such as the readings of each lecture of a course.

A data table's row is one block, which is one paper at most; so is an item of a list. Where a cell
prints several works, line by line, or an item names several in a row, the finders look at the page
as if it had put `<li>` around each. What they find is told in blocks of the page.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.papers import evidence
from extractor.papers.fields.identifiers import identifiers_of_url
from extractor.papers.finer import Refined
from extractor.papers.list_signs import leads_to_work
from extractor.papers.sections import Context, build_context
from extractor.papers.works_in_lines import Stretch, work_links, works_behind_leads, works_in
from extractor.records import Block, Document, Element, Span

_FEWEST = 2
"""Works in a cell or item that make it a list."""
_SHARE = 0.2
"""Share of a table's rows with works whose cells are lists; elsewhere a row is one work."""
_SURELY = 0.9
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FORMS = frozenset(("item", "paragraph", "definition"))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a block of the page that becomes a finer block."""

    block: int
    start: int
    end: int
    cell: int = -1
    """The number of the row's cell; 0 in another block; -1: the block is whole."""
    item: bool = False
    """It is an item of the list in its block."""


def with_lists_in_blocks(context: Context) -> Refined | None:
    """The context with the lists in rows and items as items; None where no block has any."""
    document = context.document
    if document.media_type == "text/plain":
        return None
    works = {**_works_of_tables(context), **_works_of_items(document)}
    if not works:
        return None
    pieces = [
        piece
        for block in document.blocks
        for piece in (
            _cut(context, block, works[block.index])
            if block.index in works
            else [_Piece(block.index, 0, len(block.text))]
        )
    ]
    finer = build_context(
        _finer(document, pieces),
        tuple(context.judgements[piece.block] for piece in pieces),
        context.tags,
    )
    finer = replace(finer, strictness=context.strictness)
    return Refined(finer, tuple((piece.block, piece.start) for piece in pieces))


def _works_of_items(document: Document) -> dict[int, list[Stretch]]:
    """Items and paragraphs → the works that they name in a row, all with addresses of works; of
    the other items of their list, one work."""
    found: dict[int, list[Stretch]] = {}
    lone: dict[int, list[tuple[int, list[Stretch]]]] = defaultdict(list)
    lists: set[int] = set()
    for block in document.blocks:
        if block.form not in _FORMS or not any(
            span.type == "link" and leads_to_work(span.value) for span in block.spans
        ):
            continue
        works = _addressed_works(block)
        parent = document.elements[block.element].parent
        if len(works) >= _FEWEST:
            found[block.index] = works
            lists.add(parent)
        elif works and block.form == "item":
            lone[parent].append((block.index, works))
    found.update(each for parent in lists for each in lone.get(parent, ()))
    return found


def _addressed_works(block: Block) -> list[Stretch]:
    """The works in a row whose links all have addresses of different works."""
    links = work_links(block)
    numbers = {tuple(identifiers_of_url(link.value).items()) for link in links}
    if len(numbers) < len(links):
        return []
    if not all(evidence.SCHOLARLY & dict(number).keys() for number in numbers):
        return []
    return works_behind_leads(block, links)


def _works_of_tables(context: Context) -> dict[int, list[Stretch]]:
    """Rows → their works, in every table of which enough rows have several works in a cell."""
    document = context.document
    tables: dict[int, list[Block]] = defaultdict(list)
    for block in document.blocks:
        if block.form == "row" and not block.header:
            tables[document.elements[block.element].parent].append(block)
    found: dict[int, list[Stretch]] = {}
    for rows in tables.values():
        works = [_works_by_cell(context, row) for row in rows]
        counts = [max(map(len, cells), default=0) for cells in works]
        if sum(count >= _FEWEST for count in counts) > sum(map(bool, counts)) * _SHARE:
            for row, cells in zip(rows, works, strict=True):
                found[row.index] = [stretch for cell in cells for stretch in cell]
    return found


def _works_by_cell(context: Context, row: Block) -> list[list[Stretch]]:
    """The works in each cell, different ones: by their links, or line by line as citations."""
    found: dict[int, list[Stretch]] = defaultdict(list)
    seen: set[str] = set()
    links = work_links(row)
    starts = [link.start for link in links]
    for number, start, end in _lines(row):
        reach = bisect_left(starts, start), bisect_left(starts, end)
        own = [link for link in links[slice(*reach)] if link.end <= end]
        works = works_in(row, own, start, end)
        addresses = {link.value for link in own}
        if works and seen.isdisjoint(addresses):
            found[number] += works
        elif not addresses and _is_citation(context, row.text[start:end]):
            found[number].append((start, end))
        seen |= addresses
    return list(found.values())


def _is_citation(context: Context, text: str) -> bool:
    """Whether a line without links surely is a citation of its own."""
    if not _YEAR.search(text):
        return False
    tagged = context.tags.of_text(text)
    return tagged.confidence >= _SURELY and {"author", "title", "year"} <= tagged.fields.keys()


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


def _cut(context: Context, block: Block, works: Sequence[Stretch]) -> Iterator[_Piece]:
    """A block cut into its works, without a label 'Reading:' in front, and what is between."""
    labelled = {
        part.label_start: part.start
        for part in context.parts[block.index]
        if part.label is not None and part.label.field == "paper"
    }
    lines = list(_lines(block)) if block.form == "row" else [(0, 0, len(block.text))]
    starts = [first for first, _ in works]
    for number, start, end in lines:
        place = start
        for first, last in works[bisect_left(starts, start) : bisect_left(starts, end)]:
            if block.text[place:first].strip():
                yield _Piece(block.index, place, first, number)
            yield _Piece(block.index, labelled.get(first, first), last, number, item=True)
            place = last
        if block.text[place:end].strip():
            yield _Piece(block.index, place, end, number)


# --------------------------------------------------------------------------- the finer document


def _finer(document: Document, pieces: Sequence[_Piece]) -> Document:
    """The document with the pieces as blocks, and elements around those of cut blocks."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for number, piece in enumerate(pieces):
        first.setdefault(piece.block, number)
        last[piece.block] = number + 1
    elements = [
        replace(each, first=first[each.first], last=last[each.last - 1])
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
    spans = _SpansByPlace(())
    for number, piece in enumerate(pieces):
        block = document.blocks[piece.block]
        if piece.cell < 0:
            yield replace(block, index=number)
            continue
        if spans.whole is not block.spans:
            spans = _SpansByPlace(block.spans)
        key = (piece.block, piece.cell)
        joined = key in cells and not piece.item
        if key not in cells:
            row = block.form == "row"
            cells[key] = (
                _added(elements, "td", block.element, piece.cell + 1, number)
                if row
                else block.element
            )
        element = cells[key]
        if block.form == "row":
            elements[element] = replace(elements[element], last=number + 1)
        if piece.item:
            element = _added(elements, "li", element, number, number)
        yield replace(
            block,
            index=number,
            form="item" if piece.item else "paragraph",
            text=block.text[piece.start : piece.end],
            spans=tuple(spans.within(piece)),
            element=element,
            level=block.level + 1 if piece.item else 0,
            joined=joined,
        )


def _added(elements: list[Element], tag: str, parent: int, ordinal: int, block: int) -> int:
    """The number of a new element that holds one block."""
    depth = elements[parent].depth + 1
    elements.append(Element(tag, parent, ordinal, depth, block, block + 1))
    return len(elements) - 1


class _SpansByPlace:
    """The spans of a block, of which a piece asks for its own: both may be very many."""

    def __init__(self, whole: Sequence[Span]) -> None:
        self.whole = whole
        self._order = sorted(range(len(whole)), key=lambda place: whole[place].start)
        self._starts = [whole[place].start for place in self._order]

    def within(self, piece: _Piece) -> Iterator[Span]:
        """The spans of a piece, counted from its start."""
        first = bisect_left(self._starts, piece.start)
        last = bisect_right(self._starts, piece.end)
        for place in sorted(self._order[first:last]):
            span = self.whole[place]
            if span.end <= piece.end and span.type != "cell":
                yield replace(span, start=span.start - piece.start, end=span.end - piece.start)
