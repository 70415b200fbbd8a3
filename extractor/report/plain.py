"""Shows a plain-text page with its blocks and entries marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from extractor.records import Block


def marked_text(
    text: str, blocks: Sequence[Block], kinds: Sequence[str], entries: Mapping[int, int]
) -> str:
    """The text as HTML, each block in an element of its own; see `marked_page` for the marks."""
    parts: list[str] = []
    numbered: set[int] = set()
    position = 0
    for entry, group in groupby(blocks, key=lambda block: entries.get(block.index, 0)):
        inside: list[str] = []
        for block in group:
            start, end = max(block.start, position), max(block.end, position)
            gap = _gap(text[position:start])
            (inside or parts).append(gap)
            inside.append(
                f'<div data-b="{block.index}" data-k="{kinds[block.index]}">'
                f"{escape(text[start:end])}</div>"
            )
            position = end
        if entry:
            number = "" if entry in numbered else f' data-n="{entry}"'
            numbered.add(entry)
            inside = [f'<div data-e="{entry}"{number}>', *inside, "</div>"]
        parts += inside
    parts.append(_gap(text[position:]))
    return f'<div class="plain">{"".join(parts)}</div>'


def _gap(text: str) -> str:
    """What stands between two blocks; the end of the line before is drawn by the block."""
    _, newline, rest = text.partition("\n")
    return f"<div>{escape(rest)}</div>" if newline and rest else ""
