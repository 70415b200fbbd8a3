"""Decoded text to a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from extractor.document.addresses import is_web
from extractor.document.builder import Builder
from extractor.document.kept_text import (
    Kept,
    is_far_more,
    kept_in_descriptions,
    kept_in_noscript,
    kept_in_strings,
    shows_little,
    with_noscript,
)
from extractor.document.markup import visible_length
from extractor.document.outline import read_outline
from extractor.document.parse import read_events
from extractor.document.plain_text import read_plain_text
from extractor.options import Options
from extractor.records import Block, Decoded, Document


def build_document(
    decoded: Decoded,
    url: str | None = None,
    options: Options | None = None,
    *,
    for_content: bool = False,
) -> Document:
    """The page as blocks. `url` is its address where the caller knows it; `options` limit it.

    `for_content=True` leaves out what only papers and page info need and what costs a quarter of
    the time: `outline`, `contents` and `head.items` (microdata and RDFa) are empty, and addresses
    are as the page prints them. Blocks, elements and everything else are the same.

    The outline is read last, since it needs the blocks.
    """
    if decoded.media_type == "text/plain":
        document = read_plain_text(decoded, url, options)
    else:
        document = _read_html(decoded, url, options, for_content=for_content)
    if for_content:
        return document
    outline, contents = read_outline(document)
    return replace(document, outline=outline, contents=contents)


def _read_html(
    decoded: Decoded, url: str | None, options: Options | None, *, for_content: bool
) -> Document:
    read = partial(read_events, url=url, options=options, for_content=for_content)
    builder, warnings = read(decoded.text if decoded.utf8 is None else decoded.utf8)
    document = _document(builder, decoded, url, warnings)
    if shows_little(document.blocks):
        shown = _length(document.blocks)
        for other in _other_readings(builder, document, decoded, read):
            if is_far_more(_length(other.blocks) - shown, shown):
                return other
    return document


def _other_readings(
    builder: Builder,
    document: Document,
    decoded: Decoded,
    read: Callable[..., tuple[Builder, tuple[str, ...]]],
) -> Iterator[Document]:
    """The page with text that its scripts would show, by its likeliest places first."""
    shown = _length(document.blocks)
    most = max(builder.hidden, default=0)
    if is_far_more(most, shown):
        hidden = frozenset((builder.hidden.index(most),))
        again, warnings = read(decoded.text, shown=hidden)
        yield _document(again, decoded, document.url, (*warnings, _said("a hidden element")))
    if is_far_more(kept_in_noscript(decoded.text), shown):
        again, warnings = read(with_noscript(decoded.text))
        yield _document(again, decoded, document.url, (*warnings, _said("its noscript")))
    for kept in (kept_in_strings(decoded.text), kept_in_descriptions(document.head.meta)):
        if kept is not None:
            again, warnings = read(_with(decoded.text, kept))
            yield _document(again, decoded, document.url, (*warnings, _said(kept.source)))


def _with(markup: str, kept: Kept) -> str:
    return f'{markup}<article itemprop="articleBody">{kept.markup}</article>'


def _said(source: str) -> str:
    return f"the page shows next to no text without its scripts; it was read from {source}"


def _length(blocks: tuple[Block, ...]) -> int:
    return sum(visible_length(block.text) for block in blocks)


def _document(
    builder: Builder, decoded: Decoded, url: str | None, warnings: tuple[str, ...]
) -> Document:
    blocks, elements = builder.finish()
    head = builder.head.finish()
    stated = [link for relation, link in head.links if relation == "canonical"]
    stated.append(head.get("og:url") or "")
    own = url or next(filter(is_web, stated), None)
    return Document(blocks, elements, head, decoded.media_type, own, warnings=warnings)
