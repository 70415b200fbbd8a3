"""What a family of features is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from extractor.boilerplate.learned.lexicons import Margins
from extractor.boilerplate.learned.measures import Array, Measures

Columns = Mapping[str, Array]
"""A value per block under every feature's name."""


@dataclass(frozen=True, slots=True)
class Family:
    """Features that are made together, declared as `FAMILY` by a module of features/."""

    name: str
    observe: Callable[[Measures, Margins], Columns]


def of_levels(name: str, facts: Mapping[str, Array], elements: Array) -> dict[str, Array]:
    """Columns of facts about elements: `elements` has, per level, the element of every block."""
    table = np.array(list(facts.values()), np.float32)[:, elements]
    called = _of_levels(name, tuple(facts), len(elements))
    return dict(zip(called, table.reshape(len(called), -1), strict=True))


@cache
def _of_levels(name: str, facts: tuple[str, ...], levels: int) -> tuple[str, ...]:
    return tuple(f"{name}{level}.{fact}" for fact in facts for level in range(levels))


def of_page(values: Mapping[str, float], blocks: int) -> dict[str, Array]:
    """Columns of facts about the page, each the same for all of its `blocks`."""
    rows = np.array(list(values.values()), np.float32)[:, None]
    return dict(zip(values, np.broadcast_to(rows, (len(values), blocks)), strict=True))
