"""Lines that count: '01 | Title', '2. Title', '三、Title', one after another down a plain text.

A number says little; a run of them that goes 1, 2, 3 in one style says that the lines head
something, and the text between them tells headings from the items of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_STYLES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<n>\d{1,3})\s*[|｜丨]\s*(?=\S)",
        r"(?P<n>\d{1,3})[、]\s*(?=\S)",
        r"(?P<n>\d{1,3})[.．]\s*(?=[^\d\s])",
        r"[\[【](?P<n>\d{1,3})[\]】][.、:：]?\s*",
        r"[(（](?P<n>\d{1,3})[)）]\s*(?=\S)",
        r"(?P<n>\d{1,3})\s+(?=[^\d\s])",
        r"#(?P<n>\d{1,3})[.:：]?\s*(?=\S)",
        r"(?:论文|論文|Paper|No\.?|第)\s?(?P<n>\d{1,3})\s?[:：篇.、|]?\s*(?=\S)",
        r"(?P<n>[一二三四五六七八九十]{1,3})、\s*(?=\S)",
    )
)
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
_MIN_RUN = 3
MAX_LENGTH = 220


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
    for style in _STYLES:
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
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return _DIGITS.get(number[-1], 0)
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)


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
