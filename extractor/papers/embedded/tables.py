"""The mapping tables of data/embedded.toml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from extractor import lexicon


@cache
def table(name: str) -> Mapping[str, tuple[str, ...]]:
    """One table: field to the names it goes by, most trusted first."""
    data = lexicon.load("extractor.papers.data", "embedded.toml")[name]
    return MappingProxyType({field: tuple(names) for field, names in data.items()})


@cache
def members(name: str, field: str) -> frozenset[str]:
    """One list of a table as a set."""
    return frozenset(table(name)[field])
