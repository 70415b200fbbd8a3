"""Decoded text to a document."""

from __future__ import annotations

from dataclasses import replace

from extractor.document.addresses import is_web
from extractor.document.outline import read_outline
from extractor.document.parse import read_events
from extractor.document.plain_text import read_plain_text
from extractor.records import Decoded, Document


def build_document(
    decoded: Decoded, url: str | None = None, *, for_content: bool = False
) -> Document:
    """The page as blocks. `url` is its address where the caller knows it.

    `for_content=True` leaves out what only papers and page info need and what costs a quarter of
    the time: `outline`, `contents` and `head.items` (microdata and RDFa) are empty, and addresses
    are as the page prints them. Blocks, elements and everything else are the same.

    The outline is read last, since it needs the blocks.
    """
    if decoded.media_type == "text/plain":
        document = read_plain_text(decoded, url)
    else:
        document = _read_html(decoded, url, for_content=for_content)
    if for_content:
        return document
    outline, contents = read_outline(document)
    return replace(document, outline=outline, contents=contents)


def _read_html(decoded: Decoded, url: str | None, *, for_content: bool) -> Document:
    builder, warnings = read_events(decoded.text, url, for_content=for_content)
    blocks, elements = builder.finish()
    head = builder.head.finish()
    stated = [link for relation, link in head.links if relation == "canonical"]
    stated.append(head.get("og:url") or "")
    own = url or next(filter(is_web, stated), None)
    return Document(blocks, elements, head, decoded.media_type, own, warnings=warnings)
