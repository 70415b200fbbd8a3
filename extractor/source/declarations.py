"""What says in which encoding a page is: HTTP, meta, the XML declaration, a detector library."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.records import Source
from extractor.source.codec_table import codec_for

_HEAD = 16384
_XML_HEAD = 1024
_DETECTED = 2000
_LONGEST_LABEL = 40
_META = re.compile(rb"<meta\b[^<>]{1,1000}", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([^\s\"'/>;]{1,99})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\b[^<>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([^\"'<>]{1,99})")


@dataclass(frozen=True, slots=True)
class Declaration:
    """One claim about the encoding of a page."""

    label: str
    """As it is written."""
    codec: str | None
    """What it means; None for an unknown label."""
    by: str
    """`http`, `meta` or `xml`."""


def declarations(source: Source) -> tuple[Declaration, ...]:
    """All that the page and the caller declare, in the order in which they are believed."""
    found: list[Declaration] = []
    http = source.charset or _parameter(source.media_type or "")
    if http:
        found.append(_declaration(http, "http"))
    head = source.data[:_HEAD]
    if b"<!--" in head:
        head = _without_comments(head)
    for tag in _META.finditer(head):
        charset = _CHARSET.search(tag[0])
        if charset:
            found.append(_declaration(charset[1].decode("latin-1"), "meta"))
            break
    xml = _XML.match(source.data.removeprefix(b"\xef\xbb\xbf"), 0, _XML_HEAD)
    if xml:
        found.append(_declaration(xml[1].decode("latin-1"), "xml"))
    return tuple(found)


def _without_comments(head: bytes) -> bytes:
    """The markup without its comments; what is no whole comment stays."""
    pieces, done = [], 0
    while (start := head.find(b"<!--", done)) >= 0 and (end := head.find(b"-->", start + 4)) >= 0:
        pieces.append(head[done:start])
        done = end + 3
    return b"".join((*pieces, head[done:]))


def _declaration(label: str, by: str) -> Declaration:
    label = " ".join(label.strip("\"' ").split())[:_LONGEST_LABEL]
    return Declaration(label, codec_for(label) if label.isascii() else None, by)


def _parameter(media_type: str) -> str | None:
    """The charset of `text/html; charset=gbk`."""
    found = _CHARSET.search(media_type.encode("latin-1", "replace"))
    return found[1].decode("latin-1") if found else None


def detect(sample: bytes) -> str | None:
    """The codec that Beautiful Soup's EncodingDetector proposes for a sample of text.

    Behind it stands the detector library that is installed; None where it has no proposal.
    """
    # Imported here, as the import takes 0.1 s and few pages need it.
    from bs4.dammit import EncodingDetector

    detector = EncodingDetector(sample[:_DETECTED], is_html=True)
    label = next(iter(detector.encodings), None)
    if label is None or detector.chardet_encoding is None:
        return None
    return codec_for(label)
