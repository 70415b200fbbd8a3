"""Which phrases of the boilerplate kinds a block holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.boilerplate.phrases import Match, matcher
from extractor.records import Document


@dataclass(frozen=True, slots=True)
class WordingColumns:
    """One value per block."""

    phrase: tuple[Match | None, ...]
    """The phrase that speaks most strongly for the block."""
    strength: tuple[float, ...]
    """Its strength, less where the block is wider than the phrase can speak for."""
    box: tuple[Match | None, ...]
    """The phrase by which the block heads a box, where it does."""


def observe(document: Document, widths: Sequence[float]) -> WordingColumns:
    """Wording columns of every block; `widths` are those of features.text."""
    find = matcher().find
    best: list[Match | None] = []
    strengths: list[float] = []
    boxes: list[Match | None] = []
    for block, width in zip(document.blocks, widths, strict=True):
        phrase, strength, box = None, 0.0, None
        if block.text and block.form != "preformatted":
            for match in find(block.text):
                value = match.phrase.strength * min(1.0, match.phrase.reach / width)
                if value > strength:
                    phrase, strength = match, value
                if match.phrase.box and box is None:
                    box = match
        best.append(phrase)
        strengths.append(strength)
        boxes.append(box)
    return WordingColumns(tuple(best), tuple(strengths), tuple(boxes))
