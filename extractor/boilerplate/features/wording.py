"""Which phrases of the boilerplate kinds a block holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from extractor.boilerplate.phrases import LONGEST_INSIDE, FoldedHeads, Match, matcher
from extractor.records import Document

_IN_HEADING = 0.5
"""Dates and names as headings are sections of a list, seldom the page's apparatus."""
_IN_QUOTES = 0.35
"""A text that talks about a phrase quotes it."""
_QUOTES = frozenset("\"'\u201c\u2018\u300c\u300e\u300a")
_FEW, _PROSE, _GOES_ON = 4, 60.0, 240.0


@dataclass(frozen=True, slots=True)
class WordingColumns:
    """One value per block."""

    phrase: tuple[Match | None, ...]
    """The phrase that speaks most strongly for the block."""
    strength: tuple[float, ...]
    """Its strength, less where the block is wider than the phrase can speak for."""
    box: tuple[Match | None, ...]
    """The phrase by which the block heads a box, where it does."""


def observe(document: Document, widths: Sequence[float], folded: FoldedHeads) -> WordingColumns:
    """Wording columns of every block; `widths` are those of features.text."""
    find = matcher().find_folded
    best: list[Match | None] = []
    strengths: list[float] = []
    boxes: list[Match | None] = []
    for block, width in zip(document.blocks, widths, strict=True):
        phrase, strength, box = None, 0.0, None
        text = folded[block.index]
        if text and block.form != "preformatted":
            for match in find(text, short=len(block.text) <= LONGEST_INSIDE):
                value = match.phrase.strength * min(1.0, match.phrase.reach / width)
                if _is_quoted(text, match.text):
                    value *= _IN_QUOTES
                if match.phrase.kind == "other" and block.form == "heading":
                    value *= _IN_HEADING
                if value > strength:
                    phrase, strength = match, value
                if match.phrase.box and box is None:
                    box = match
        best.append(phrase)
        strengths.append(strength)
        boxes.append(box)
    return WordingColumns(tuple(best), tuple(strengths), tuple(boxes))


def _is_quoted(text: str, phrase: str) -> bool:
    start = text.find(phrase)
    return start > 0 and text[start - 1] in _QUOTES


def release_inline(
    document: Document, columns: WordingColumns, prose: Sequence[float]
) -> WordingColumns:
    """The columns without the box headings that stand in the midst of running text.

    A few lines under 相关阅读 that the article itself goes on behind belong to the article.
    """
    inline = [
        index
        for index, match in enumerate(columns.box)
        if match is not None and _is_inline(document, columns, prose, index)
    ]
    if not inline:
        return columns
    strength, box = list(columns.strength), list(columns.box)
    for index in inline:
        strength[index], box[index] = 0.0, None
    return replace(columns, strength=tuple(strength), box=tuple(box))


def _is_inline(
    document: Document, columns: WordingColumns, prose: Sequence[float], heading: int
) -> bool:
    blocks, elements = document.blocks, document.elements
    own = blocks[heading].element
    container = own if document.media_type == "text/plain" else elements[own].parent
    if container < 0:
        return False
    last = elements[container].last

    def goes_on(index: int) -> bool:
        element = blocks[index].element
        return (
            prose[index] >= _PROSE
            and columns.strength[index] < 0.5
            and container in (element, elements[element].parent)
        )

    # Looked for near the heading first: a container may hold as many headings as it likes.
    near = next(filter(goes_on, range(heading + 1, min(last, heading + _FEW + 2))), None)
    if near is None:
        return False
    text = list(islice(filter(goes_on, range(near, last)), _FEW))
    followed = sum(prose[index] for index in text)
    return followed >= _GOES_ON and text[min(len(text), 2) - 1] <= heading + 2 * _FEW
