"""The contents of an issue: each work's pages begin behind those of the one before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from extractor.lexicon import load
from extractor.papers.fields.dates import read_year
from extractor.papers.fields.titles import title_likeness
from extractor.papers.items import Item
from extractor.papers.sections import Context
from extractor.records import Reading

_FEWEST, _MOST = 3, 0.75
_LONGEST_ITEM = 600
"""Characters of the longest line that pages end."""
_LONGEST_PAGES = 40
"""Characters of the pages at the end of an item."""
_LAST_SIGNS = frozenset("0123456789\u9875)]\uff09.\u3002")
_LONGEST_WORK = 80
"""Pages of the longest work of an issue."""
_LIKE_TITLES = 0.5
_ABOVE, _HEADING = 16, 60
"""Blocks above the first work among which the line with the issue is; its most characters."""
# '鲍春; 1-14', '15-27+158', '(28-40)', 'pp. 41-56', '第1-8页'; no date and no phone number.
_PAGES = re.compile(
    r"(?<![\w.\u2013-])(?P<first>\d{1,4})\s?[-\u2013\u2014~\uff5e]\s?(?P<last>\d{1,4})"
    r"(?:\s?[+,\uff0c]\s?\d{1,4}(?:-\d{1,4})?){0,3}\s?\u9875?\s?[)\uff09\]]?[.\u3002]?\Z"
)


@dataclass(frozen=True, slots=True)
class _Pages:
    first: int
    last: int
    reading: Reading


def are_in_turn(context: Context, ranges: Sequence[tuple[int, ...]]) -> bool:
    """Whether most items of a list end in pages that begin behind those of the item before, as the
    works of an issue do; dates, ages and times of a program do not."""
    if len(ranges) < _FEWEST:
        return False
    found = [pages for blocks in ranges if (pages := _pages_at_end(context, blocks)) is not None]
    if len(found) < max(_FEWEST, len(ranges) * _MOST):
        return False
    ordered = all(after.first >= before.last for before, after in pairwise(found))
    return ordered and found[-1].last > len(found) * 2


def _pages_at_end(context: Context, blocks: Sequence[int]) -> _Pages | None:
    """The range of pages that the text of an item ends in; buttons behind it stand in lines of
    their own."""
    for index in blocks:
        text = context.document.blocks[index].text.rstrip()
        may_end = text[-1:] in _LAST_SIGNS and len(text) <= _LONGEST_ITEM
        match = _PAGES.search(text, max(0, len(text) - _LONGEST_PAGES)) if may_end else None
        if match is None:
            continue
        first, last = int(match["first"]), int(match["last"])
        if 0 < last - first + 1 <= _LONGEST_WORK:
            value = f"{match['first']}-{match['last']}"
            return _Pages(first, last, Reading(value, index, match.start(), match.end()))
    return None


def name_authors(items: Sequence[Item]) -> bool:
    """Whether most items are titles with persons, be it one."""
    named = sum("authors" in item.readings for item in items)
    titled = sum(title_likeness(item.title) for item in items)
    enough = named >= max(_FEWEST, len(items) * _MOST)
    return enough and titled >= len(items) * _LIKE_TITLES


def with_pages(context: Context, items: Iterable[Item]) -> Iterator[Item]:
    """The items with their pages, and the year of the issue in a line above all of them."""
    items = list(items)
    year = _year_above(context, items[0].blocks[0]) if items else None
    for item in items:
        readings = dict(item.readings)
        pages = _pages_at_end(context, item.blocks)
        if pages is not None:
            readings.setdefault("pages", pages.reading)
        if year is not None:
            readings.setdefault("year", year)
        yield replace(item, readings=readings)


def _year_above(context: Context, first: int) -> Reading | None:
    """The year in the nearest short line above that names an issue: '2023年06期'."""
    for index in range(first - 1, max(-1, first - _ABOVE), -1):
        text = context.document.blocks[index].text
        if len(text) <= _HEADING and _names_issue().search(text):
            year = read_year(text)
            if year is not None:
                return Reading(year, index, 0, len(text))
    return None


@cache
def _names_issue() -> re.Pattern[str]:
    return re.compile("|".join(load("extractor.papers.data", "headings.toml")["issue_lines"]))
