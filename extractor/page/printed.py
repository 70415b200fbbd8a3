"""What the page prints about itself: '编辑:…', '发布时间：…', 'Posted on …', '本文链接：…'."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractor import lexicon
from extractor.papers.fields.dates import find_dates
from extractor.records import Block, Document, Judgement, Partition

_MAX_BYLINE = 200
_SHORT = 60
_MONTH, _FULL_DATE = 7, 10
"""Characters of a date with its month, and with its day."""
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
    for name in ("author", "own", "date", "updated", "other", "address"):
        words = data[name]
        ordered = sorted(words, key=len, reverse=True)
        alternatives = "|".join(map(re.escape, ordered))
        patterns[name] = re.compile(
            rf"(?:^|[\s|｜·•(（【/])(?:{alternatives})(?=[\s:：\d]|$)", re.IGNORECASE
        )
    return patterns


@cache
def byline_words() -> re.Pattern[str]:
    """Words in front of who wrote a page, and when: '作者', 'Posted on', '来源'."""
    data = lexicon.load("extractor.page.data", "printed.toml")
    words = sorted((*data["author"], *data["date"], *data["updated"], *data["source"]), key=len)
    alternatives = "|".join(map(re.escape, reversed(words)))
    return re.compile(rf"(?:^|[\s|｜·•(（【/])(?:{alternatives})\s?[:：\d]", re.IGNORECASE)


def read_printed(
    document: Document, partition: Partition, judged: Sequence[Judgement], entered: frozenset[int]
) -> Printed:
    """Author and date from short lines near the top, the address from any line that states it.

    `judged` has a judgement for each block; `entered` are the blocks of entries: from the first to
    the last, authors and dates are not the page's.
    """
    title = opening_heading(document, partition)
    near = range(title - _ABOVE, title + _BELOW + 1)
    first, last = min(entered, default=len(document.blocks)), max(entered, default=-1)
    bylines = list(_bylines(document, partition, near))
    opening = [line for line in bylines if line.index < first]
    free = [
        line
        for line in opening
        if 0 <= line.index - title <= _CLOSE or judged[line.index].kind not in _OF_OTHERS
    ]
    closing = list(_closing(document, partition, last))
    author = _author(opening, "author") or _author(closing, "own")
    own = [line for line in closing if judged[line.index].kind not in _OF_OTHERS]
    date = _date(document, free, near) or _only_date(document, own)
    return Printed(author, date, _address(document))


_OF_OTHERS = frozenset("comments related link_list nav ad copyright".split())
"""Kinds of blocks that print the dates of other things."""
_ABOVE, _BELOW = 6, 8
"""Blocks around the title in which a byline may stand."""
_CLOSE = 3
"""Blocks below the title that are a byline whatever they were judged."""


def opening_heading(document: Document, partition: Partition) -> int:
    """The block of the heading that opens the content; 0 without one."""
    content = (document.blocks[index] for index in partition.content)
    heads = [block for block in content if block.form == "heading"]
    top = min((block.level for block in heads), default=0)
    return next((block.index for block in heads if block.level == top), 0)


def _bylines(document: Document, partition: Partition, near: range) -> Iterator[Block]:
    """Short lines up to the second long text of the content below the title, which `near` is
    around."""
    content = frozenset(partition.content)
    title = near[0] + _ABOVE
    seen = 0
    for block in document.blocks:
        if len(block.text) > _MAX_BYLINE:
            seen += block.index in content and block.index > title
        elif block.text and (block.form != "heading" or (block.index in near and _is_date(block))):
            yield block
        if seen > 1:
            return


def _is_date(heading: Block) -> bool:
    """Whether a heading is a date with a word or two: 'Monday, September 8, 2008'."""
    dates = find_dates(heading.text)
    rest = len(heading.text) - dates[0].end + dates[0].start if dates else _SHORT
    return rest < _NEAR


def _closing(document: Document, partition: Partition, entered: int) -> Iterator[Block]:
    """Short lines behind the last long text of the content and the last entry's block."""
    long = (index for index in partition.content if len(document.blocks[index].text) > _MAX_BYLINE)
    last = max((entered, *long))
    behind = document.blocks[last + 1 : last + 1 + _BEFORE] if last >= 0 else ()
    yield from (block for block in behind if 0 < len(block.text) <= _MAX_BYLINE)


def _only_date(document: Document, lines: Sequence[Block]) -> str | None:
    """The date of the lines, where they have but one."""
    shown = {index for _, index in document.head.times}
    dates = {value for line in lines for _, value in _dates_in(line, shown)}
    return dates.pop() if len(dates) == 1 else None


def _author(bylines: Sequence[Block], words: str) -> str | None:
    """What stands behind one of the `words` and a colon."""
    pattern = _patterns()[words]
    for block in bylines[: _BEFORE * 3]:
        match = pattern.search(block.text)
        if match is None or not re.match(r"\s*[:：]", block.text[match.end() :]):
            continue
        value = _VALUE.match(block.text, match.end())
        if value and not value.group(1).isdigit():
            return value.group(1).strip()
    return None


def _date(document: Document, bylines: Sequence[Block], near: range) -> str | None:
    """The date that the lines print as the page's: one called so before one that stands alone, one
    near the title before others, the day of an update last."""
    shown = {index for _, index in document.head.times}
    found = [
        (line.index not in near, rank, line.index, value)
        for line in bylines
        for rank, value in _dates_in(line, shown)
    ]
    if _are_of_a_list(document, found):
        # The day of the first post is none of the page's.
        found = [each for each in found if each[1] == 0]
    return min(found)[-1] if found else None


def _are_of_a_list(document: Document, found: Sequence[tuple[bool, int, int, str]]) -> bool:
    """Whether headings part lines with different days, a list of posts; posts of a forum have none
    between them."""
    days = len({value for *_, value in found})
    if days < _LIST:
        return False
    lines = [index for _, _, index, _ in found]
    between = document.blocks[min(lines) : max(lines)]
    return sum(block.form == "heading" for block in between) >= days - 1


_LIST = 3
"""Different days that make lines a list."""


def _dates_in(line: Block, shown: Container[int]) -> Iterator[tuple[int, str]]:
    """The dates of a byline with their ranks."""
    text = line.text
    patterns = _patterns()
    end = 0
    for date in find_dates(text):
        before = text[end : date.start]
        end = date.end
        if len(date.value) < _MONTH or patterns["other"].search(before):
            continue
        called = max(patterns["date"].finditer(before), key=re.Match.end, default=None)
        updated = patterns["updated"].search(before)
        if updated is not None:
            yield 3, date.value
        elif called is not None and len(before) - called.end() < _NEAR:
            yield 0, date.value
        elif line.index in shown and len(text) < _SHORT:
            yield 1, date.value
        elif len(date.value) == _FULL_DATE and len(text) <= _SHORT:
            yield 2, date.value


_NEAR = 12
"""Characters between what a date is called and the date."""


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
