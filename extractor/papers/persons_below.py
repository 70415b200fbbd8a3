"""The persons in the lines below a title that a heading or a label told."""

from __future__ import annotations

from extractor.papers.item_persons import read_persons
from extractor.papers.named_parts import named_parts
from extractor.papers.prose import is_prose
from extractor.papers.sections import Context
from extractor.records import Block, Reading

_AUTHORS = 0.5
_NEAR = 24
"""Lines below a title among which its persons are."""
_MAX_LINE = 600


def read_persons_below(
    context: Context, heading: int, last: int, readings: dict[str, Reading]
) -> float:
    """Reads the persons in the lines below the title; how plausible they are."""
    lines = _short_lines(context, heading, last)
    named = named_parts(context, [context.document.blocks[heading], *lines])
    # What the page calls persons within the title's own line is none of the lines below it.
    below = {
        role: tuple(part for part in parts if part.block != heading)
        for role, parts in named.items()
    }
    found = read_persons(lines, below)
    if found is None or found[1] < _AUTHORS:
        return 0.0
    readings["authors"] = found[0]
    return found[1]


def _short_lines(context: Context, heading: int, last: int) -> list[Block]:
    """The lines right below a heading that persons may stand in."""
    lines: list[Block] = []
    for block in context.document.blocks[heading + 1 : min(last, heading + 1 + _NEAR)]:
        if len(block.text) > _MAX_LINE or is_prose(block.text, shortest=60, per_word=100):
            break
        if block.text:
            lines.append(block)
    return lines
