"""Which block each piece of the shown page's text belongs to.

The shown page comes from another parser than the blocks, so the two are matched by their text,
without white space, in reading order. A piece that no block holds is hidden text, or a formula
that the block holds as TeX.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from extractor.records import Block

_NEAR = 40
"""Blocks that a short text may skip: a word may stand anywhere, a sentence only where it is."""
_LONG = 16
"""Characters that make a text its own place."""
_KEY = 4
_WINDOW = 4000
"""Characters of a block that are searched for the next piece of its text."""


def align(pieces: Sequence[str], blocks: Sequence[Block]) -> list[int | None]:
    """The number of each piece's block, None where there is none; blank pieces have none."""
    aligner = _Aligner([_squeezed(block.text) for block in blocks])
    found = [aligner.place(_squeezed(piece)) for piece in pieces]
    return _filled(found, pieces)


def _squeezed(text: str) -> str:
    return "".join(text.split())


class _Aligner:
    """Reads the pieces of one page; remembers where it is in the blocks."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._current = -1
        self._offset = 0
        self._starting: defaultdict[str, list[int]] = defaultdict(list)
        for index, text in enumerate(texts):
            if text:
                self._starting[text[:_KEY]].append(index)
                if len(text) > 1:
                    self._starting[text[:1]].append(index)
        self._used = [False] * len(texts)

    def place(self, piece: str) -> int | None:
        """The block that the next piece of the page's text belongs to."""
        if not piece:
            return None
        if self._continues(piece):
            return self._current
        start = self._start(piece)
        if start is not None:
            self._current, self._offset = start, len(piece)
            self._used[start] = True
            return start
        return self._further(piece)

    def _continues(self, piece: str) -> bool:
        if self._current < 0:
            return False
        text, offset = self._texts[self._current], self._offset
        if not text.startswith(piece, offset):
            return False
        self._offset += len(piece)
        return True

    def _further(self, piece: str) -> int | None:
        """The piece further on in the same block, behind a formula, or inside the next one."""
        for index in range(max(0, self._current), min(self._current + 3, len(self._texts))):
            offset = self._offset if index == self._current else 0
            found = self._texts[index].find(piece, offset, offset + _WINDOW)
            if found >= 0 and (index == self._current or len(piece) > _KEY):
                self._current, self._offset = index, found + len(piece)
                self._used[index] = True
                return index
        return None

    def _start(self, piece: str) -> int | None:
        """The nearest block that starts with the piece, or that the piece starts with."""
        near = len(piece) < _LONG
        candidates = self._starting.get(piece[:_KEY] if len(piece) >= _KEY else piece[:1], [])
        middle = bisect_left(candidates, self._current + 1)
        nearby = [
            *candidates[middle : middle + _NEAR],
            *candidates[max(0, middle - _NEAR) : middle],
        ]
        for index in nearby:
            if self._used[index] or (near and abs(index - self._current) > _NEAR):
                continue
            text = self._texts[index]
            if text.startswith(piece) or piece.startswith(text):
                return index
        return None


def _filled(found: list[int | None], pieces: Sequence[str]) -> list[int | None]:
    """Pieces without a block between two of the same block belong to it, such as formulas."""
    before: int | None = None
    waiting: list[int] = []
    for position, block in enumerate(found):
        if block is None:
            if pieces[position].strip():
                waiting.append(position)
            continue
        if block == before:
            for place in waiting:
                found[place] = block
        before, waiting = block, []
    return found
