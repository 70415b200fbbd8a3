"""What stands just before and after a block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    for step, moved in zip(_STEPS, _shifted([*own.values(), measures.element]), strict=True):
        for name, values in zip(own, moved, strict=False):
            columns[f"near{step:+}.{name}"] = values
        columns[f"near{step:+}.same_element"] = moved[-1] == measures.element
    windows = _windows([size, measures.linked, stops, margins.words])
    for (side, width), (text, linked, stop, words) in windows:
        some = np.maximum(text, 1)
        columns[f"{side}{width}.size"] = np.log1p(text)
        columns[f"{side}{width}.linked_share"] = linked / some
        columns[f"{side}{width}.stops"] = stop / some
        columns[f"{side}{width}.words"] = words / width
    return columns


def _shifted(rows: Sequence[Array]) -> Iterator[Array]:
    """For each of _STEPS the rows with the values so many blocks on; -1 beyond the page."""
    most, blocks = max(_STEPS), len(rows[0])
    padded = np.full((len(rows), blocks + 2 * most), -1, np.float32)
    padded[:, most:-most] = rows
    for step in _STEPS:
        yield padded[:, most + step : most + step + blocks]


def _windows(rows: Sequence[Array]) -> Iterator[tuple[tuple[str, int], Array]]:
    """The sums of the rows over the blocks before, and after, each block."""
    blocks = len(rows[0])
    index = np.arange(blocks)
    sums = np.zeros((len(rows), blocks + 1))
    np.cumsum(rows, axis=1, dtype=np.float64, out=sums[:, 1:])
    for width in _WINDOWS:
        yield ("before", width), sums[:, :-1] - sums[:, np.maximum(index - width, 0)]
        yield ("after", width), sums[:, np.minimum(index + 1 + width, blocks)] - sums[:, 1:]


FAMILY = Family("neighbours", _observe)
