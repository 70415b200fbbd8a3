"""Pages with the labels and weights of their blocks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.records import Document
from training.judge.corpus import Page, document_of
from training.judge.labels import labelled

_MOST_TEXT = 2.0
"""A page's text counts at most so many times its main content, however much there is."""


@dataclass(frozen=True)
class Example:
    """A page to learn from."""

    name: str
    site: str
    type: str
    main: str
    document: Document
    shares: NDArray[np.float64]
    """Per block the share of its words that are main content."""
    sizes: NDArray[np.float64]
    """Per block its number of words."""
    weights: NDArray[np.float64]
    """Per block how much it counts: a page's content counts one in all."""


def example_of(page: Page, document: Document | None = None, weight: float = 1.0) -> Example:
    """The page with its labels; `document` is a variant of its own."""
    document = document_of(page) if document is None else document
    shares, sizes = labelled([block.text for block in document.blocks], page.main)
    return Example(
        page.name, page.site, page.type, page.main, document, shares, sizes,
        weight * _weights(shares, sizes),
    )  # fmt: skip


def _weights(shares: NDArray[np.float64], sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    content = max(1.0, float((shares * sizes).sum()))
    weights = sizes / content
    total = float(weights.sum())
    return weights * (min(_MOST_TEXT, total) / total) if total else weights
