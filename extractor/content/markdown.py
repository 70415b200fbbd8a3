"""Content as Markdown: CommonMark with GitHub's tables, math between dollars."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractor.content.escape import escape_line_start
from extractor.content.inline import render_inline
from extractor.content.structure import Container, Structure
from extractor.deadline import check_time
from extractor.records import Block, Document, Span

_ORDERED = re.compile(r"(\d{1,9})[.)]")
_BULLETS = frozenset({"", "-", "*", "+", "•", "·", "●", "▪", "–", "—"})
_LANGUAGE = re.compile(r"[\w+#.-]+")
_FENCE = re.compile(r"`{3,}")
_CLOSING_HASHES = re.compile(r"(?:^|(?<=[ \t]))(#+[ \t]*)$")
_HARD_BREAK = "  "
_IN_PARAGRAPHS = frozenset({"paragraph", "item", "caption", "term", "definition", "option"})


@dataclass(slots=True)
class _Piece:
    """Blocks that are written as one: the lines of a paragraph, the rows of a table."""

    containers: tuple[Container, ...]
    blocks: list[Block] = field(default_factory=list)

    @property
    def form(self) -> str:
        return self.blocks[0].form


def render_markdown(document: Document, blocks: Sequence[int]) -> str:
    """These blocks of `document` as Markdown, in the order given. Every text appears once."""
    structure = Structure(document)
    writer = _Writer()
    for piece in _pieces(structure, [document.blocks[number] for number in blocks]):
        check_time()
        lines = _lines(piece)
        if lines:
            writer.write(piece, lines)
    return "\n".join(writer.lines)


# ---------------------------------------------------------------------- pieces


def _pieces(structure: Structure, blocks: Sequence[Block]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for block, containers in zip(blocks, structure.containers(blocks), strict=True):
        before = pieces[-1] if pieces else None
        if before is None or not _continues(structure, before, block, containers):
            before = _Piece(containers)
            pieces.append(before)
        before.blocks.append(block)
    return pieces


def _continues(
    structure: Structure, piece: _Piece, block: Block, containers: tuple[Container, ...]
) -> bool:
    last = piece.blocks[-1]
    if piece.containers != containers:
        return False
    if structure.same_table(last, block):
        return True
    if last.form not in _IN_PARAGRAPHS or block.form not in _IN_PARAGRAPHS or block.form == "item":
        return False
    if (last.form, block.form) in {("term", "definition"), ("option", "option")}:
        return structure.same_parent(last, block)
    return structure.adjoins(last, block)


def _lines(piece: _Piece) -> list[str]:
    block = piece.blocks[0]
    if block.form == "preformatted":
        return _code(block)
    if block.form == "row":
        return _table(piece.blocks)
    if block.form == "heading":
        return _heading(block)
    return _paragraph(piece.blocks)


def _heading(block: Block) -> list[str]:
    text = render_inline(block.text, block.spans).strip()
    text = _CLOSING_HASHES.sub(r"\\\1", text)
    return [f"{'#' * min(max(block.level, 1), 6)} {text}"] if text else []


def _paragraph(blocks: Sequence[Block]) -> list[str]:
    alone = len(blocks) == 1
    lines = []
    for block in blocks:
        text = render_inline(block.text, block.spans, alone=alone, strong=block.form == "term")
        text = text.strip()
        if text:
            lines.append(_own_marker(block) + escape_line_start(text))
    return [*(line + _HARD_BREAK for line in lines[:-1]), *lines[-1:]]


def _own_marker(block: Block) -> str:
    """The marker of an item where Markdown has none like it, such as `(a)`."""
    if block.form != "item" or block.marker in _BULLETS or _ORDERED.fullmatch(block.marker):
        return ""
    return escape_line_start(render_inline(block.marker, (), alone=False)) + " "


def _code(block: Block) -> list[str]:
    text = block.text.strip("\n")
    if not text.strip():
        return []
    fence = "`" * max([3, *(len(run) + 1 for run in _FENCE.findall(text))])
    language = block.marker if _LANGUAGE.fullmatch(block.marker) else ""
    return [fence + language, *text.split("\n"), fence]


# ---------------------------------------------------------------------- tables


def _table(rows: Sequence[Block]) -> list[str]:
    cells = [_cells(row) for row in rows]
    width = max(len(row) for row in cells)
    head = cells.pop(0) if rows[0].header else []
    # Only the head needs all cells; in a table of one wide row among many others they would add up.
    least = width if width * len(rows) <= _MOST_CELLS else 0
    return [
        _row(_padded(head, width)),
        _row(["---"] * width),
        *(_row(_padded(row, least)) for row in cells),
    ]


_MOST_CELLS = 1_000_000


def _padded(row: list[str], width: int) -> list[str]:
    return row + [""] * (width - len(row))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(row: Block) -> list[str]:
    spans = [span for span in row.spans if span.type == "cell"]
    edges = [(span.start, span.end) for span in spans] or [(0, len(row.text))]
    inline = [span for span in row.spans if span.type != "cell"]
    by_start = sorted(range(len(inline)), key=lambda number: inline[number].start)
    starts = [inline[number].start for number in by_start]
    cells = []
    for start, end in edges:
        numbers = by_start[bisect_left(starts, start) : bisect_right(starts, end)]
        inside = [_moved(inline[number], start, end) for number in sorted(numbers)]
        text = render_inline(row.text[start:end], inside, newline="<br>")
        cells.append(text.strip().replace("|", "\\|"))
    return cells


def _moved(span: Span, start: int, end: int) -> Span:
    return replace(span, start=span.start - start, end=min(span.end, end) - start)


# ---------------------------------------------------------------------- containers


@dataclass(frozen=True, slots=True)
class _Open:
    """A container whose first line is written."""

    container: Container
    marker: str
    indent: str


class _Writer:
    """Puts quotation marks, list markers and indentation before lines."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._open: list[_Open] = []
        self._last: _Piece | None = None

    def write(self, piece: _Piece, lines: Sequence[str]) -> None:
        """Adds one piece, parted from what is before it."""
        held = self._held(piece)
        new = piece.containers[held:]
        siblings = self._open[held : held + 1]
        opened = [_opened(new[0], siblings)] if new else []
        opened += [_opened(container, []) for container in new[1:]]
        outer = "".join(each.indent for each in self._open[:held])
        if self._last is not None and not self._is_tight(held, opened):
            self.lines.append(outer.rstrip())
        self._open = [*self._open[:held], *opened]
        first = outer + "".join(each.marker for each in opened)
        rest = outer + "".join(each.indent for each in opened)
        for number, line in enumerate(lines):
            prefix = first if number == 0 else rest
            self.lines.append(prefix + line if line else prefix.rstrip())
        self._last = piece

    def _held(self, piece: _Piece) -> int:
        """How many of the open containers the piece stands in."""
        held = 0
        for each, container in zip(self._open, piece.containers, strict=False):
            if each.container != container:
                break
            held += 1
        return held

    def _is_tight(self, held: int, opened: Sequence[_Open]) -> bool:
        """Whether what opens is the next item of a list whose items have no empty line between."""
        last = self._last
        if last is None or last.form not in _IN_PARAGRAPHS or not opened:
            return False
        container = opened[0].container
        if container.kind != "item":
            return False
        if held < len(self._open):
            sibling = self._open[held].container
            return sibling.kind == "item" and sibling.group == container.group
        interrupts = opened[0].marker in ("- ", "* ", "1. ", "1) ")
        return bool(held) and self._open[-1].container.kind == "item" and interrupts


def _opened(container: Container, siblings: Sequence[_Open]) -> _Open:
    """The container with its marker; a list right after another list gets the other marker."""
    if container.kind == "quote":
        return _Open(container, "> ", "> ")
    other = False
    if siblings and siblings[0].container.kind == "item":
        before_is_other = siblings[0].marker[-2] in "*)"
        same_list = siblings[0].container.group == container.group
        other = before_is_other if same_list else not before_is_other
    number = _ORDERED.fullmatch(container.marker)
    bullet, end = ("* ", ") ") if other else ("- ", ". ")
    marker = number.group(1) + end if number else bullet
    return _Open(container, marker, " " * len(marker))
