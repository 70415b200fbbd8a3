"""Sums of symmetric decision trees, evaluated for all blocks of a page at once.

In a symmetric (oblivious) tree all nodes of one depth ask the same question, so that the answers
are the bits of the leaf's number (A. Dorogush, V. Ershov, A. Gulin: CatBoost: gradient boosting
with categorical features support, 2018). Evaluating is then one comparison and one look-up for a
whole page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from extractor.boilerplate.learned.measures import Array

_CHUNK = 4096
"""Blocks looked at together, which bounds the memory that a huge page takes."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees of one depth over named features."""

    names: tuple[str, ...]
    """The features that are asked for."""
    feature: Array
    """(depth * trees): which of `names` a question is about."""
    border: Array
    """(depth * trees): whether the feature is greater than this."""
    leaves: Array
    """(trees * 2 ** depth): what a leaf adds."""
    depth: int
    bias: float

    def sum(self, columns: Mapping[str, Array]) -> Array:
        """The sum of all trees for every block: log-odds."""
        rows = [columns[name] for name in self.names]
        table = np.concatenate(rows, dtype=np.float32).reshape(len(rows), -1)
        parts = [
            self._part(table[:, start : start + _CHUNK])
            for start in range(0, table.shape[1], _CHUNK)
        ]
        return np.concatenate(parts) if len(parts) > 1 else parts[0]

    def _part(self, table: Array) -> Array:
        trees = len(self.feature) // self.depth
        leaf = np.zeros((trees, table.shape[1]), np.uint8)
        # A level at a time, which stays in the processor's cache; the last one is the highest bit.
        for level in reversed(range(self.depth)):
            asked = slice(level * trees, (level + 1) * trees)
            values = table.take(self.feature[asked], axis=0)
            leaf += leaf
            leaf |= np.greater(values, self.border[asked, None]).view(np.uint8)
        places = leaf + (np.arange(trees) << self.depth)[:, None]
        # All places are there: looking whether they are takes a third of the time.
        added = self.leaves.take(places, mode="clip")
        return np.asarray(added.sum(axis=0) + self.bias, np.float32)


def read_trees(value: Mapping[str, Any]) -> Trees:
    """Trees from the members of a model file."""
    depth = int(value["depth"])

    def by_level(name: str, number: type) -> Array:
        return np.array(value[name], number).reshape(-1, depth).T.ravel()

    return Trees(
        tuple(value["names"]),
        by_level("feature", np.intp),
        by_level("border", np.float32),
        np.array(_flat(value["leaves"]), np.float32),
        depth,
        float(value["bias"]),
    )


def _flat(rows: Sequence[Sequence[float]]) -> list[float]:
    return [number for row in rows for number in row]
