"""What kind of page a block stands on."""

from __future__ import annotations

import numpy as np

from extractor.boilerplate.learned.family import Columns, Family
from extractor.boilerplate.learned.lexicons import Margins
from extractor.boilerplate.learned.measures import CLASSES, Measures


def _observe(measures: Measures, margins: Margins) -> Columns:
    size, counts = measures.size, measures.counts
    total = max(float(size.sum()), 1.0)
    plain = size - measures.linked
    long = measures.prose > 0
    forms = [block.form for block in measures.document.blocks]
    values = {
        "text": np.log1p(total),
        "blocks": np.log1p(len(size)),
        "mean_size": np.log1p(total / len(size)),
        "linked_share": measures.linked.sum() / total,
        "prose_share": plain[long].sum() / total,
        "prose": np.log1p(plain[long].sum()),
        "longest": np.log1p(plain.max()),
        "long": np.log1p(long.sum()),
        "images": np.log1p(measures.images.sum()),
        "links": np.log1p(measures.links.sum()),
        "signs": counts[CLASSES.index("sign")].sum() / total,
        "digits": counts[CLASSES.index("digit")].sum() / total,
        "wide": counts[CLASSES.index("wide")].sum() / total,
        "headings": forms.count("heading") / len(forms),
        "items": forms.count("item") / len(forms),
        "rows": forms.count("row") / len(forms),
        "words": margins.words.mean(),
        "names": margins.names[measures.element].mean(),
    }
    return {f"page.{name}": np.full(len(size), value, np.float32) for name, value in values.items()}


FAMILY = Family("page", _observe)
