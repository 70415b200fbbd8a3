"""readability-lxml, the port of arc90's Readability."""

from __future__ import annotations

from lxml.html import document_fromstring

from extractor.boilerplate.peer import Peer


def _read(html: str) -> str:
    import readability

    summary = readability.Document(html).summary()
    if not summary.strip():
        return ""
    return " ".join(str(text) for text in document_fromstring(summary).itertext())


PEER = Peer("readability", _read, "readability-lxml")
