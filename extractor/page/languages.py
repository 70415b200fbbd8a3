"""The language of a page."""

from __future__ import annotations

import re

from extractor.papers.fields.abstracts import language_of
from extractor.records import Document, Partition

_SAMPLE = 8000
_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")
_DECIDED_BY_SCRIPT = frozenset(("zh", "ja", "ko", "ru"))
_SHARE = 0.2


def language_of_page(document: Document, partition: Partition, title: str | None) -> str | None:
    """ISO 639-1 code of the language that the page itself is written in.

    A Chinese page that quotes English papers is Chinese: a fifth of the words (a Han character
    counts as half a word), or the page's title, is enough. Among languages of Latin script the
    page's own declaration decides.
    """
    text = _sample(document, partition)
    if not text.strip():
        return None
    written = language_of(title) if title else None
    han, kana = len(_HAN.findall(text)), len(_KANA.findall(text))
    # A Japanese title may be written in Han characters alone; the text below it is not.
    east = "ja" if kana > han * 0.1 else "zh"
    if written in _DECIDED_BY_SCRIPT:
        return east if written == "zh" else written
    latin = len(_LATIN_WORD.findall(text))
    if (han + kana) / 2 >= _SHARE * (latin + (han + kana) / 2) and han + kana > 0:
        return east
    found = language_of(text)
    declared = (document.head.language or "").strip().casefold().replace("_", "-").split("-")[0]
    if found == "en" and re.fullmatch("[a-z]{2}", declared) and declared not in _DECIDED_BY_SCRIPT:
        return declared
    return found


def _sample(document: Document, partition: Partition) -> str:
    pieces: list[str] = []
    length = 0
    for index in partition.content or range(len(document.blocks)):
        pieces.append(document.blocks[index].text)
        length += len(pieces[-1])
        if length > _SAMPLE:
            break
    return " ".join(pieces)
