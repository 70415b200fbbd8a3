"""The families of features, each a file with `observe(document, …) -> columns`, over one page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from extractor.boilerplate.features import attributes, links, text, title, wording
from extractor.boilerplate.phrases import FoldedHeads
from extractor.records import Block, Document

_LEAST_PROSE = 30.0
"""Columns of text that may be running text."""


@dataclass(frozen=True, slots=True)
class Lines:
    """How much text the blocks hold, and which of them prints the title: what every page needs."""

    widths: tuple[float, ...]
    """Columns that the text of each block takes."""
    title: title.TitleColumns
    prose: tuple[float, ...]
    """Columns of unlinked running text per block, 0 for a block that is none."""


@dataclass(frozen=True, slots=True)
class Wordings(Lines):
    """The same with marks, links and the phrases of the boilerplate kinds."""

    folded: FoldedHeads
    text: text.TextColumns
    links: links.LinkColumns
    wording: wording.WordingColumns


@dataclass(frozen=True, slots=True)
class Features(Wordings):
    """All columns of a page."""

    attributes: attributes.AttributeColumns


def observe(document: Document) -> Features:
    """Every family once over the page."""
    return complete(document, read_lines(document))


def read_lines(document: Document) -> Lines:
    """What is cheap: links and marks are looked for where there is enough text for them."""
    widths = text.observe_widths(document)
    prose = [
        _prose(block, width) if width >= _LEAST_PROSE else 0.0
        for block, width in zip(document.blocks, widths, strict=True)
    ]
    return Lines(widths, title.observe(document), tuple(prose))


def _prose(block: Block, width: float) -> float:
    linked = links.of_block(block)[1] if block.spans else 0.0
    return width - linked if linked <= 0.5 * width and text.has_marks(block.text) else 0.0


def complete(document: Document, seen: Lines) -> Features:
    """All families, where the cheap ones are there already."""
    if isinstance(seen, Features):
        return seen
    sums = tuple(accumulate(seen.prose, initial=0.0))
    printed = seen.title.block
    heading = printed >= 0 and document.blocks[printed].form == "heading"
    folded = FoldedHeads(document.blocks)
    words = wording.observe(document, seen.widths, folded)
    return Features(
        seen.widths,
        seen.title,
        seen.prose,
        folded,
        text.observe(document),
        links.observe(document),
        wording.release_inline(document, words, seen.prose),
        attributes.observe(document, sums, printed if heading else -1),
    )
