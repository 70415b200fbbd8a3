"""Blocks made alike: the items of menus, lists and rows of cards."""

from __future__ import annotations

import numpy as np

from extractor.boilerplate.learned.family import Columns, Family
from extractor.boilerplate.learned.lexicons import Margins
from extractor.boilerplate.learned.measures import (
    CLASSES,
    Array,
    Measures,
    combinations,
    numbered,
)


def _observe(measures: Measures, margins: Margins) -> Columns:
    element = measures.element
    made, parent = measures.made, measures.parent
    alike = measures.alike[element]
    groups = {
        "alike": alike,
        "siblings": combinations(made[element], made[parent][element], parent[element]),
        "cousins": combinations(alike, measures.around[2]),
    }
    columns: dict[str, Array] = {}
    for name, group in groups.items():
        columns |= _of_group(name, group, measures, margins)
    texts = numbered([block.text for block in measures.document.blocks])
    columns["repetition.same_text"] = np.bincount(texts)[texts]
    return columns


def _of_group(name: str, group: Array, measures: Measures, margins: Margins) -> Columns:
    size = measures.size
    count = np.bincount(group)
    text = np.bincount(group, size)
    logs = np.log1p(size)
    some = np.maximum(count, 1)
    mean = np.bincount(group, logs) / some
    square = np.bincount(group, logs * logs) / some
    stops = np.bincount(group, measures.counts[CLASSES.index("stop")])
    values = {
        "count": np.log1p(count),
        "mean": mean,
        "spread": np.sqrt(np.maximum(square - mean * mean, 0)),
        "linked_share": np.bincount(group, measures.linked) / np.maximum(text, 1),
        "stops": stops / np.maximum(text, 1),
        "words": np.bincount(group, margins.words) / some,
        "page_share": text / max(float(size.sum()), 1.0),
    }
    rows = np.array(list(values.values()), np.float32)[:, group]
    return {f"{name}.{key}": row for key, row in zip(values, rows, strict=True)}


FAMILY = Family("repetition", _observe)
