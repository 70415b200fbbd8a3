"""What a family of features is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from extractor.boilerplate.learned.lexicons import Margins
from extractor.boilerplate.learned.measures import Array, Measures

Columns = Mapping[str, Array]
"""A value per block under every feature's name."""


@dataclass(frozen=True, slots=True)
class Family:
    """Features that are made together, declared as `FAMILY` by a module of features/."""

    name: str
    observe: Callable[[Measures, Margins], Columns]
