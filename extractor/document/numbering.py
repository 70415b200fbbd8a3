"""Lines that count: '01 | Title', '2. Title', '三、Title', one after another down a plain text.

A number says little; a run of them that goes 1, 2, 3 in one style says that the lines head
something, and the text between them tells headings from the items of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from extractor import lexicon

_MIN_RUN = 3
MAX_LENGTH = 220


@cache
def _styles() -> tuple[re.Pattern[str], ...]:
    """How lines count; the group `n` is the number."""
    styles = lexicon.load("extractor.document.data", "numbering.toml")["styles"]
    return tuple(re.compile(style) for style in styles)


@cache
def _numerals() -> Mapping[str, int]:
    numerals = lexicon.load("extractor.document.data", "numbering.toml")["numerals"]
    return MappingProxyType({sign: value for value, sign in enumerate(numerals)})


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line of a run."""

    line: int
    """Position in the sequence of lines."""
    number: int
    heading: bool
    """Other lines stand between it and the next one."""


def numbered_runs(lines: Sequence[str]) -> dict[int, Numbered]:
    """The lines that belong to a run 1, 2, 3 … (or 0, 1, 2 …) of one style, by position."""
    found: dict[int, Numbered] = {}
    for style in _styles():
        for run in _runs(_matches(lines, style)):
            gaps = [later[0] - earlier[0] for earlier, later in pairwise(run)]
            spread = sum(gap > 1 for gap in gaps) * 2 >= len(gaps)
            for position, number in run:
                found.setdefault(position, Numbered(position, number, spread))
    return found


def _matches(lines: Sequence[str], style: re.Pattern[str]) -> list[tuple[int, int]]:
    pairs = []
    for position, line in enumerate(lines):
        match = style.match(line) if len(line) <= MAX_LENGTH else None
        if match:
            pairs.append((position, _value(match.group("n"))))
    return pairs


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    numerals = _numerals()
    ten = max(numerals, key=lambda sign: numerals[sign])
    tens, found, ones = number.rpartition(ten)
    if not found:
        return numerals.get(number[-1], 0)
    return numerals.get(tens, 1) * numerals[ten] + numerals.get(ones, 0)


def _runs(pairs: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Ascending runs by one, from 0 or 1; a line that does not fit is passed over."""
    run: list[tuple[int, int]] = []
    for pair in pairs:
        if run and pair[1] == run[-1][1] + 1:
            run.append(pair)
        elif pair[1] in (0, 1):
            if len(run) >= _MIN_RUN:
                yield run
            run = [pair]
    if len(run) >= _MIN_RUN:
        yield run
