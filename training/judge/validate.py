"""Cross-validation by site, and the choice of what the forests leave open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from extractor.boilerplate.learned.lexicons import Lexicon
from extractor.boilerplate.learned.model import page_cut
from training.judge.boost import Settings, grow
from training.judge.examples import Example
from training.judge.learn import (
    FOLDS,
    Seen,
    fold,
    grow_trees,
    learn_lexicons,
    model_file,
    predicted,
    rows_of,
    see,
)
from training.judge.scores import Scorer

_RECALL_WEIGHTS = (0.7, 0.85, 1.0, 1.2)
_SMALL, _FEW_ROWS = Settings(trees=80, depth=5, rate=0.2), 60
"""For comparing families with each other: small forests rank them as large ones do."""


@dataclass
class Validation:
    """What cross-validation found."""

    models: list[dict[str, Any]]
    """A model file per fold, made without that fold's sites."""
    seen: list[Seen]
    names: tuple[str, ...]
    recall_weight: float
    scores: dict[str, list[float]]
    """F1 of every scored page under its type, and all under `all`."""


def in_parallel(function: Callable[[int], Any], count: int = FOLDS) -> list[Any]:
    """The results of `function` for 0 to `count` - 1; the forests' own code runs outside of the
    interpreter's lock."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(function, range(count)))


def validate(
    originals: Sequence[Example],
    variants: Sequence[Example],
    seed: int,
    tell: Callable[[str], None],
) -> Validation:
    """Forests for every fold, and the scores of pages by forests that did not see their site."""
    useful = [one for one in originals if one.main and one.document.blocks]
    lexicons = [
        learn_lexicons([one for one in useful if fold(one) != place]) for place in range(FOLDS)
    ]
    tell("lexicons learned")
    seen, names = _all_seen(useful, variants, lexicons)
    forests = in_parallel(
        lambda place: grow_trees([one for one in seen if fold(one.example) != place], seed)
    )
    tell("forests grown")
    scored = [(one, Scorer(one.example)) for one in seen if not one.variant]
    found = {
        one.example.name: predicted(forests[fold(one.example)], one.table) for one, _ in scored
    }
    weight = max(
        _RECALL_WEIGHTS,
        key=lambda weight: np.mean([
            scorer.f1(_kept(one, found[one.example.name], weight)) for one, scorer in scored
        ]),
    )  # fmt: skip
    scores: dict[str, list[float]] = defaultdict(list)
    for one, scorer in scored:
        f1 = scorer.f1(_kept(one, found[one.example.name], weight))
        for kind in (one.example.type, "all"):
            scores[kind].append(f1)
    models = [model_file(lexicons[place], forests[place], names, weight) for place in range(FOLDS)]
    return Validation(models, seen, names, weight, scores)


def _all_seen(
    useful: Sequence[Example],
    variants: Sequence[Example],
    lexicons: Sequence[tuple[Lexicon, Lexicon]],
) -> tuple[list[Seen], tuple[str, ...]]:
    seen: list[Seen] = []
    names: tuple[str, ...] = ()
    for examples, is_variant in ((useful, False), (variants, True)):
        for example in examples:
            one, names = see(example, lexicons[fold(example)], variant=is_variant)
            seen.append(one)
    return seen, names


def _kept(one: Seen, found: Any, recall_weight: float) -> Any:
    return found > page_cut(one.measures.size, found, recall_weight)


def ablation(seen: Sequence[Seen], names: Sequence[str], seed: int) -> dict[str, float]:
    """Mean F1 of small forests without each family of features; `` is with all."""
    families = sorted({name.partition(".")[0].rstrip("0123456789+-") for name in names})
    results: dict[str, float] = {}
    for family in ("", *families):
        kept = [
            place
            for place, name in enumerate(names)
            if not family or name.partition(".")[0].rstrip("0123456789+-") != family
        ]
        results[family] = _small_score(seen, kept, seed)
    return results


def _small_score(seen: Sequence[Seen], kept: list[int], seed: int) -> float:
    def score(place: int) -> list[float]:
        train = [one for one in seen if fold(one.example) != place and not one.variant]
        tables = [one.table[:, kept] for one in train]
        model = grow(*rows_of(train, tables, seed, _FEW_ROWS), _SMALL, seed)
        return [
            Scorer(one.example).f1(_kept(one, predicted(model, one.table[:, kept]), 1.0))
            for one in seen
            if fold(one.example) == place and not one.variant
        ]

    return float(np.mean([value for part in in_parallel(score) for value in part]))
