"""Gradient boosting of symmetric trees with CatBoost, and what the model file holds of them."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier, Pool
from numpy.typing import NDArray


@dataclass(frozen=True)
class Settings:
    """How trees are grown."""

    trees: int = 300
    depth: int = 6
    rate: float = 0.1
    regularisation: float = 10.0
    features_tried: float = 0.25
    rows_tried: float = 0.6
    borders: int = 48


def grow(
    table: NDArray[np.float32],
    labels: NDArray[np.bool_],
    weights: NDArray[np.float64],
    settings: Settings,
    seed: int,
) -> CatBoostClassifier:
    """Trees that tell content (True) from the rest; `table` is (rows, features)."""
    model = CatBoostClassifier(
        iterations=settings.trees,
        depth=settings.depth,
        learning_rate=settings.rate,
        l2_leaf_reg=settings.regularisation,
        rsm=settings.features_tried,
        subsample=settings.rows_tried,
        bootstrap_type="Bernoulli",
        boosting_type="Plain",
        score_function="L2",
        leaf_estimation_iterations=1,
        border_count=settings.borders,
        thread_count=1,  # the same trees whatever the machine
        random_seed=seed,
        verbose=0,
        allow_writing_files=False,
    )
    scaled = weights * (len(weights) / weights.sum())
    model.fit(Pool(table, labels.astype(int), weight=scaled))
    return model


def exported(model: CatBoostClassifier, names: Sequence[str]) -> dict[str, Any]:
    """The trees as a model file keeps them, with only the features that they ask for."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        saved = json.loads(path.read_text("utf-8"))
    trees = saved["oblivious_trees"]
    depth = max(len(tree["splits"] or ()) for tree in trees)
    questions = [_padded(tree, depth) for tree in trees]
    used = sorted({feature for splits, _ in questions for feature, _ in splits})
    place = {feature: number for number, feature in enumerate(used)}
    scale, (bias,) = saved["scale_and_bias"]
    return {
        "names": [names[feature] for feature in used],
        "depth": depth,
        "bias": bias,
        "feature": [place[feature] for splits, _ in questions for feature, _ in splits],
        "border": [_short(border) for splits, _ in questions for _, border in splits],
        "leaves": [[round(scale * value, 5) for value in leaves] for _, leaves in questions],
    }


def _padded(tree: dict[str, Any], depth: int) -> tuple[list[tuple[int, float]], list[float]]:
    """Questions and leaves of a tree; one that stopped early asks what is never so."""
    splits = [(split["float_feature_index"], split["border"]) for split in tree["splits"] or ()]
    missing = depth - len(splits)
    return [*splits, *[(0, 3e38)] * missing], list(tree["leaf_values"]) * 2**missing


def _short(border: float) -> float:
    """A border as a float32 keeps it, in few digits."""
    return float(np.format_float_positional(np.float32(border), unique=True))
