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
    r"|[/／]\s[^/／]{2,80}[(（]\d"
)
# A year; not one in the full date of a piece of news.
_A_YEAR = re.compile(r"(?<![\d-])(?:19|20)\d\d(?!\d|\s?[-/.\u5e74]\s?\d)")
# 'Ann Lima, Bo Chen', 'Ann Lima (Some University) and Bo Chen'.
_SEVERAL_PERSONS = re.compile(
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
    return _have(context, blocks, _DATED)


def has_sign(context: Context, blocks: Sequence[int]) -> bool:
    """Whether an item has any of what a paper's item has: a year, several names, a telling
    address. Cheap, since it is asked of every list of the page."""
    lines = context.document.blocks
    length = sum([len(lines[index].text) for index in blocks])
    return SHORTEST <= length <= MAX_ITEM and _have(context, blocks, _SIGNED)


def is_cited(context: Context, blocks: Sequence[int]) -> bool:
    """Whether an item without company has a word or an address that only works have."""
    return _have(context, blocks, _CITED)


def links_to_work(context: Context, blocks: Sequence[int]) -> bool:
    """Whether an item has a link that leads where works are."""
    return _have(context, blocks, _LINK)


def cites_work(context: Context, blocks: Sequence[int]) -> bool:
    """Whether an item has the address of a work, in it or in a list nested in it, and a year or
    more lines: no menu does both."""
    lines = range(blocks[0], blocks[-1] + 1)
    return _have(context, lines, _LINK) and (len(lines) > 1 or _have(context, lines, _YEAR))


def _have(context: Context, blocks: Sequence[int], signs: int) -> bool:
    """Whether a block of several has one of some signs."""
    known, lines = context.signs, context.document.blocks
    for index in blocks:
        found = known.get(index)
        if found is None:
            found = known[index] = _signs_of(lines[index])
        if found & signs:
            return True
    return False


_YEAR, _PERSONS, _BETWEEN, _LINK, _WORD = 1, 2, 4, 8, 16
_DATED, _SIGNED, _CITED = _YEAR | _PERSONS | _LINK, _BETWEEN | _LINK, _WORD | _LINK


def _signs_of(line: Block) -> int:
    """The signs of a block, a bit for each."""
    text = line.text
    linked = any(span.type == "link" and leads_to_work(span.value) for span in line.spans)
    return (
        _YEAR * (_A_YEAR.search(text) is not None)
        | _PERSONS * (_SEVERAL_PERSONS.search(text) is not None)
        | _BETWEEN * (_SIGNS.search(text) is not None)
        | _LINK * linked
        | _WORD * (_words("words").search(text) is not None)
    )


@once_a_page
def leads_to_work(address: str) -> bool:
    """Whether an address is of a kind that works have."""
    return _addresses().stands_in(address.lower())


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile("|".join(_patterns(name)), re.IGNORECASE)


@cache
def _addresses() -> AnyPattern:
    return AnyPattern.of(_patterns("addresses"))


def _patterns(name: str) -> list[str]:
    patterns: list[str] = load("extractor.papers", "data/lists.toml")["signs"][name]
    return patterns
