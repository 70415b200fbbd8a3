"""Parts of the page made alike: cards, rows and sections around a block that repeat.

At every level where the elements around a block come to hold more blocks, the outermost element of
the narrower level is compared with its siblings of the same tag and classes.
"""

from __future__ import annotations

import numpy as np

from extractor.boilerplate.learned.family import Columns, Family, of_levels
from extractor.boilerplate.learned.lexicons import Margins
from extractor.boilerplate.learned.measures import (
    CLASSES,
    Array,
    Measures,
    combinations,
    inside,
    numbered,
    outermost,
)

_LEVELS = 4


def _observe(measures: Measures, _: Margins) -> Columns:
    facts = _facts(measures, outermost(measures))
    return of_levels("group", facts, measures.around[:_LEVELS])


def _facts(measures: Measures, top: Array) -> dict[str, Array]:
    groups = combinations(measures.wider[top], measures.made[top])
    tags = numbered([name[0] for name in measures.names])[measures.called]
    loose = combinations(measures.wider[top], tags[top])
    # One member per outermost element: those inside it with the same blocks do not count again.
    member = np.flatnonzero(top == np.arange(len(top)))
    group = groups[member]
    stop = measures.counts[CLASSES.index("stop")]
    text, linked, stops, images = inside(
        measures, np.array([measures.size, measures.linked, stop, measures.images])
    )[:, member]
    logs = np.log1p(text)
    count = np.bincount(group)
    mean = np.bincount(group, logs) / count
    square = np.bincount(group, logs * logs) / count
    total = np.bincount(group, text)
    values = {
        "count": np.log1p(count),
        "mean": mean,
        "spread": np.sqrt(np.maximum(square - mean * mean, 0)),
        "linked_share": np.bincount(group, linked) / np.maximum(total, 1),
        "stops": np.bincount(group, stops) / np.maximum(total, 1),
        "images": np.bincount(group, images) / count,
        "page_share": total / max(float(measures.size.sum()), 1.0),
        "blocks": np.bincount(group, (measures.last - measures.first)[member]) / count,
    }
    facts = dict(zip(values, np.array(list(values.values()), np.float32)[:, groups], strict=True))
    facts["same_tag"] = np.log1p(np.bincount(loose[member]))[loose]
    return facts


FAMILY = Family("groups", _observe)
