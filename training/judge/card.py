"""The model card, docs/judge.md."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from training.judge.corpus import Page
from training.judge.learn import FOLDS, FOREST
from training.judge.validate import Validation

_TEXT = """# The judge of main content

Written by this command:

```sh
python -m training.judge --wcxb ../shared/wcxb/dev --gold ../shared/pages/boiler --folds FOLDS
```

A forest of {trees} symmetric trees of depth {depth} looks at {features} features of every block.
Two lexicons add up what tags, classes, ids and roles ({names:,} tokens) and the first words of
blocks ({words:,}) say; they are logistic regressions.
A page's cut is where the expected F1 is best, with text that is missed counted {recall_weight}
times.
The model file has {kilobytes:,} KB of JSON before compression; it needs numpy and nothing else.

## Data

- WCXB development split, {wcxb:,} pages (Murrough Foley, 2026, CC-BY-4.0), of the types {types}.
- {chinese} Chinese pages of ../shared/pages that have a main text.
- {variants:,} variants of these: with boilerplate of another page grafted on, with classes and ids
  made opaque, or with HTML 5 elements and names taken away.

Pages without any gold text are not learned from.
SHA-256 of pages and gold: `{digest}`; seed {seed}.
The test split of WCXB was never looked at.

## Scores

Cross-validation in {folds} folds by site: every page judged by forests and lexicons that saw no
page of its site.
F1 of the bags of words as in WCXB, over the pages with gold text.
Phrases and other rules that come after the model are not in these figures;
`python -m benchmarks.content` measures everything together.

| pages | number | F1 |
| --- | --- | --- |
{scores}
"""

_ABLATION = """
## What the families of features bring

Mean F1 of small forests (all folds) without one family at a time.

| without | F1 |
| --- | --- |
{rows}
"""


def card(
    pages: Sequence[Page], validation: Validation, ablation: Mapping[str, float],
    model: Mapping[str, Any], digest: str, seed: int,
) -> str:  # fmt: skip
    """The card as Markdown."""
    types = Counter(page.type for page in pages)
    chinese = types.pop("chinese", 0)
    text = _TEXT.format(
        trees=FOREST.trees, depth=FOREST.depth, features=len(validation.names),
        names=len(model["names"]), variants=sum(one.variant for one in validation.seen),
        words=len(model["words"]), recall_weight=validation.recall_weight,
        kilobytes=len(json.dumps(model)) // 1024, wcxb=sum(types.values()),
        types=", ".join(f"{name} ({count})" for name, count in sorted(types.items())),
        chinese=chinese, digest=digest, seed=seed, folds=FOLDS,
        scores="\n".join(
            f"| {kind} | {len(values)} | {sum(values) / len(values):.3f} |"
            for kind, values in sorted(validation.scores.items())
        ),
    )  # fmt: skip
    if ablation:
        rows = "\n".join(
            f"| {family or 'nothing'} | {value:.4f} |" for family, value in ablation.items()
        )
        text += _ABLATION.format(rows=rows)
    return text
