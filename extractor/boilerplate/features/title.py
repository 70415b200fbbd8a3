"""How a block relates to the page's title."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from extractor import lexicon
from extractor.boilerplate.features import links
from extractor.boilerplate.phrases import matcher
from extractor.joined import BORDER, changed
from extractor.records import Block, Document

_LETTERS = re.compile(r"[^\W_]+")
_NO_LETTERS = MappingProxyType({code: None for code in range(1, 128) if not chr(code).isalnum()})
"""Takes out of ASCII text what _LETTERS does not match, but for BORDER."""
_NO_LETTER = re.compile(rf"[^\w{BORDER}]+|_+")
"""The same for any text."""
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SEPARATOR = re.compile(r"\s[-|–—_:·»]\s|[|_]|-{1,2}(?=\S{1,60}$)")
_TITLE_LIMIT = 300
_MAX_PARTS = 10
_TOP = 12
_SHORTEST, _LINE, _SENTENCE = 4, 100, 25
_MENUS = frozenset({"nav", "login", "share", "ad"})
_NO_TITLE = re.compile(r"[|｜>\u203a\u00bb:：]|[。.!！，,;；]$|^\W|^\d{1,2}[.、\s]")


@dataclass(frozen=True, slots=True)
class TitleColumns:
    """Per page and per block."""

    block: int
    """The block that prints the page's title, -1 when none does."""
    repeats: frozenset[int]
    """Other blocks that print it again."""
    words: frozenset[str]
    """Words of the title; pairs of characters for East Asian text."""


def observe(document: Document) -> TitleColumns:
    """Finds the printed title: a heading or short unlinked line that `<title>` also has."""
    if document.media_type == "text/plain":
        line = _title_line(document)
        text = document.blocks[line].text if line >= 0 else ""
        return TitleColumns(line, frozenset(), words(lexicon.fold(text)))
    head = document.head.title or document.head.get("og:title") or ""
    whole = _key(head[:_TITLE_LIMIT])
    parts = _stretches(head[:_TITLE_LIMIT]) | _stretches(document.head.get("og:title") or "")
    printed: list[tuple[float, int]] = []
    for block, key in _keyed(document) if whole else ():
        value = _fit(block, key, whole, parts)
        if value > 0:
            # A linked heading is the site's name rather than the page's title.
            cost = 0.6 if block.form == "heading" else 2.0
            linked = links.of_block(block)[1] > 0
            printed.append((value - cost * linked, block.index))
    good = [(value, index) for value, index in printed if value > 0]
    first = max(good, key=lambda pair: (pair[0], -pair[1]))[1] if good else _lone_heading(document)
    text = document.blocks[first].text if first >= 0 else head
    repeats = frozenset(index for value, index in printed if index != first and value > 1.4)
    return TitleColumns(first, repeats, words(lexicon.fold(text or head)))


def _title_line(document: Document) -> int:
    """Plain text: a short line near the top that comes twice, else the first that is no menu,
    label or sentence; -1 where there is none before the text."""
    counts = Counter(block.text for block in document.blocks if len(block.text) <= _LINE)
    first = -1
    for block in document.blocks[:_TOP]:
        text = block.text
        if len(text) > _LINE or (len(text) > _SENTENCE and text[-1] in "\u3002.!?"):
            break
        if not _SHORTEST <= len(text) <= _LINE or _NO_TITLE.search(text) or _is_menu(text):
            continue
        if counts[text] > 1:
            return block.index
        first = block.index if first < 0 else first
    return first


def _is_menu(line: str) -> bool:
    """Whether a line of plain text is a menu, a link to sign in and the like."""
    return any(
        match.phrase.scope == "whole" and match.phrase.kind in _MENUS
        for _, match in matcher().opening(lexicon.fold(line))
    )


def _stretches(title: str) -> set[str]:
    """Keys of every run of whole parts of a title: a separator may belong to it."""
    parts = [_key(part) for part in _SEPARATOR.split(title[:_TITLE_LIMIT])][:_MAX_PARTS]
    return {
        "".join(parts[start:end])
        for start in range(len(parts))
        for end in range(start + 1, len(parts) + 1)
    } - {""}


def words(folded: str) -> frozenset[str]:
    """Words of more than two letters; pairs of neighbouring East Asian characters."""
    found: set[str] = set()
    for run in _LETTERS.findall(folded):
        if _EAST_ASIAN.search(run):
            found.update(run[start : start + 2] for start in range(len(run) - 1))
        elif len(run) > 2:
            found.add(run)
    return frozenset(found)


def _keyed(document: Document) -> Iterator[tuple[Block, str]]:
    """The blocks that can be a title, with their keys."""
    short = [
        block
        for block in document.blocks
        if 0 < len(block.text) <= _TITLE_LIMIT and block.form != "option"
    ]
    plain = [block for block in short if block.text.isascii()]
    others = [block for block in short if not block.text.isascii()]
    for blocks, key in ((plain, _plain_key), (others, _folded_key)):
        yield from zip(blocks, changed([block.text for block in blocks], key), strict=True)


def _plain_key(text: str) -> str:
    return text.lower().translate(_NO_LETTERS)


def _folded_key(text: str) -> str:
    # Most of what is taken out are spaces, and a pattern takes them out one by one.
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", text).casefold().replace(" ", ""))


def _fit(block: Block, key: str, whole: str, parts: set[str]) -> float:
    heading = block.form == "heading"
    if len(key) < 2:
        return 0.0
    if key in parts or key == whole:
        share = len(key) / len(whole)
        return 1.0 + share + (1.2 - block.level / 10 if heading else 0.0)
    if len(key) >= 8 and (key in whole or whole in key) and len(key) < 2 * len(whole):
        share = min(len(key), len(whole)) / max(len(key), len(whole))
        return share * (2.0 if heading else 0.8)
    return 0.0


def _lone_heading(document: Document) -> int:
    tops = [
        block.index for block in document.blocks if block.form == "heading" and block.level == 1
    ]
    return tops[0] if len(tops) == 1 else -1


def _key(text: str) -> str:
    return "".join(_LETTERS.findall(lexicon.fold(text)))
