"""Signs in the text of an item: the number in front of it, what stands between its fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractor.papers.fields._name_lists import listed
from extractor.papers.fields._patterns import any_of
from extractor.papers.labels import Part
from extractor.records import Block, Reading

EDGES = " \t\n,.;:，。；：、-–—|｜()（）[]【】/·~"
"""Signs that stand between fields and belong to none."""
_NUMBER = re.compile(
    r"\s*(?:\[([A-Z]{0,3}-?\d{1,4})\]|\((\d{1,4})\)|（(\d{1,4})）|(\d{1,3})[.、)](?!\d))[.:]?\s*"
)


_YEAR = re.compile(r"(?:19|20)\d\d")


def number_end(text: str) -> int:
    """Where the number in front of a line ends, and the short form of the citation that is no part
    of it; 0 where there is none, or a year in brackets."""
    match = _NUMBER.match(text)
    end = match.end() if match and not _is_year(match) else 0
    return _short_form_end(text, end)


def _short_form_end(text: str, start: int) -> int:
    """Where the short form of a citation ends that stands before the whole: 'Lima & Chen 2020:
    Lima, A., Chen, B. …', 'Lima et al. (2020), A. Lima …'; `start` where none does."""
    match = _short_form().match(text, start)
    if match is None:
        return start
    if "=" in match[0]:
        return match.end()
    family = re.escape(match[1])
    again = re.compile(
        rf"(?:[A-Z]\.[ -]?){{1,4}}{family}\b|{family}(?:,? [A-Z]\b|, [A-Z])", re.IGNORECASE
    )
    return match.end() if again.match(text, match.end()) else start


_FAMILY = r"[^\W\d_a-z][^\W\d_]+(?:['’-][^\W\d_]+)*"


@cache
def _short_form() -> re.Pattern[str]:
    words = any_of(listed("conjunctions_of_citations"))
    return re.compile(
        rf"({_FAMILY})(?:(?:, | & | {words} | [–-] |/){_FAMILY}){{0,9}}"
        r"(?:,? [Ee]t [Aa]l\.?| u\. ?a\.)?"
        r"[\s,]*\(?(?:19|20)\d\d[a-z]?\)?[\s:,.=]*"
    )


def _is_year(match: re.Match[str]) -> bool:
    return _YEAR.fullmatch(next(filter(None, match.groups()))) is not None


def is_bare_number(text: str) -> bool:
    """Whether a line is nothing but an item's number: '12', '[3]', '4.'."""
    return _BARE.fullmatch(text) is not None


_BARE = re.compile(r"\W{0,2}(\d{1,3})\W{0,2}")


def read_number(lines: Sequence[Block], title: Part, readings: dict[str, Reading]) -> None:
    """The number that opens the item's first line."""
    first = lines[0]
    bare = _BARE.fullmatch(first.text) if first.index < title.block else None
    if bare:
        readings.setdefault("number", Reading(bare[1], first.index, 0, len(first.text)))
        return
    before = first.text[: title.start] if first.index == title.block else ""
    bare = _BARE.fullmatch(before.strip())
    if bare:
        readings.setdefault("number", Reading(bare[1], first.index, 0, len(before.rstrip())))
        return
    match = _NUMBER.match(first.text)
    if match and not _is_year(match) and (first.index != title.block or match.end() <= title.start):
        number = next(group for group in match.groups() if group)
        readings.setdefault("number", Reading(number, first.index, 0, match.end()))
