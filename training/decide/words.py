"""The words of made pages."""

from __future__ import annotations

from functools import cache
from typing import Any

from extractor.lexicon import load


@cache
def words() -> dict[str, Any]:
    """What made.toml holds."""
    return load("training.decide", "made.toml")
