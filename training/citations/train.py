"""Trains the field's weights and writes the model file."""

from __future__ import annotations

import gzip
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from extractor.papers._tagger_features import observe
from extractor.papers._tagger_tokens import tokens_of
from training.citations.strings import Labelled, filled

BEGUN = frozenset({"author", "title", "venue"})
"""Labels whose first token has a label of its own."""


def token_labels(string: Labelled) -> list[str]:
    """The labels of a string's tokens, separators given to a field, first tokens marked."""
    tokens = tokens_of(string.text)
    fields = filled(
        [string.labels[token.start] for token in tokens], [token.text for token in tokens]
    )
    found = []
    before = ""
    for field in fields:
        if field in BEGUN:
            found.append(f"I-{field}" if field == before else f"B-{field}")
        else:
            found.append(field)
        before = field
    return found


@dataclass(frozen=True, slots=True)
class Settings:
    """How the weights are fitted, and which are kept."""

    iterations: int = 70
    c1: float = 0.2
    c2: float = 0.02
    smallest: float = 0.03


def train(strings: Sequence[Labelled], work: Path, settings: Settings) -> None:
    """Trains on `strings`; leaves crfsuite's own model file at `work`."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params(
        {"c1": settings.c1, "c2": settings.c2, "max_iterations": settings.iterations,
         "feature.minfreq": 4,
         "feature.possible_transitions": False, "epsilon": 1e-4, "delta": 1e-4}
    )  # fmt: skip
    for string in strings:
        tokens = tokens_of(string.text)
        items = [
            [feature for group in (*groups, loose) for feature in group]
            for groups, loose in observe(tokens, string.text, string.spans)
        ]
        trainer.append(pycrfsuite.ItemSequence(items), token_labels(string))
    trainer.train(str(work))


def export(work: Path, out: Path, smallest: float) -> tuple[int, int]:
    """Writes weights of at least `smallest` to `out`; the numbers of features and weights."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(work))
    info = tagger.info()
    labels = sorted(info.labels)
    place = {label: index for index, label in enumerate(labels)}
    transitions = [[0] * len(labels) for _ in labels]
    for (source, target), weight in info.transitions.items():
        transitions[place[source]][place[target]] = round(weight * 100)
    features: dict[str, list[int]] = {}
    for (feature, label), weight in _large(info.state_features.items(), smallest):
        features.setdefault(feature, []).extend((place[label], round(weight * 100)))
    ordered = {feature: features[feature] for feature in sorted(features)}
    data = {"labels": labels, "transitions": transitions, "features": ordered}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    out.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    return len(features), sum(len(weights) // 2 for weights in features.values())


def _large(
    items: Sequence[tuple[tuple[str, str], float]], smallest: float
) -> Iterator[tuple[tuple[str, str], float]]:
    for key, weight in sorted(items):
        if abs(weight) >= smallest:
            yield key, weight


def train_and_export(
    strings: Sequence[Labelled], out: Path, settings: Settings = Settings()
) -> tuple[int, int]:
    """Trains on `strings` and writes the model to `out`; the numbers of features and weights."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "model.crfsuite"
        train(strings, work, settings)
        return export(work, out, settings.smallest)
