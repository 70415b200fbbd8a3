"""The lexicons of names and words: logistic regressions whose weights are kept token by token."""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import scipy.sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from extractor.boilerplate.learned.lexicons import name_tokens, word_tokens
from training.judge.examples import Example

_SITES = {"names": 5, "words": 8}
"""A token is learned when it stands on pages of so many sites."""
_STRENGTH = {"names": 0.01, "words": 0.03}
"""Inverse of regularisation."""
_ROUNDS = 60
_SMALLEST = 0.03
"""Weights nearer to 0 than this are left out."""


def learn_names(examples: Sequence[Example]) -> dict[str, float]:
    """Weights of tags, classes, ids and roles; an element's add up with those around it."""
    vocabulary = _vocabulary(
        ((example.site, _tokens_of(example)) for example in examples), _SITES["names"]
    )
    rows = _Rows(len(vocabulary))
    for example in examples:
        elements = example.document.elements
        own = [
            [vocabulary[token] for token in name_tokens(element) if token in vocabulary]
            for element in elements
        ]
        paths: list[list[int]] = []
        for element, tokens in zip(elements, own, strict=True):
            paths.append(tokens if element.parent < 0 else [*paths[element.parent], *tokens])
        held = np.array([block.element for block in example.document.blocks])
        content = np.bincount(held, example.weights * example.shares, len(elements))
        other = np.bincount(held, example.weights * (1 - example.shares), len(elements))
        for place in np.nonzero(content + other)[0]:
            rows.add(paths[place], content=content[place], other=other[place])
    return rows.fitted(vocabulary, _STRENGTH["names"], 100.0)


def learn_words(examples: Sequence[Example]) -> dict[str, float]:
    """Weights of the first words of blocks."""
    vocabulary = _vocabulary(
        (
            (
                example.site,
                {t for block in example.document.blocks for t in word_tokens(block.text)},
            )
            for example in examples
        ),
        _SITES["words"],
    )
    rows = _Rows(len(vocabulary))
    for example in examples:
        for block in example.document.blocks:
            weight = min(example.weights[block.index], 0.2) ** 0.5
            if weight > 0:
                tokens = [vocabulary[t] for t in word_tokens(block.text) if t in vocabulary]
                is_content = example.shares[block.index] >= 0.5
                rows.add(tokens, content=weight * is_content, other=weight * (not is_content))
    return rows.fitted(vocabulary, _STRENGTH["words"], 10.0)


def _tokens_of(example: Example) -> set[str]:
    return {token for element in example.document.elements for token in name_tokens(element)}


def _vocabulary(found: Iterable[tuple[str, set[str]]], sites: int) -> dict[str, int]:
    seen: dict[str, set[str]] = defaultdict(set)
    for site, tokens in found:
        for token in tokens:
            seen[token].add(site)
    kept = sorted(token for token, where in seen.items() if len(where) >= sites)
    return {token: number for number, token in enumerate(kept)}


class _Rows:
    """Weighted rows of tokens."""

    def __init__(self, tokens: int) -> None:
        self._tokens = tokens
        self._ends = [0]
        self._places: list[int] = []
        self._labels: list[bool] = []
        self._weights: list[float] = []

    def add(self, tokens: list[int], *, content: float, other: float) -> None:
        """The tokens once for each label that has weight."""
        for label, weight in ((True, content), (False, other)):
            if weight > 0:
                self._places.extend(tokens)
                self._ends.append(len(self._places))
                self._labels.append(label)
                self._weights.append(float(weight))

    def fitted(self, vocabulary: dict[str, int], strength: float, scale: float) -> dict[str, float]:
        table = scipy.sparse.csr_matrix(
            (np.ones(len(self._places), np.float32), self._places, self._ends),
            (len(self._labels), self._tokens),
        )
        table.sum_duplicates()
        model = LogisticRegression(C=strength, max_iter=_ROUNDS)
        with warnings.catch_warnings():
            # A few tokens more or less settled make no difference to the trees.
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(table, self._labels, sample_weight=np.array(self._weights) * scale)
        weights = model.coef_[0]
        return {
            token: round(float(weights[place]), 3)
            for token, place in vocabulary.items()
            if abs(weights[place]) >= _SMALLEST
        }
