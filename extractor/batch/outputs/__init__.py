"""What files results are written to, one module each. A module with an `OUTPUT` adds one."""

from __future__ import annotations

import sys
from functools import cache

from extractor.batch.outputs._output import Output
from extractor.registry import collect

__all__ = ["Output", "all_outputs", "output_named"]


def all_outputs() -> tuple[Output, ...]:
    """Every output, ordered by name."""
    return collect(sys.modules[__name__], "OUTPUT", Output)


@cache
def output_named(name: str) -> Output:
    """The output of this name. Raises KeyError."""
    return {output.name: output for output in all_outputs()}[name]
