"""A page in finer blocks than its own, which the finders look at in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from extractor.papers.sections import Context
from extractor.records import Candidate, Reading


@dataclass(frozen=True, slots=True)
class Refined:
    """The context of the finer blocks, and the place of each in the page."""

    context: Context
    places: tuple[tuple[int, int], ...]
    """Per finer block, the block of the page and the offset in it."""

    def restored(self, candidate: Candidate) -> Candidate:
        """The candidate in blocks of the page."""
        blocks = tuple(sorted({self.places[block][0] for block in candidate.blocks}))
        return replace(candidate, blocks=blocks, readings=self.readings(candidate.readings))

    def readings(self, readings: Mapping[str, Reading]) -> dict[str, Reading]:
        """The readings in blocks of the page."""
        return {name: self._reading(reading) for name, reading in readings.items()}

    def _reading(self, reading: Reading) -> Reading:
        block, offset = self.places[reading.block]
        return Reading(reading.value, block, reading.start + offset, reading.end + offset)
