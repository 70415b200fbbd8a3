"""From examples to a model: lexicons, then the forest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.boilerplate.learned.lexicons import Lexicon, margins
from extractor.boilerplate.learned.measures import Measures, measure
from extractor.boilerplate.learned.observe import observe
from training.judge.boost import Settings, exported, grow
from training.judge.corpus import fold_of
from training.judge.examples import Example
from training.judge.lexicons import learn_names, learn_words

FOLDS = 5
_ROWS = 200
"""Blocks of one page that a forest sees."""
FOREST = Settings(trees=300, depth=6, rate=0.1)

Table = NDArray[np.float32]


@dataclass
class Seen:
    """An example with the features of its blocks."""

    example: Example
    variant: bool
    """Made from another page: learned from, never scored."""
    measures: Measures
    table: Table
    """(blocks, features)."""


def see(
    example: Example, lexicons: tuple[Lexicon, Lexicon], *, variant: bool = False
) -> tuple[Seen, tuple[str, ...]]:
    """The features of an example's blocks, and their names."""
    measures = measure(example.document)
    columns = observe(measures, margins(measures, *lexicons))
    table = np.stack(list(columns.values()), 1)
    return Seen(example, variant, measures, table), tuple(columns)


def learn_lexicons(examples: Sequence[Example]) -> tuple[dict[str, float], dict[str, float]]:
    """Names and words."""
    return learn_names(examples), learn_words(examples)


def fold(example: Example) -> int:
    """The fold of an example's site."""
    return fold_of(example.site, FOLDS)


def rows_of(
    seen: Sequence[Seen], tables: Sequence[Table], seed: int, most: int = _ROWS
) -> tuple[Table, NDArray[np.bool_], NDArray[np.float64]]:
    """Rows, labels and weights of a sample of at most `most` blocks of every page."""
    draw = np.random.default_rng(seed)
    parts: list[tuple[Table, NDArray[np.bool_], NDArray[np.float64]]] = []
    for one, table in zip(seen, tables, strict=True):
        size = len(table)
        chosen = np.sort(draw.choice(size, min(size, most), replace=False))
        weights = one.example.weights[chosen] * (size / len(chosen))
        parts.append((table[chosen], one.example.shares[chosen] >= 0.5, weights))
    return (
        np.concatenate([part[0] for part in parts]),
        np.concatenate([part[1] for part in parts]),
        np.concatenate([part[2] for part in parts]),
    )


def grow_trees(seen: Sequence[Seen], seed: int) -> Any:
    """The forest."""
    return grow(*rows_of(seen, [one.table for one in seen], seed), FOREST, seed)


def predicted(model: Any, table: Table) -> NDArray[np.float32]:
    """Probabilities of content."""
    return np.asarray(model.predict_proba(table)[:, 1], np.float32)


def model_file(
    lexicons: tuple[Lexicon, Lexicon], trees: Any, names: Sequence[str], recall_weight: float
) -> dict[str, Any]:
    """The members of the model file, which extractor.boilerplate.learned.model reads."""
    return {
        "names": dict(lexicons[0]),
        "words": dict(lexicons[1]),
        "trees": exported(trees, names),
        "recall_weight": recall_weight,
    }
