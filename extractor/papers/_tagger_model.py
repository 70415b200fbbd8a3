"""A linear-chain conditional random field, run in plain Python.

J. Lafferty, A. McCallum, F. Pereira: Conditional Random Fields, ICML 2001. The weights are whole
numbers of hundredths in a packed JSON file; training/citations makes it.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from operator import add

Groups = Sequence[tuple[tuple[str, ...], ...]]
"""Per token its groups of features."""

_UNIT = 0.01
_FORBIDDEN = -1e4
# Labels this far (in log odds) behind the best one at a token are not followed further.
_BEAM = 9.0
_GROUPS_KEPT = 32_768


class Model:
    """Weights of features and of pairs of labels. Immutable after loading; safe between threads."""

    def __init__(
        self, labels: Sequence[str], transitions: Sequence[Sequence[int]],
        features: dict[str, list[int]],
    ) -> None:  # fmt: skip
        self.labels = tuple(labels)
        self._features = features
        size = len(self.labels)
        self._transitions = [
            [
                row[target] * _UNIT if _allowed(self.labels[source], self.labels[target])
                else _FORBIDDEN
                for target in range(size)
            ]
            for source, row in enumerate(transitions)
        ]  # fmt: skip
        self._starts = tuple(
            _FORBIDDEN if label.startswith("I-") else 0.0 for label in self.labels
        )
        self._weights = lru_cache(maxsize=_GROUPS_KEPT)(self._sum)

    def _sum(self, group: tuple[str, ...]) -> tuple[float, ...] | None:
        total = [0] * len(self.labels)
        for feature in group:
            weights = self._features.get(feature)
            if weights is not None:
                for place in range(0, len(weights), 2):
                    total[weights[place]] += weights[place + 1]
        return tuple(weight * _UNIT for weight in total) if any(total) else None

    def scores(self, observed: Groups) -> list[list[float]]:
        """Per token and label the sum of the features' weights."""
        found = []
        weights = self._weights
        for groups in observed:
            total: Sequence[float] | None = None
            for group in groups:
                part = weights(group)
                if part is not None:
                    total = part if total is None else list(map(add, total, part))
            found.append(list(total) if total is not None else [0.0] * len(self.labels))
        return found

    def decode(self, observed: Groups) -> tuple[list[str], list[float]]:
        """The most probable labels (Viterbi) and the probability of each (forward-backward over
        the labels within the beam). Linear in the number of tokens."""
        if not observed:
            return [], []
        scores = self.scores(observed)
        scores[0] = list(map(add, scores[0], self._starts))
        paths, active = self._viterbi(scores)
        probable = self._probabilities(scores, active, paths)
        return [self.labels[label] for label in paths], probable

    def _viterbi(self, scores: Sequence[Sequence[float]]) -> tuple[list[int], list[list[int]]]:
        table = self._transitions
        best = list(scores[0])
        size = range(len(best))
        active = [_near(best, size)]
        back: list[dict[int, int]] = []
        for row in scores[1:]:
            sources = active[-1]
            total: dict[int, float] = {}
            links: dict[int, int] = {}
            for target in size:
                top, origin = -math.inf, sources[0]
                for source in sources:
                    value = best[source] + table[source][target]
                    if value > top:
                        top, origin = value, source
                total[target] = top + row[target]
                links[target] = origin
            best = [total[target] for target in size]
            active.append(_near(best, size))
            back.append(links)
        label = max(active[-1], key=best.__getitem__)
        path = [label]
        for links in reversed(back):
            label = links[label]
            path.append(label)
        return path[::-1], active

    def _probabilities(
        self, scores: Sequence[Sequence[float]], active: Sequence[Sequence[int]],
        path: Sequence[int],
    ) -> list[float]:  # fmt: skip
        table = self._transitions
        exp = math.exp
        forward: list[dict[int, float]] = []
        before: dict[int, float] = {}
        for place, row in enumerate(scores):
            labels = active[place]
            top = max(row[label] for label in labels)
            now = {}
            for label in labels:
                mass = 1.0 if not place else sum(
                    share * exp(max(-700.0, table[source][label]))
                    for source, share in before.items()
                )  # fmt: skip
                now[label] = mass * exp(max(-700.0, row[label] - top))
            before = _normal(now)
            forward.append(before)
        behind = dict.fromkeys(active[-1], 1.0)
        found = [forward[-1].get(path[-1], 0.0)]
        for place in range(len(scores) - 2, -1, -1):
            row = scores[place + 1]
            top = max(row[label] for label in active[place + 1])
            weighted = {
                label: share * exp(max(-700.0, row[label] - top))
                for label, share in behind.items()
            }
            behind = _normal({
                label: sum(
                    share * exp(max(-700.0, table[label][target]))
                    for target, share in weighted.items()
                )
                for label in active[place]
            })  # fmt: skip
            joint = {label: forward[place][label] * share for label, share in behind.items()}
            found.append(_normal(joint).get(path[place], 0.0))
        return found[::-1]


def _allowed(source: str, target: str) -> bool:
    """An inside label only follows its own field."""
    return not target.startswith("I-") or source[2:] == target[2:] and source[:2] in ("B-", "I-")


def _near(best: Sequence[float], size: range) -> list[int]:
    limit = max(best) - _BEAM
    return [label for label in size if best[label] >= limit]


def _normal(masses: dict[int, float]) -> dict[int, float]:
    total = sum(masses.values())
    if total <= 0.0:
        return dict.fromkeys(masses, 1.0 / len(masses))
    return {label: mass / total for label, mass in masses.items()}


@cache
def packaged_model() -> Model:
    """The model that ships with the package, read once."""
    packed = files("extractor.papers").joinpath("data/tagger.json.gz").read_bytes()
    data = json.loads(gzip.decompress(packed))
    return Model(data["labels"], data["transitions"], data["features"])
