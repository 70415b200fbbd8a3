"""What kind of page a block stands on."""

from __future__ import annotations

import numpy as np

from extractor.boilerplate.learned.family import Columns, Family, of_page
from extractor.boilerplate.learned.lexicons import Margins
from extractor.boilerplate.learned.measures import CLASSES, Measures


def _observe(measures: Measures, margins: Margins) -> Columns:
    size, counts = measures.size, measures.counts
    total = max(float(size.sum()), 1.0)
    plain = size - measures.linked
    long = measures.prose > 0
    forms = [block.form for block in measures.document.blocks]
    values = {
        "page.text": np.log1p(total),
        "page.blocks": np.log1p(len(size)),
        "page.mean_size": np.log1p(total / len(size)),
        "page.linked_share": measures.linked.sum() / total,
        "page.prose_share": plain[long].sum() / total,
        "page.prose": np.log1p(plain[long].sum()),
        "page.longest": np.log1p(plain.max()),
        "page.long": np.log1p(long.sum()),
        "page.images": np.log1p(measures.images.sum()),
        "page.links": np.log1p(measures.links.sum()),
        "page.signs": counts[CLASSES.index("sign")].sum() / total,
        "page.digits": counts[CLASSES.index("digit")].sum() / total,
        "page.wide": counts[CLASSES.index("wide")].sum() / total,
        "page.headings": forms.count("heading") / len(forms),
        "page.items": forms.count("item") / len(forms),
        "page.rows": forms.count("row") / len(forms),
        "page.words": margins.words.mean(),
        "page.names": margins.names[measures.element].mean(),
    }
    return of_page(values, len(size))


FAMILY = Family("page", _observe)
