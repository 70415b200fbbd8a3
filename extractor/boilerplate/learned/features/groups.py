"""Parts of the page made alike: cards, rows and sections around a block that repeat.

At every level where the elements around a block come to hold more blocks, the outermost element of
the narrower level is compared with its siblings of the same tag and classes.
"""

from __future__ import annotations

import numpy as np

from extractor.boilerplate.learned.family import Columns, Family
from extractor.boilerplate.learned.lexicons import Margins
from extractor.boilerplate.learned.measures import (
    CLASSES,
    Array,
    Measures,
    inside,
    numbered,
    outermost,
    pairs,
)

_LEVELS = 4


def _observe(measures: Measures, _: Margins) -> Columns:
    top = outermost(measures)
    facts = _facts(measures, top)
    table = np.array(list(facts.values()))
    element = measures.element
    columns: dict[str, Array] = {}
    for level in range(_LEVELS):
        if level:
            element = measures.wider[element]
        for name, values in zip(facts, table[:, element], strict=True):
            columns[f"group{level}.{name}"] = values
    return columns


def _facts(measures: Measures, top: Array) -> dict[str, Array]:
    group = pairs(measures.wider[top], measures.made[top])
    tags = numbered([name[0] for name in measures.names])[measures.called]
    loose = pairs(measures.wider[top], tags[top])
    # One member per outermost element: those inside it with the same blocks do not count again.
    member = top == np.arange(len(top))
    stop = measures.counts[CLASSES.index("stop")]
    text, linked, stops, images = inside(
        measures, np.array([measures.size, measures.linked, stop, measures.images])
    )
    logs = np.log1p(text)
    count = np.maximum(np.bincount(group, member), 1)
    mean = np.bincount(group, logs * member) / count
    square = np.bincount(group, logs * logs * member) / count
    total = np.bincount(group, text * member)
    values = {
        "count": np.log1p(count),
        "mean": mean,
        "spread": np.sqrt(np.maximum(square - mean * mean, 0)),
        "linked_share": np.bincount(group, linked * member) / np.maximum(total, 1),
        "stops": np.bincount(group, stops * member) / np.maximum(total, 1),
        "images": np.bincount(group, images * member) / count,
        "page_share": total / max(float(measures.size.sum()), 1.0),
        "blocks": np.bincount(group, (measures.last - measures.first) * member) / count,
    }
    facts = {name: value[group].astype(np.float32) for name, value in values.items()}
    facts["same_tag"] = np.log1p(np.bincount(loose, member))[loose].astype(np.float32)
    return facts


FAMILY = Family("groups", _observe)
