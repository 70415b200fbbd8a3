"""What stands around the title of an item, stretch by stretch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractor.papers.buttons import is_button
from extractor.papers.columns import presenters
from extractor.papers.item_signs import number_end
from extractor.papers.labels import Part
from extractor.papers.named_parts import text_of_part
from extractor.records import Block

_text = text_of_part


def stretches_of(lines: Sequence[Block], title: Part) -> list[Part]:
    """What stands before and behind the title, line by line; behind comes first."""
    behind: list[Part] = []
    before: list[Part] = []
    for line in lines:
        if line.index == title.block:
            first, last = _own_line(line, title)
            behind.append(Part(line.index, title.end, last))
            behind.append(Part(line.index, last, len(line.text)))
            before.append(Part(line.index, max(first, number_end(line.text)), title.start))
            before.append(Part(line.index, number_end(line.text), first))
        elif line.index < title.block:
            before.append(Part(line.index, 0, len(line.text)))
        else:
            behind.append(Part(line.index, 0, len(line.text)))
    return [part for part in (*behind, *before) if part.end > part.start]


def _own_line(line: Block, title: Part) -> tuple[int, int]:
    """Where the title's line starts and ends in a row's cell, which may print several works; the
    whole of any other block."""
    if line.form != "row":
        return 0, len(line.text)
    first = max(line.text.rfind(sign, 0, title.start) for sign in "\n\t") + 1
    last = line.text.find("\n", title.end)
    return first, last if last >= 0 else len(line.text)


def separators(lines: Sequence[Block]) -> Iterator[Part]:
    """The links of the lines that are buttons, with the brackets around them; what parts cells, and
    the cells of those who present the papers of others."""
    for line in lines:
        if line.form == "row":
            yield from presenters(line)
            yield from (
                Part(line.index, place, place + 1)
                for place, sign in enumerate(line.text)
                if sign == "\t"
            )
        for span in line.spans:
            if span.type == "link" and is_button(line.text[span.start : span.end]):
                opens = line.text[span.start - 1 : span.start] in _OPENING
                closes = line.text[span.end : span.end + 1] in _CLOSING
                yield Part(line.index, span.start - opens, span.end + closes)


_OPENING, _CLOSING = frozenset("[(（【"), frozenset("])）】")


def outside(stretches: Iterable[Part], taken: Sequence[Part]) -> Iterator[Part]:
    """What is left of the stretches around those that are `taken`."""
    for stretch in stretches:
        start = stretch.start
        for part in sorted(taken, key=place_of):
            if part.block == stretch.block and part.end > start and part.start < stretch.end:
                if part.start > start:
                    yield Part(stretch.block, start, part.start)
                start = part.end
        if start < stretch.end:
            yield Part(stretch.block, start, stretch.end)


def without(stretch: Part, taken: Part) -> Part:
    """`stretch` behind `taken`, when that is in it."""
    if stretch.block == taken.block and stretch.start <= taken.start < stretch.end:
        return Part(stretch.block, min(taken.end, stretch.end), stretch.end)
    return stretch


def place_of(part: Part) -> tuple[int, int]:
    """What parts are sorted by."""
    return part.block, part.start
