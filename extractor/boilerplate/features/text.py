"""How much text a block holds, and whether it is made of sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from extractor.records import Document

_SHORT = 60.0
_MARKS = re.compile(r"[。，！？；、]|[.,;!?:](?=\s|$|[\"'”’)])")


@dataclass(frozen=True, slots=True)
class TextColumns:
    """One value per block."""

    width: tuple[float, ...]
    """Columns the visible text takes: East Asian characters take two."""
    marks: tuple[bool, ...]
    """Whether it has punctuation marks of running text."""
    run: tuple[int, ...]
    """Plain text: lines in the unbroken run of short lines without punctuation; otherwise 0."""


def observe(document: Document) -> TextColumns:
    """Text columns of every block."""
    widths = observe_widths(document)
    marks = [has_marks(block.text) for block in document.blocks]
    plain = document.media_type == "text/plain"
    bare = [plain and not mark and size <= _SHORT for size, mark in zip(widths, marks, strict=True)]
    return TextColumns(widths, tuple(marks), tuple(_runs(bare)))


def observe_widths(document: Document) -> tuple[float, ...]:
    """The first of these columns alone."""
    texts = [block.text for block in document.blocks]
    return tuple([float(len(text)) if text.isascii() else width(text) for text in texts])


def has_marks(text: str) -> bool:
    """Whether a text has punctuation marks of running text."""
    return _MARKS.search(text) is not None


def _runs(flags: Sequence[bool]) -> list[int]:
    """For every flag the length of the run of set flags that it stands in."""
    lengths: list[int] = []
    for flag, group in groupby(flags):
        size = len(list(group))
        lengths.extend([size if flag else 0] * size)
    return lengths


def width(text: str) -> float:
    """Columns that `text` takes: East Asian characters, three bytes in UTF-8, take two."""
    if text.isascii():
        return float(len(text))
    return (len(text) + len(text.encode("utf-8", "surrogatepass"))) / 2
