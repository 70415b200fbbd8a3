"""What stands just before and after a block."""

from __future__ import annotations

import numpy as np

from extractor.boilerplate.learned.family import Columns, Family
from extractor.boilerplate.learned.lexicons import Margins
from extractor.boilerplate.learned.measures import CLASSES, Array, Measures

_STEPS = (-2, -1, 1, 2)
_WINDOWS = (4, 12)


def _observe(measures: Measures, margins: Margins) -> Columns:
    size = measures.size
    stops = measures.counts[CLASSES.index("stop")]
    own = {
        "size": np.log1p(size),
        "linked_share": measures.linked / np.maximum(size, 1),
        "words": margins.words,
        "stops": stops,
        "names": margins.names[measures.element],
    }
    columns: dict[str, Array] = {}
    for step in _STEPS:
        for name, values in own.items():
            columns[f"near{step:+}.{name}"] = _shifted(values, step)
        columns[f"near{step:+}.same_element"] = _shifted(measures.element, step) == measures.element
    sums = {"size": size, "linked": measures.linked, "stops": stops, "words": margins.words}
    for width in _WINDOWS:
        for side in ("before", "after"):
            inside = {name: _window(values, width, side) for name, values in sums.items()}
            text = np.maximum(inside["size"], 1)
            columns[f"{side}{width}.size"] = np.log1p(inside["size"])
            columns[f"{side}{width}.linked_share"] = inside["linked"] / text
            columns[f"{side}{width}.stops"] = inside["stops"] / text
            columns[f"{side}{width}.words"] = inside["words"] / width
    return columns


def _shifted(values: Array, step: int) -> Array:
    """The value `step` blocks on; -1 beyond the page."""
    moved = np.full(len(values), -1, np.float32)
    if step > 0:
        moved[:-step] = values[step:]
    else:
        moved[-step:] = values[:step]
    return moved


def _window(values: Array, width: int, side: str) -> Array:
    """The sum over the `width` blocks before or after each block."""
    sums = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    index = np.arange(len(values))
    if side == "before":
        return sums[index] - sums[np.maximum(index - width, 0)]
    return sums[np.minimum(index + 1 + width, len(values))] - sums[index + 1]


FAMILY = Family("neighbours", _observe)
