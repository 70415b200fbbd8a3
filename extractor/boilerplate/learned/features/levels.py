"""The elements around a block, at the levels where they come to hold more blocks."""

from __future__ import annotations

import numpy as np

from extractor.boilerplate.learned.family import Columns, Family
from extractor.boilerplate.learned.lexicons import Margins
from extractor.boilerplate.learned.measures import CLASSES, Array, Measures, inside

_LEVELS = 6


def _observe(measures: Measures, margins: Margins) -> Columns:
    facts = _facts(measures, margins)
    index = np.arange(len(measures.size))
    columns: dict[str, Array] = {}
    element = measures.element
    for level in range(_LEVELS):
        if level:
            element = measures.wider[element]
        for name, values in facts.items():
            columns[f"level{level}.{name}"] = values[element]
        blocks = measures.last[element] - measures.first[element]
        columns[f"level{level}.place"] = (index - measures.first[element]) / np.maximum(blocks, 1)
    return columns


def _facts(measures: Measures, margins: Margins) -> dict[str, Array]:
    """What is known of every element."""
    counts, size = measures.counts, measures.size
    prose = measures.prose
    text = inside(measures, size)
    blocks = np.maximum(measures.last - measures.first, 1)
    return {
        "text": np.log1p(text),
        "page_share": text / max(float(size.sum()), 1.0),
        "blocks": np.log1p(blocks),
        "mean_size": np.log1p(text / blocks),
        "linked_share": inside(measures, measures.linked) / np.maximum(text, 1),
        "links": np.log1p(inside(measures, measures.links)),
        "images": np.log1p(inside(measures, measures.images)),
        "prose": np.log1p(inside(measures, prose)),
        "prose_share": inside(measures, prose) / max(float(prose.sum()), 1.0),
        "prose_of_text": inside(measures, prose) / np.maximum(text, 1),
        "pauses": inside(measures, counts[CLASSES.index("pause")]) / np.maximum(text, 1),
        "stops": inside(measures, counts[CLASSES.index("stop")]) / np.maximum(text, 1),
        "signs": inside(measures, counts[CLASSES.index("sign")]) / np.maximum(text, 1),
        "digits": inside(measures, counts[CLASSES.index("digit")]) / np.maximum(text, 1),
        "words": inside(measures, margins.words) / blocks,
    }


FAMILY = Family("levels", _observe)
