"""What a finder is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from extractor import registry
from extractor.papers.sections import Context
from extractor.records import Candidate


@dataclass(frozen=True, slots=True)
class Finder:
    """A strategy that proposes entries."""

    name: str
    rank: int
    """Where two finders read the same blocks, the lower rank's readings win."""
    find: Callable[[Context], Iterable[Candidate]]
    """Finding is detecting: no candidates, nothing found. Never raises on odd pages."""


@cache
def finders() -> tuple[Finder, ...]:
    """Every finder, by rank."""
    from extractor.papers import finders as package

    return tuple(sorted(registry.collect(package, "FINDER", Finder), key=lambda each: each.rank))
