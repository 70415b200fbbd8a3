"""What the builder keeps of elements that are open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractor.document.line import OpenSpan
from extractor.document.tables import Table
from extractor.records import Form


class Frame:
    """An open element whose inside is read; made for every such element of a page."""

    __slots__ = (
        "attributes",
        "cell_first",
        "counts",
        "depth",
        "element",
        "form",
        "is_block",
        "item",
        "language",
        "level",
        "ordinal",
        "parent",
        "span",
        "table",
        "tag",
    )

    attributes: Mapping[str, str]
    counts: dict[str, int] | None
    """Tag to the number of children so far; None before the first child."""
    element: int
    """Its number; -1 until a block needs it."""
    form: Form
    item: Item | None

    def __init__(
        self, tag: str, parent: Frame | None, ordinal: int, attributes: Mapping[str, str]
    ) -> None:
        self.tag = tag
        self.parent = parent
        self.ordinal = ordinal
        self.attributes = attributes
        self.counts = None
        self.element = -1
        self.is_block = False
        self.span: OpenSpan | None = None
        self.table: Table | None = None
        self.cell_first = 0
        """td, th: the number of its first draft."""
        if parent is None:
            self.depth = 0
            self.form, self.level, self.item, self.language = "paragraph", 0, None, ""
        else:
            self.depth = parent.depth + 1
            self.form = parent.form
            self.level = parent.level
            self.item = parent.item
            self.language = parent.language


@dataclass(slots=True)
class Item:
    """An open list item; its first block takes the marker."""

    level: int
    marker: str
    used: bool = False


@dataclass(slots=True)
class List:
    """An open list."""

    ordered: bool
    number: int


@dataclass(slots=True)
class Unread:
    """An open element whose inside gives no text."""

    tag: str
    attributes: Mapping[str, str]
    pieces: list[str] | None
    """Its text, where something may come of it; otherwise None."""
    frame: Frame | None = None
    """Its frame, where it has one."""
