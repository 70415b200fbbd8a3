"""What the first words of a block, its neighbours and its heading say, by a learned lexicon."""

from __future__ import annotations

import numpy as np

from extractor.boilerplate.learned.family import Columns, Family
from extractor.boilerplate.learned.lexicons import Margins
from extractor.boilerplate.learned.measures import Array, Measures


def _observe(measures: Measures, margins: Margins) -> Columns:
    own = margins.words
    heads = np.array([block.form == "heading" for block in measures.document.blocks])
    index = np.arange(len(own))
    before = np.maximum.accumulate(np.where(heads, index, -1))
    some = before >= 0
    place = np.maximum(before, 0)
    sums = np.concatenate(([0.0], np.cumsum(measures.size, dtype=np.float64)))
    after = np.where(heads, index, len(own))
    following = np.minimum.accumulate(after[::-1])[::-1]
    columns: dict[str, Array] = {
        "words.own": own,
        "heading.words": np.where(some, own[place], 0),
        "heading.distance": np.where(some, index - before, 999),
        "heading.text_since": np.log1p(sums[index] - np.where(some, sums[place], 0)),
        "heading.linked": np.where(
            some, measures.linked[place] / np.maximum(measures.size[place], 1), -1
        ),
        "heading.level": np.where(
            some, np.array([block.level for block in measures.document.blocks])[place], 0
        ),
        "heading.next": following - index,
        "heading.before": np.cumsum(heads),
    }
    return columns


FAMILY = Family("words", _observe)
