"""The families of features, each a file with `observe(document, …) -> columns`, over one page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from extractor.boilerplate.features import attributes, links, text, title, wording
from extractor.boilerplate.phrases import FoldedHeads
from extractor.records import Document


@dataclass(frozen=True, slots=True)
class Lines:
    """How much text the blocks hold, and which of them prints the title."""

    text: text.TextColumns
    links: links.LinkColumns
    title: title.TitleColumns
    folded: FoldedHeads
    prose: tuple[float, ...]
    """Columns of unlinked running text per block, 0 for a block that is none."""


@dataclass(frozen=True, slots=True)
class Wordings(Lines):
    """The same with the phrases of the boilerplate kinds."""

    wording: wording.WordingColumns


@dataclass(frozen=True, slots=True)
class Features(Wordings):
    """All columns of a page."""

    attributes: attributes.AttributeColumns


def observe(document: Document) -> Features:
    """Every family once over the page."""
    return complete(document, read_lines(document))


def read_lines(document: Document) -> Lines:
    """The families that are cheap."""
    texts = text.observe(document)
    link = links.observe(document)
    prose = tuple(
        [
            max(0.0, width - linked) if marks and linked <= 0.5 * width and width >= 30 else 0.0
            for width, linked, marks in zip(texts.width, link.width, texts.marks, strict=True)
        ]
    )
    folded = FoldedHeads(document.blocks)
    return Lines(texts, link, title.observe(document, link.width, folded), folded, prose)


def complete(document: Document, seen: Lines) -> Features:
    """All families, where the cheap ones are there already."""
    if isinstance(seen, Features):
        return seen
    sums = tuple(accumulate(seen.prose, initial=0.0))
    printed = seen.title.block
    heading = printed >= 0 and document.blocks[printed].form == "heading"
    words = wording.observe(document, seen.text.width, seen.folded)
    return Features(
        seen.text,
        seen.links,
        seen.title,
        seen.folded,
        seen.prose,
        wording.release_inline(document, words, seen.prose),
        attributes.observe(document, sums, printed if heading else -1),
    )
