"""How much of a block is link text."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.boilerplate.features.text import width
from extractor.records import Block, Document

_ADDRESS = ("http://", "https://", "www.")


@dataclass(frozen=True, slots=True)
class LinkColumns:
    """One value per block."""

    count: tuple[int, ...]
    width: tuple[float, ...]
    """Columns that link text takes."""


def observe(document: Document) -> LinkColumns:
    """Link columns of every block.

    Links within the page (`#…`) do not count; a printed address counts as text.
    """
    counts: list[int] = []
    widths: list[float] = []
    for block in document.blocks:
        count, total = of_block(block)
        counts.append(count)
        widths.append(total)
    return LinkColumns(tuple(counts), tuple(widths))


def of_block(block: Block) -> tuple[int, float]:
    """Links of one block, and the columns that they take."""
    count, end, total = 0, 0, 0.0
    for span in block.spans:
        if span.type == "link" and span.end > end and not span.value.startswith("#"):
            text = block.text[max(span.start, end) : span.end]
            if not text.startswith(_ADDRESS):
                total += width(text)
            end = span.end
            count += 1
    return count, total
