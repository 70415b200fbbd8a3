"""How often blocks of the same make stand in a row."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.records import Document


@dataclass(frozen=True, slots=True)
class RepetitionColumns:
    """One value per block."""

    run: tuple[int, ...]
    """Blocks in the unbroken run of blocks of the same tag and class that this one stands in."""


def observe(document: Document) -> RepetitionColumns:
    """Repetition columns of every block."""
    elements = document.elements
    signatures = [
        (block.form, elements[block.element].tag, elements[block.element].classes,
         elements[block.element].depth)
        for block in document.blocks
    ]  # fmt: skip
    runs: list[int] = []
    start = 0
    for index in range(1, len(signatures) + 1):
        if index == len(signatures) or signatures[index] != signatures[start]:
            runs.extend([index - start] * (index - start))
            start = index
    return RepetitionColumns(tuple(runs))
