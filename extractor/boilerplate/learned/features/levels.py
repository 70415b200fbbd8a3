"""The elements around a block, at the levels where they come to hold more blocks."""

from __future__ import annotations

import numpy as np

from extractor.boilerplate.learned.family import Columns, Family
from extractor.boilerplate.learned.lexicons import Margins
from extractor.boilerplate.learned.measures import CLASSES, Array, Measures, inside

_LEVELS = 6


def _observe(measures: Measures, margins: Margins) -> Columns:
    facts = _facts(measures, margins)
    table = np.array(list(facts.values()), np.float32)
    index = np.arange(len(measures.size))
    columns: dict[str, Array] = {}
    element = measures.element
    for level in range(_LEVELS):
        if level:
            element = measures.wider[element]
        for name, values in zip(facts, table[:, element], strict=True):
            columns[f"level{level}.{name}"] = values
        blocks = measures.last[element] - measures.first[element]
        columns[f"level{level}.place"] = (index - measures.first[element]) / np.maximum(blocks, 1)
    return columns


def _facts(measures: Measures, margins: Margins) -> dict[str, Array]:
    """What is known of every element."""
    counts = measures.counts
    size, prose = measures.size, measures.prose
    kinds = [counts[CLASSES.index(name)] for name in ("pause", "stop", "sign", "digit")]
    text, linked, links, images, running, pauses, stops, signs, digits, words = inside(
        measures,
        np.array([size, measures.linked, measures.links, measures.images, prose, *kinds,
                  margins.words]),
    )  # fmt: skip
    blocks = np.maximum(measures.last - measures.first, 1)
    some = np.maximum(text, 1)
    return {
        "text": np.log1p(text),
        "page_share": text / max(float(size.sum()), 1.0),
        "blocks": np.log1p(blocks),
        "mean_size": np.log1p(text / blocks),
        "linked_share": linked / some,
        "links": np.log1p(links),
        "images": np.log1p(images),
        "prose": np.log1p(running),
        "prose_share": running / max(float(prose.sum()), 1.0),
        "prose_of_text": running / some,
        "pauses": pauses / some,
        "stops": stops / some,
        "signs": signs / some,
        "digits": digits / some,
        "words": words / blocks,
    }


FAMILY = Family("levels", _observe)
