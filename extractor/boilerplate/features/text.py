"""How much text a block holds, and whether it is made of sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.records import Document

_MARKS = re.compile(r"[。，！？；、]|[.,;!?:](?=\s|$|[\"'”’)])")


@dataclass(frozen=True, slots=True)
class TextColumns:
    """One value per block."""

    width: tuple[float, ...]
    """Columns the visible text takes: East Asian characters take two."""
    marks: tuple[int, ...]
    """Punctuation marks of running text."""


def observe(document: Document) -> TextColumns:
    """Text columns of every block."""
    texts = [block.text for block in document.blocks]
    return TextColumns(
        tuple([width(text) for text in texts]),
        tuple([len(_MARKS.findall(text)) for text in texts]),
    )


def width(text: str) -> float:
    """Columns that `text` takes: East Asian characters, three bytes in UTF-8, take two."""
    if text.isascii():
        return float(len(text))
    return (len(text) + len(text.encode("utf-8", "surrogatepass"))) / 2
