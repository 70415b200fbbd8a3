"""The language of a page."""

from __future__ import annotations

from extractor.papers.fields.abstracts import language_of
from extractor.records import Document, Partition

_SAMPLE = 6000
_LATIN = "en"


def language_of_page(document: Document, partition: Partition) -> str | None:
    """ISO 639-1 code: by script where that tells; among Latin scripts what the page declares."""
    pieces: list[str] = []
    length = 0
    for index in partition.content or range(len(document.blocks)):
        pieces.append(document.blocks[index].text)
        length += len(pieces[-1])
        if length > _SAMPLE:
            break
    text = " ".join(pieces)
    if not text.strip():
        return None
    found = language_of(text)
    declared = (document.head.language or "").strip().casefold().replace("_", "-").split("-")[0]
    if found in (None, _LATIN) and len(declared) == 2 and declared.isascii() and declared.isalpha():
        return declared if declared not in ("zh", "ja", "ko", "ru") else found
    return found
