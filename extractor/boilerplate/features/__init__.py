"""The families of features, each a file with `observe(document, …) -> columns`, over one page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from extractor.boilerplate.features import attributes, links, text, title, wording
from extractor.boilerplate.phrases import fold_head
from extractor.records import Document


@dataclass(frozen=True, slots=True)
class Features:
    """All columns of a page."""

    text: text.TextColumns
    links: links.LinkColumns
    wording: wording.WordingColumns
    attributes: attributes.AttributeColumns
    title: title.TitleColumns
    folded: tuple[str, ...]
    """What `fold_head` made of the texts."""
    prose: tuple[float, ...]
    """Columns of unlinked running text per block, 0 for a block that is none."""


def observe(document: Document) -> Features:
    """Every family once over the page."""
    texts = text.observe(document)
    link = links.observe(document)
    prose = tuple(
        [
            max(0.0, width - linked) if marks and linked <= 0.5 * width and width >= 30 else 0.0
            for width, linked, marks in zip(texts.width, link.width, texts.marks, strict=True)
        ]
    )
    folded = tuple([fold_head(block.text) if block.text else "" for block in document.blocks])
    sums = tuple(accumulate(prose, initial=0.0))
    printed = title.observe(document, link.width, folded)
    heading = printed.block >= 0 and document.blocks[printed.block].form == "heading"
    return Features(
        texts,
        link,
        wording.release_inline(document, wording.observe(document, texts.width, folded), prose),
        attributes.observe(document, sums, printed.block if heading else -1),
        printed,
        folded,
        prose,
    )
