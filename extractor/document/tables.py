"""Rows of data tables as blocks; layout tables stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from extractor.document.spans import make_span, moved
from extractor.making import become
from extractor.records import Block, Form, Span

MAX_CELL_BLOCKS = 8
MAX_CELL_LENGTH = 2000


@dataclass(slots=True)
class Draft:
    """A block that has no number yet."""

    form: Form
    text: str
    element: int
    spans: tuple[Span, ...] = ()
    level: int = 0
    marker: str = ""
    header: bool = False
    joined: bool = False
    line: int = 0
    start: int = 0
    end: int = 0
    index: int = -1

    def block(self, index: int) -> Block:
        """The draft as the finished block that it has the slots of."""
        self.index = index
        return become(self, Block)


@dataclass(frozen=True, slots=True)
class Cell:
    """A closed cell: its drafts `[first:last]`, and the element of its row."""

    first: int
    last: int
    header: bool
    columns: int
    row_element: int


@dataclass(slots=True)
class Table:
    """An open table."""

    first: int
    rows: list[list[Cell]] = field(default_factory=list)
    nests: bool = False
    """Holds another table: then it is there for layout."""


def merge_rows(table: Table, drafts: list[Draft], role_of_element: Callable[[int], str]) -> None:
    """Replaces the drafts of a data table by one draft per row, in place.

    `role_of_element`: the part of a work that the class names of an element call it.

    A table holds data when at least two rows (or one under a header row) have two or more filled
    cells and every cell is short running text: no heading, list or code, no inner table.
    """
    rows = [row for row in table.rows if row]
    if table.nests or not rows or not _holds_data(rows, drafts):
        return
    merged: list[Draft] = []
    headers: list[str] = []
    position = table.first
    for row in rows:
        merged.extend(drafts[position : row[0].first])
        position = row[-1].last
        draft = _row(row, drafts, headers, role_of_element)
        if draft.header and not headers:
            headers = _headers(row, drafts)
        if draft.text or draft.spans:
            merged.append(draft)
    merged.extend(drafts[position:])
    drafts[table.first :] = merged


def _holds_data(rows: list[list[Cell]], drafts: list[Draft]) -> bool:
    filled = 0
    has_header = False
    for row in rows:
        texts = 0
        for cell in row:
            inside = drafts[cell.first : cell.last]
            if len(inside) > MAX_CELL_BLOCKS or any(draft.form != "paragraph" for draft in inside):
                return False
            if sum(len(draft.text) for draft in inside) > MAX_CELL_LENGTH:
                return False
            texts += any(draft.text for draft in inside)
        filled += texts >= 2
        has_header = has_header or all(cell.header for cell in row)
    return filled >= 2 or (filled == 1 and has_header)


def _headers(row: list[Cell], drafts: list[Draft]) -> list[str]:
    headers: list[str] = []
    for cell in row:
        text = " ".join(draft.text for draft in drafts[cell.first : cell.last])
        headers.extend([text] * cell.columns)
    return headers


def _row(
    row: list[Cell],
    drafts: list[Draft],
    headers: list[str],
    role_of_element: Callable[[int], str],
) -> Draft:
    text = ""
    spans: list[Span] = []
    column = 0
    for number, cell in enumerate(row):
        if number:
            text += "\t"
        start = len(text)
        inner: list[Span] = []
        for draft in drafts[cell.first : cell.last]:
            if len(text) > start:
                text += "\n"
            offset = len(text)
            text += draft.text
            inner.extend(moved(span, offset, len(text)) for span in draft.spans)
            role = role_of_element(draft.element)
            if role and draft.text:
                inner.append(make_span(offset, len(text), "named", role))
        header = headers[column] if column < len(headers) else ""
        kind = "th" if cell.header else ""
        spans.append(make_span(start, len(text), "cell", header, classes=kind))
        spans.extend(inner)
        column += cell.columns
    if not text.strip() and not any(span.type in ("image", "icon") for span in spans):
        return Draft("row", "", row[0].row_element)
    return Draft(
        "row", text, row[0].row_element, tuple(spans), header=all(cell.header for cell in row)
    )
