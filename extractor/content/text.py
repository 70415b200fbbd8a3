"""Content as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.content.structure import Structure
from extractor.records import Block, Document

_INDENT = "  "


def render_text(document: Document, blocks: Sequence[int]) -> str:
    """The text of these blocks of `document`, in the order given.

    An empty line parts blocks; one newline parts the lines of a paragraph, the items of a list and
    the rows of a table; a tab parts the cells of a row. Items keep their markers, formulas are
    their LaTeX source, images have no text.
    """
    structure = Structure(document)
    parts: list[str] = []
    before: Block | None = None
    for number in blocks:
        block = document.blocks[number]
        line = _line(block)
        if not line.strip():
            continue
        if before is not None:
            parts.append("\n" if _stand_together(structure, before, block) else "\n\n")
        parts.append(line)
        before = block
    return "".join(parts)


def _line(block: Block) -> str:
    if block.form == "preformatted":
        return block.text.strip("\n")
    if block.form == "row":
        return block.text.replace("\n", " ")
    if block.form == "item" and block.text.strip():
        marker = f"{block.marker} " if block.marker else ""
        return f"{_INDENT * (max(1, block.level) - 1)}{marker}{block.text}"
    return block.text


def _stand_together(structure: Structure, first: Block, second: Block) -> bool:
    if structure.same_list(first, second) or structure.same_table(first, second):
        return True
    if (first.form, second.form) in {("term", "definition"), ("option", "option")}:
        return structure.same_parent(first, second)
    return structure.adjoins(first, second)
