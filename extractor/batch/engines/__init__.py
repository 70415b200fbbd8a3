"""Engines that run the work of a batch, one module each. A module with an `ENGINE` adds one."""

from __future__ import annotations

import sys

from extractor.batch.engines._engine import Engine, Job
from extractor.registry import collect

__all__ = ["Engine", "Job", "all_engines", "engine_named"]


def all_engines() -> tuple[Engine, ...]:
    """Every engine, ordered by name."""
    return collect(sys.modules[__name__], "ENGINE", Engine)


def engine_named(name: str) -> Engine:
    """The engine of this name. Raises KeyError where there is none."""
    return {engine.name: engine for engine in all_engines()}[name]
