"""Boxes: a heading such as 热门文章 or 'Related posts' speaks for the list below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from extractor.boilerplate.features import Wordings
from extractor.boilerplate.phrases import Match
from extractor.records import Block, Document

_LONGEST = 120
_HIGH_LEVEL = 2
_PROSE = 60.0
_MANY_PROSE = 900.0
_SHARE = 0.3
"""What holds more of the page's running text is no box beside it, whatever stands above."""


@dataclass(frozen=True, slots=True)
class Box:
    """A heading with what it heads."""

    heading: int
    last: int
    """The box is the blocks `heading:last`."""
    match: Match


@dataclass(frozen=True, slots=True)
class _Page:
    document: Document
    features: Wordings
    after: int
    before: Sequence[float]
    """The running text in front of every block, and in all."""

    def prose(self, first: int, last: int) -> float:
        """The running text of a range of blocks."""
        return self.before[last] - self.before[first]


def find_boxes(document: Document, features: Wordings, after: int) -> tuple[Box | None, ...]:
    """For every block the box that holds it; `after` is where the main text ends."""
    held: list[Box | None] = [None] * len(document.blocks)
    page = _Page(document, features, after, [0.0, *accumulate(features.prose)])
    for index, match in enumerate(features.wording.box):
        if match is None or _is_button(document.blocks[index], match):
            continue
        last = _end(page, index, match)
        if last <= index + 1 and held[index] is not None:
            continue
        if page.prose(index, last) > _SHARE * page.before[-1]:
            continue
        box = Box(index, last, match)
        held[index:last] = [box] * (last - index)
    return tuple(held)


def _end(page: _Page, heading: int, match: Match) -> int:
    """Where the box ends: with its element, at the next heading, or where running text begins."""
    document, features = page.document, page.features
    blocks, elements = document.blocks, document.elements
    own = elements[blocks[heading].element]
    around = own
    while around.last <= heading + 1 and around.parent >= 0:
        if around.first < heading and not _is_more(features, heading - 1):
            return heading + 1
        around = elements[around.parent]
    whole = around.first == heading and around.parent >= 0
    last = min(around.last, heading + 1 + _LONGEST)
    limit = _MANY_PROSE if whole else _PROSE
    comments = match.phrase.kind == "comments" and heading >= page.after
    # Comments are shorter than what they comment on; the posts of a forum are not.
    if comments and not whole and page.prose(heading, last) < page.before[heading]:
        limit = float("inf")
    for index in range(heading + 1, last):
        block = blocks[index]
        if features.wording.box[index] is not None and not features.links.count[index]:
            return index
        if block.form == "heading" and _closes(blocks[heading], block):
            return index
        if not whole and _same_make(document, block, blocks[heading]):
            return index
        if features.prose[index] > limit and not features.links.count[index]:
            return index
    return last


def _is_more(features: Wordings, index: int) -> bool:
    """Whether a block is a link such as 更多 that a layout has in front of a heading."""
    phrase = features.wording.phrase[index]
    return phrase is not None and phrase.phrase.kind == "nav"


def _closes(heading: Block, block: Block) -> bool:
    return block.level <= (heading.level if heading.form == "heading" else _HIGH_LEVEL)


def _same_make(document: Document, block: Block, heading: Block) -> bool:
    """Made like the heading: another heading of the kind, where markup tells them from the list."""
    first, second = document.elements[block.element], document.elements[heading.element]
    return (
        block.element != heading.element
        and block.form == heading.form
        and block.form != "item"
        and bool(second.classes)
        and (first.tag, first.classes) == (second.tag, second.classes)
    )


def _is_button(block: Block, match: Match) -> bool:
    """A linked item of a menu, or a link 'Add a comment' below every answer, heads nothing."""
    if not any(span.type == "link" and span.start <= 1 for span in block.spans):
        return False
    return block.form == "item" or (match.phrase.kind == "comments" and block.form != "heading")
