"""The numbers of the hand-made rules, by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from extractor import lexicon

Weights = Mapping[str, float]


@cache
def packaged() -> Weights:
    """The weights of data/weights.toml."""
    tables = lexicon.load("extractor.boilerplate.data", "weights.toml")
    return MappingProxyType(
        {name: float(value) for table in tables.values() for name, value in table.items()}
    )
