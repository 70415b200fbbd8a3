"""The learned judge: how likely every block is main content.

A boosted forest looks at the features of every block. training/judge makes the model file;
docs/judge.md is its card.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from extractor.boilerplate.learned.lexicons import Lexicon, margins
from extractor.boilerplate.learned.measures import CLASSES, Array, Measures, measure
from extractor.boilerplate.learned.observe import raw_columns
from extractor.boilerplate.learned.trees import Trees, read_trees
from extractor.records import Document

_LEAST, _MOST = 0.1, 0.65
"""Bounds of the probability from which a page's blocks are content."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What the model says about a page."""

    odds: Array
    """Per block the log-odds of content, 0 where the page's content should end."""
    wide_share: float
    """How much of the page's text is in East Asian letters."""


@dataclass(frozen=True, slots=True)
class Model:
    """Immutable after loading; safe between threads."""

    names: Lexicon
    words: Lexicon
    trees: Trees
    recall_weight: float
    """How much text that is missed counts against text that is too much."""

    def probabilities(self, document: Document) -> tuple[Measures, Array]:
        """The probability of content per block of a document that has blocks."""
        measures = measure(document)
        columns = raw_columns(measures, margins(measures, self.names, self.words))
        return measures, probabilities(self.trees.sum(columns))

    def scores(self, document: Document) -> Learned:
        """What it says about a document that has blocks."""
        measures, found = self.probabilities(document)
        cut = page_cut(measures.size, found, self.recall_weight)
        wide = 2 * measures.counts[CLASSES.index("wide")].sum()
        return Learned(
            log_odds(found) - log_odds(cut), float(wide / max(1.0, float(measures.size.sum())))
        )


def page_cut(size: Array, found: Array, recall_weight: float) -> Array:
    """The probability from which on the blocks of a page are content.

    Of all cuts the one is taken that is expected to give the best F1, were the probabilities right
    (N. Ye et al.: Optimizing F-measure, ICML 2012): on pages of links, where no block is likely, it
    is low. `size` and `found` have a value per block.
    """
    weight = size.astype(np.float64)
    order = np.argsort(-found, kind="stable")
    content = np.cumsum((found * weight)[order])
    text = np.cumsum(weight[order])
    expected = 2 * content / np.maximum(text + recall_weight * content[-1], 1e-9)
    best = found[order[int(np.argmax(expected))]]
    return np.asarray(np.clip(best - 1e-6, _LEAST, _MOST), np.float32)


def probabilities(odds: Array) -> Array:
    """Of log-odds."""
    return np.asarray(1 / (1 + np.exp(-odds)), np.float32)


def log_odds(found: Array) -> Array:
    """Of probabilities, cut off at one in a thousand."""
    clipped = np.clip(found, 1e-3, 1 - 1e-3)
    return np.asarray(np.log(clipped / (1 - clipped)), np.float32)


@cache
def packaged() -> Model:
    """The model of data/judge.json.gz."""
    data = files("extractor.boilerplate.data").joinpath("judge.json.gz").read_bytes()
    return read_model(json.loads(gzip.decompress(data)))


def read_model(value: Mapping[str, Any]) -> Model:
    """A model from the members of its file."""
    return Model(
        # Not behind a proxy, which takes three times as long: they are asked thousands of times.
        value["names"],
        value["words"],
        read_trees(value["trees"]),
        float(value["recall_weight"]),
    )
