"""All features of a page."""

from __future__ import annotations

from functools import cache

import numpy as np

from extractor import registry
from extractor.boilerplate.learned import features
from extractor.boilerplate.learned.family import Columns, Family
from extractor.boilerplate.learned.lexicons import Margins
from extractor.boilerplate.learned.measures import Array, Measures


@cache
def families() -> tuple[Family, ...]:
    """Every family, by name."""
    return registry.collect(features, "FAMILY", Family)


def observe(measures: Measures, margins: Margins) -> Columns:
    """The columns of every family, as 32-bit floats."""
    columns = raw_columns(measures, margins)
    return {name: np.asarray(column, np.float32) for name, column in columns.items()}


def raw_columns(measures: Measures, margins: Margins) -> Columns:
    """The columns of every family, as numbers of any type."""
    columns: dict[str, Array] = {}
    for family in families():
        columns.update(family.observe(measures, margins))
    return columns
