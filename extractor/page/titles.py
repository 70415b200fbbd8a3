"""The page's title without the site's name."""

from __future__ import annotations

import re
from collections import Counter

from extractor import lexicon
from extractor.records import Block, Document, Partition

_SEPARATOR = re.compile(r"\s*[|｜_–—»«·]+\s*|\s+[-:/]+\s+|\s*-\s*(?=[^-]*$)")
_LABELLED = re.compile(r"[^\s:：]{1,8}\s?[:：]")
_MAX_TITLE = 200
_FIRST_LINES = 25


def read_title(
    document: Document, partition: Partition, embedded: str | None, site: str | None
) -> str | None:
    """The title as printed, where the page prints what its head says; else the head's, cut."""
    raw = embedded or document.head.title
    headings = _headings(document)
    if raw:
        shown = _heading_in(raw, headings)
        return shown or _without_site(raw, site)
    content = frozenset(partition.content)
    for heading in headings:
        if heading.index in content and heading.level == 1:
            return heading.text
    return _first_line(document, content)


def _headings(document: Document) -> list[Block]:
    return [
        block
        for block in document.blocks
        if block.form == "heading" and 1 < len(block.text) <= _MAX_TITLE
    ]


def _heading_in(raw: str, headings: list[Block]) -> str | None:
    """The longest heading that the head's title contains, unless it is only the site's part."""
    folded = lexicon.fold(raw)
    inside = [block for block in headings if lexicon.fold(block.text) in folded]
    best = max(inside, key=lambda block: len(block.text), default=None)
    if best is None or len(best.text) * 3 < len(_SEPARATOR.split(raw)[0]):
        return None
    return best.text


def _without_site(raw: str, site: str | None) -> str:
    parts = [part for part in _SEPARATOR.split(raw) if part.strip()]
    if len(parts) < 2:
        return raw.strip()
    if site:
        name = lexicon.fold(site)
        for cut in (lexicon.fold(parts[-1]), lexicon.fold(parts[0])):
            if cut and (cut in name or name in cut):
                kept = parts[:-1] if cut == lexicon.fold(parts[-1]) else parts[1:]
                start = raw.find(kept[0])
                return raw[start : raw.rfind(kept[-1]) + len(kept[-1])].strip()
    return raw.strip()


def site_of(title: str | None, document: Document) -> str | None:
    """The site's name at the end of the head's title, where the page prints it elsewhere too."""
    if not title:
        return None
    parts = [part.strip() for part in _SEPARATOR.split(title) if part.strip()]
    if len(parts) < 2:
        return None
    last = lexicon.fold(parts[-1])
    if not 1 < len(last) <= 30:
        return None
    shown = sum(last in lexicon.fold(block.text) for block in document.blocks if len(block.text) <= 120)
    return parts[-1] if shown else None


def _first_line(document: Document, content: frozenset[int]) -> str | None:
    """Plain text: a short line near the top that comes twice, else the first short one that is
    content and no label or byline."""
    lines = [block for block in document.blocks[:_FIRST_LINES] if 3 < len(block.text) <= 100]
    counts = Counter(block.text for block in document.blocks if len(block.text) <= 100)
    for block in lines:
        if counts[block.text] > 1 and block.form != "item":
            return block.text
    for block in lines:
        text = block.text
        plain = text[-1] not in "。.，,：:" and not _LABELLED.match(text)
        if plain and block.index in content and block.form != "item":
            return text
    return None
