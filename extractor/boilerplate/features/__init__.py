"""The families of features, each a file with `observe(document, …) -> columns`, over one page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from extractor.boilerplate.features import attributes, links, text, title, wording
from extractor.boilerplate.phrases import fold_head
from extractor.records import Document


@dataclass(frozen=True, slots=True)
class Wordings:
    """What a page's text says, whatever its markup."""

    text: text.TextColumns
    links: links.LinkColumns
    wording: wording.WordingColumns
    title: title.TitleColumns
    folded: tuple[str, ...]
    """What `fold_head` made of the texts."""
    prose: tuple[float, ...]
    """Columns of unlinked running text per block, 0 for a block that is none."""


@dataclass(frozen=True, slots=True)
class Features(Wordings):
    """All columns of a page."""

    attributes: attributes.AttributeColumns


def observe(document: Document) -> Features:
    """Every family once over the page."""
    return with_names(document, read_wordings(document))


def with_names(document: Document, seen: Wordings) -> Features:
    """The same with what the names of elements say."""
    sums = tuple(accumulate(seen.prose, initial=0.0))
    printed = seen.title.block
    heading = printed >= 0 and document.blocks[printed].form == "heading"
    return Features(
        seen.text,
        seen.links,
        seen.wording,
        seen.title,
        seen.folded,
        seen.prose,
        attributes.observe(document, sums, printed if heading else -1),
    )


def read_wordings(document: Document) -> Wordings:
    """Every family of the text once over the page."""
    texts = text.observe(document)
    link = links.observe(document)
    prose = tuple(
        [
            max(0.0, width - linked) if marks and linked <= 0.5 * width and width >= 30 else 0.0
            for width, linked, marks in zip(texts.width, link.width, texts.marks, strict=True)
        ]
    )
    folded = tuple([fold_head(block.text) if block.text else "" for block in document.blocks])
    return Wordings(
        texts,
        link,
        wording.release_inline(document, wording.observe(document, texts.width, folded), prose),
        title.observe(document, link.width, folded),
        folded,
        prose,
    )
