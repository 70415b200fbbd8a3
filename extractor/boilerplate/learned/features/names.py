"""What the tags, classes and ids around a block say, by a learned lexicon."""

from __future__ import annotations

from operator import attrgetter

import numpy as np

from extractor.boilerplate.learned.family import Columns, Family
from extractor.boilerplate.learned.lexicons import Margins
from extractor.boilerplate.learned.measures import Array, Measures

_NEAR = 4
_DEPTH = attrgetter("depth")


def _observe(measures: Measures, margins: Margins) -> Columns:
    own = margins.names
    total, least, most = _down(measures, own)
    element = measures.element
    columns: dict[str, Array] = {
        "names.total": total[element],
        "names.least": least[element],
        "names.most": most[element],
        "names.depth": np.array(list(map(_DEPTH, measures.document.elements)))[element],
    }
    for step in range(_NEAR):
        columns[f"names.up{step}"] = own[element]
        element = measures.parent[element]
    return columns


def _down(measures: Measures, own: Array) -> tuple[Array, Array, Array]:
    """Sum, least and most of the margins of an element and those around it."""
    values = own.tolist()
    total = values[:1]
    # Parents come first; the first element is the root.
    for value, parent in zip(values[1:], measures.parent[1:].tolist(), strict=True):
        total.append(value + total[parent])
    extremes = np.stack((own, -own))
    above = measures.parent
    while True:
        # Each turn looks twice as far up.
        extremes = np.minimum(extremes, extremes[:, above])
        if not above.any():
            return np.array(total), extremes[0], -extremes[1]
        above = above[above]


FAMILY = Family("names", _observe)
