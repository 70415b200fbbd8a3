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
    total, least, most = own.tolist(), own.tolist(), own.tolist()
    for place, parent in enumerate(measures.parent.tolist()):
        if parent != place:
            total[place] += total[parent]
            least[place] = min(least[place], least[parent])
            most[place] = max(most[place], most[parent])
    return np.array(total), np.array(least), np.array(most)


FAMILY = Family("names", _observe)
