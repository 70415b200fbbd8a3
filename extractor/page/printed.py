"""What the page prints about itself: '编辑:…', '发布时间：…', 'Posted on …', '本文链接：…'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractor import lexicon
from extractor.papers.fields.dates import find_dates
from extractor.records import Block, Document, Partition

_MAX_BYLINE = 200
_SHORT = 60
_FULL_DATE = 10
_BEFORE = 40
"""Blocks from the page's top in which a byline is looked for without `<time>`."""
_VALUE = re.compile(
    r"\s*[:：]?\s*([^\s|｜·/，,;；:：]{1,40}"
    r"(?:(?<=[A-Za-z.]) [A-Z][^\s|｜·/，,;；:：\d]{0,30}){0,3})"
)
_URL = re.compile(r"https?://[^\s<>\"'，。；、！？）】》」\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Printed:
    """The page's own metadata as printed."""

    author: str | None = None
    date: str | None = None
    url: str | None = None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = lexicon.load("extractor.page.data", "printed.toml")
    patterns = {}
    for name in ("author", "date", "address"):
        words = data[name]
        ordered = sorted(words, key=len, reverse=True)
        alternatives = "|".join(map(re.escape, ordered))
        patterns[name] = re.compile(
            rf"(?:^|[\s|｜·•(（【/])(?:{alternatives})(?=[\s:：\d])", re.IGNORECASE
        )
    return patterns


def read_printed(document: Document, partition: Partition, entered: frozenset[int]) -> Printed:
    """Author and date from short lines near the top, the address from any line that states it.

    `entered` are the blocks of entries, whose authors and dates are not the page's.
    """
    bylines = [line for line in _bylines(document, partition) if line.index not in entered]
    return Printed(_author(bylines), _date(document, bylines), _address(document))


def _bylines(document: Document, partition: Partition) -> Iterator[Block]:
    """Short lines up to the first long text of the content, and those right behind the title."""
    content = frozenset(partition.content)
    seen = 0
    for block in document.blocks:
        if len(block.text) > _MAX_BYLINE:
            if block.index in content:
                seen += 1
            if seen > 1:
                return
        elif block.text and block.form != "heading":
            yield block


def _author(bylines: list[Block]) -> str | None:
    pattern = _patterns()["author"]
    for block in bylines[: _BEFORE * 3]:
        match = pattern.search(block.text)
        if match is None or not re.match(r"\s*[:：]", block.text[match.end() :]):
            continue
        value = _VALUE.match(block.text, match.end())
        if value and not value.group(1).isdigit():
            return value.group(1).strip()
    return None


def _date(document: Document, bylines: list[Block]) -> str | None:
    pattern = _patterns()["date"]
    shown = {index for _, index in document.head.times}
    for block in bylines:
        dates = find_dates(block.text)
        if dates and block.index in shown and len(block.text) < 60:
            return dates[0].value
    for block in bylines:
        match = pattern.search(block.text)
        if match:
            behind = [found for found in find_dates(block.text) if found.start >= match.end()]
            if behind and behind[0].start - match.end() < 8:
                return behind[0].value
    for block in bylines[: _BEFORE * 3]:
        dates = find_dates(block.text)
        # A byline: a short line with a full date.
        if dates and len(dates[0].value) == _FULL_DATE and len(block.text) <= _SHORT:
            return dates[0].value
    return None


def _address(document: Document) -> str | None:
    pattern = _patterns()["address"]
    for block in document.blocks:
        if len(block.text) > 400 or "://" not in block.text:
            continue
        match = pattern.search(block.text)
        if match:
            found = _URL.search(block.text, match.end())
            if found and found.start() - match.end() < 8:
                return found.group().rstrip(".,;!?)")
    return None
