"""Titles that run on behind the paper before, told by their numbers: '…痕迹。2.A Study'."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BREAK = re.compile(
    r"(?<=[\u3002\uff01\uff1f!?.;\uff1b\uff09)])\s?(\d{1,2})\s?[.\u3001\uff0e)]\s?"
    r"(?=[A-Z\u300a\u201c\u3400-\u9fff])"
)
_LONGEST = 300
"""Characters of a title with its number."""
_FEWEST = 2


def breaks_before(text: str, labels: Sequence[int]) -> tuple[int, ...]:
    """Where counted titles start in `text` that stand right before one of the places in `labels`;
    none where fewer than two are counted on."""
    found: list[tuple[int, int]] = []
    following = iter(labels)
    place = next(following, len(text))
    for match in _BREAK.finditer(text):
        while place < match.end():
            place = next(following, len(text) + _LONGEST + 1)
        if place - match.start(1) > _LONGEST:
            continue
        number = int(match[1])
        if not found or number == found[-1][1] + 1:
            found.append((match.start(1), number))
    return tuple(start for start, _ in found) if len(found) >= _FEWEST else ()
