"""The elements around a block, at the levels where they come to hold more blocks."""

from __future__ import annotations

import numpy as np

from extractor.boilerplate.learned.family import Columns, Family, of_levels
from extractor.boilerplate.learned.lexicons import Margins
from extractor.boilerplate.learned.measures import CLASSES, Array, Measures, inside


def _observe(measures: Measures, margins: Margins) -> Columns:
    columns = of_levels("level", _facts(measures, margins), measures.around)
    first = measures.first[measures.around]
    blocks = np.maximum(measures.last[measures.around] - first, 1)
    for level, place in enumerate((np.arange(len(measures.size)) - first) / blocks):
        columns[f"level{level}.place"] = place
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
