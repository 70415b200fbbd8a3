"""Cheap looks at the items of a list, before their fields are read: signs that works have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractor.lexicon import load
from extractor.papers.fields._patterns import AnyPattern
from extractor.papers.items import MAX_ITEM
from extractor.papers.once import once_a_page
from extractor.papers.sections import Context
from extractor.records import Block

SHORTEST = 15
"""Characters of the shortest item."""
_SIGNS = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|[^\W\d_][)*†‡]{0,2},\s|[;；、・·，「『《]|…{2}|\.{5}|"
    r"\band\b|\bet al\b|&"
    r"|[«“„][^«»“”„]{12}"
)
# A year; not one in the full date of a piece of news.
_YEAR = re.compile(r"(?<![\d-])(?:19|20)\d\d(?!\d|\s?[-/.\u5e74]\s?\d)")
# 'Ann Lima, Bo Chen', 'Ann Lima (Some University) and Bo Chen'.
_PERSONS = re.compile(
    r"[A-Z][\w.'’-]{0,20} [A-Z][\w'’-]{1,20}(?: \([^()\n]{2,80}\))?"
    r"(?:,|;| &| and| und| et| y| e| i| og| och| en| ve) "
    r"(?:and )?[A-Z][\w.'’-]{0,20} [A-Z][\w'’-]|[^\W\d_],? et al\b"
)


def median_width(context: Context, ranges: Sequence[tuple[int, ...]]) -> int:
    """How wide the text of the middle item is: menus are narrow. East Asian signs count two."""
    blocks = context.document.blocks
    widths = sorted(
        sum(len(blocks[index].text.encode("utf-8", "replace")) for index in each) for each in ranges
    )
    return widths[len(widths) // 2]


def is_dated(context: Context, blocks: Sequence[int]) -> bool:
    """Whether an item prints a year or several persons, or links to an address that papers have."""
    return any(
        _prints_a_year(line.text) or _links_to_work(line) or _prints_persons(line.text)
        for line in (context.document.blocks[index] for index in blocks)
    )


def _links_to_work(line: Block) -> bool:
    """Whether a link leads where works are."""
    return any(span.type == "link" and leads_to_work(span.value) for span in line.spans)


@once_a_page
def leads_to_work(address: str) -> bool:
    """Whether an address is of a kind that works have."""
    return _addresses().stands_in(address.lower())


@once_a_page
def _says_work(text: str) -> bool:
    return _signs("words").search(text) is not None


@once_a_page
def _prints_a_year(text: str) -> bool:
    return _YEAR.search(text) is not None


@once_a_page
def _prints_persons(text: str) -> bool:
    return _PERSONS.search(text) is not None


@once_a_page
def _has_any_sign(text: str) -> bool:
    return _SIGNS.search(text) is not None


@cache
def _signs(name: str) -> re.Pattern[str]:
    return re.compile("|".join(_patterns(name)), re.IGNORECASE)


@cache
def _addresses() -> AnyPattern:
    return AnyPattern.of(_patterns("addresses"))


def _patterns(name: str) -> list[str]:
    patterns: list[str] = load("extractor.papers", "data/lists.toml")["signs"][name]
    return patterns


def is_cited(context: Context, blocks: Sequence[int]) -> bool:
    """Whether an item without company has a word or an address that only works have."""
    return any(
        _says_work(line.text) or _links_to_work(line)
        for line in (context.document.blocks[index] for index in blocks)
    )


def links_to_work(context: Context, blocks: Sequence[int]) -> bool:
    """Whether an item has a link that leads where works are."""
    return any(_links_to_work(context.document.blocks[index]) for index in blocks)


def cites_work(context: Context, blocks: Sequence[int]) -> bool:
    """Whether an item has the address of a work, in it or in a list nested in it, and a year or
    more lines: no menu does both."""
    lines = context.document.blocks[blocks[0] : blocks[-1] + 1]
    if not any(_links_to_work(line) for line in lines):
        return False
    return len(lines) > 1 or any(_prints_a_year(line.text) for line in lines)


def has_sign(context: Context, blocks: Sequence[int]) -> bool:
    """Whether an item has any of what a paper's item has: a year, several names, a telling
    address. Cheap, since it is asked of every list of the page."""
    lines = [context.document.blocks[index] for index in blocks]
    length = sum(len(line.text) for line in lines)
    if not SHORTEST <= length <= MAX_ITEM:
        return False
    return any(_has_any_sign(line.text) or _links_to_work(line) for line in lines)
