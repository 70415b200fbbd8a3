"""Where on the page a block stands."""

from __future__ import annotations

import numpy as np

from extractor.boilerplate.learned.family import Columns, Family
from extractor.boilerplate.learned.lexicons import Margins
from extractor.boilerplate.learned.measures import Array, Measures


def _observe(measures: Measures, _: Margins) -> Columns:
    size = measures.size
    blocks = len(size)
    index = np.arange(blocks)
    before = np.concatenate(([0.0], np.cumsum(size, dtype=np.float64)[:-1]))
    long = measures.prose > 0
    last = np.maximum.accumulate(np.where(long, index, -1))
    following = np.minimum.accumulate(np.where(long, index, blocks)[::-1])[::-1]
    prose = np.cumsum(measures.prose, dtype=np.float64)
    total = max(float(prose[-1]), 1.0)
    tops = [
        block.index
        for block in measures.document.blocks
        if block.form == "heading" and block.level == 1
    ]
    top = tops[0] if tops else -1
    columns: dict[str, Array] = {
        "position.block": index / blocks,
        "position.index": np.log1p(index),
        "position.left": np.log1p(blocks - index),
        "position.text": before / max(float(size.sum()), 1.0),
        "position.text_before": np.log1p(before),
        "position.prose": prose / total,
        "position.prose_before": np.log1p(prose),
        "position.prose_after": np.log1p(total - prose),
        "position.since_long": np.where(last >= 0, index - last, 999),
        "position.to_long": np.where(following < blocks, following - index, 999),
        "position.from_top": index - top if tops else np.full(blocks, 9999),
        "position.tops": np.full(blocks, len(tops)),
    }
    return columns


FAMILY = Family("position", _observe)
