"""Text cut at every tag: links, bold names and the commas between them on lines of their own.

Many scrapers join a page's text nodes with line breaks. Punctuation at the start of lines gives
such a text away; then a line goes on with the one before where no line of a whole text starts so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_LEAST, _SHARE = 6, 0.02
"""Lines that start with a sign of the middle of a line, for a text to be shredded."""
_CLOSING = frozenset(",.;:)]}’”、，。；：）】》」』/|+&=·…%")
_OPENING = frozenset("([{（【《「『“‘/|&+=-–—$")
_NUMBERS = re.compile(r"[\d\W_]{1,24}")
_COMMAS, _COLONS = frozenset(",，、"), frozenset(":：")
_WORD = 4
"""Letters of a lone word between two parts of a line: 'and'."""
_LABEL = 28
"""Characters of a label with its colon, whose value is on the next line."""
_LIST_SIGNS = re.compile(r"[|/·•.…+=-]{1,3}\s+\S")


def goes_on(lines: Sequence[str]) -> list[bool]:
    """Per line whether it goes on with the line before; nowhere in a text that is not shredded."""
    odd = sum(line[0] in _CLOSING and _LIST_SIGNS.match(line) is None for line in lines if line)
    if odd < max(_LEAST, len(lines) * _SHARE):
        return [False] * len(lines)
    found = [False]
    for before, line in pairwise(lines):
        found.append(_continues(before, line))
    return found[: len(lines)]


def _continues(before: str, line: str) -> bool:
    if line[0] in _CLOSING or before[-1] in _OPENING or line[0].islower():
        return True
    if len(before) <= _WORD and before.islower():
        return True
    if before[-1] in _COLONS:
        return len(before) <= _LABEL
    if before[-1] in _COMMAS:
        # A year and a comma may end an item: '... 24.2, 1981,'.
        return not before[-2:-1].isdigit()
    return _NUMBERS.fullmatch(line) is not None and not before[-1].isdigit()


def joint(before: str, line: str) -> str:
    """What stands between two parts of a line: nothing at brackets and in front of punctuation."""
    return "" if line[0] in ",.;:)]}、，。；：）】》」』" or before[-1] in "([{（【《「『" else " "
