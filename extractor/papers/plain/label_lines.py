"""Labels that a flattened text leaves on lines of their own, or at the end of the line before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractor.papers.labels import LINK_FIELDS, label_of
from extractor.papers.plain.atoms import Atom
from extractor.records import Block

_TELLING = 0.1
_BUTTON_FIELDS = LINK_FIELDS | {"doi"}
"""Labels that are buttons where they stand alone."""
_LETTERS, _BEFORE, _LINES = 6, 6, 3
"""Longest label that sticks to a line, text in front of it, lines that must show it."""


def glued_labels(blocks: Iterable[Block]) -> dict[int, int]:
    """Where a label starts that sticks to the end of a line, by block: the same label at the end
    of several lines, whose value is on the next one ('...for River MapsAuthors')."""
    ends: dict[str, dict[int, int]] = {}
    for block in blocks:
        for size in range(_LETTERS, 1, -1):
            start = len(block.text) - size
            if start < _BEFORE or not _may_stick(block.text, start):
                continue
            if label_of(block.text[start:]) is not None:
                ends.setdefault(block.text[start:], {})[block.index] = start
                break
    return {
        block: start
        for places in ends.values()
        if len(places) >= _LINES
        for block, start in places.items()
    }


def _may_stick(text: str, start: int) -> bool:
    """Whether a label may start there: East Asian, or with a capital behind a small letter."""
    first, before = text[start], text[start - 1]
    return not first.isspace() and (not first.isascii() or (first.isupper() and before.islower()))


def with_awaited(
    lines: Iterable[tuple[Atom, ...]], blocks: Sequence[Block]
) -> Iterator[tuple[Atom, ...]]:
    """The lines; one below a label that stands alone is its value."""
    awaited = ""
    for line in lines:
        last = line[-1]
        if awaited and not any(atom.label for atom in line):
            yield (replace(line[0], end=last.end, label=awaited),)
        else:
            yield line
        label = label_of(blocks[last.block].text[last.start : last.end])
        if label is None or label.weight < _TELLING or label.field in _BUTTON_FIELDS:
            awaited = ""
        else:
            awaited = label.field
