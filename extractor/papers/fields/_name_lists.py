"""The word lists of author lists."""

from __future__ import annotations

from functools import cache
from typing import Any

from extractor.lexicon import load


@cache
def data() -> dict[str, Any]:
    """Wordings of author lists."""
    return load("extractor.papers", "data/names.toml")


@cache
def listed(key: str) -> frozenset[str]:
    """A list of data/names.toml."""
    return frozenset(data()[key])
