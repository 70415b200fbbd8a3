"""How much text a block holds and of what characters it is made."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np

from extractor.boilerplate.learned.family import Columns, Family
from extractor.boilerplate.learned.lexicons import Margins
from extractor.boilerplate.learned.measures import CLASSES, Array, Measures

_FORMS = MappingProxyType({
    form: number
    for number, form in enumerate(
        ("heading", "paragraph", "item", "row", "preformatted", "caption", "term", "definition",
         "option")
    )
})  # fmt: skip


def _observe(measures: Measures, _: Margins) -> Columns:
    counts, size = measures.counts, measures.size
    whole = np.maximum(size, 1)
    columns: dict[str, Array] = {
        f"text.{name}_share": row for name, row in zip(CLASSES, counts / whole, strict=True)
    }
    words = counts[CLASSES.index("space")] + 1
    stops, pauses = counts[CLASSES.index("stop")], counts[CLASSES.index("pause")]
    blocks = measures.document.blocks
    lasts = [block.text[-1:] for block in blocks]
    columns |= {
        "text.size": np.log1p(size),
        "text.words": np.log1p(words),
        "text.word_size": size / words,
        "text.stops": stops,
        "text.pauses": pauses,
        "text.sentence_size": np.log1p(size / (stops + 1)),
        "text.linked_share": measures.linked / whole,
        "text.unlinked": np.log1p(size - measures.linked),
        "text.links": np.log1p(measures.links),
        "text.local_links": measures.local,
        "text.link_size": np.log1p(measures.linked / np.maximum(measures.links, 1)),
        "text.images": measures.images,
        "text.strong_share": measures.strong / whole,
        "text.form": np.array([_FORMS[block.form] for block in blocks]),
        "text.level": np.array([block.level for block in blocks]),
        "text.joined": np.array([block.joined for block in blocks]),
        "text.ends_sentence": np.array(list(map(_ENDS.__contains__, lasts))),
        "text.ends_colon": np.array(list(map(_COLONS.__contains__, lasts))),
    }
    return columns


_ENDS = frozenset(".!?。！？…”\"'")
_COLONS = frozenset(":：")

FAMILY = Family("text", _observe)
