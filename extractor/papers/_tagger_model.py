"""A linear-chain conditional random field, run in plain Python.

J. Lafferty, A. McCallum, F. Pereira: Conditional Random Fields, ICML 2001. The weights are whole
numbers of hundredths in a packed JSON file; training/citations makes it.

The weights of one feature for all labels are one Python integer with a lane of 32 bits per label,
so that one addition adds them all: a sum of weights below 2**31 in size never leaves its lane, and
a negative one borrows from the next lane what `_BIAS` gives back before the lanes are read.
"""

from __future__ import annotations

import gzip
import json
import math
import struct
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from operator import add

from extractor.papers._tagger_features import Observation

_UNIT = 0.01
_FORBIDDEN = -1_000_000
# Labels this far behind the best one at a token are not followed further.
_BEAM = 700
_LANE = 32
_BIAS = 1 << 31
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
        self._lanes = struct.Struct(f"<{size}I")
        self._bias = sum(_BIAS << (_LANE * label) for label in range(size))
        self._transitions = [
            [
                row[target] if _allowed(self.labels[source], self.labels[target]) else _FORBIDDEN
                for target in range(size)
            ]
            for source, row in enumerate(transitions)
        ]  # fmt: skip
        self._odds = [[_exp(weight) for weight in row] for row in self._transitions]
        self._starts = tuple(_FORBIDDEN if label.startswith("I-") else 0 for label in self.labels)
        self._weights = lru_cache(maxsize=_GROUPS_KEPT)(self._sum)
        self._single = lru_cache(maxsize=_GROUPS_KEPT)(self._packed)

    def _packed(self, feature: str) -> int:
        """The weights of a feature, a lane per label."""
        weights = self._features.get(feature, ())
        return sum(
            weights[place + 1] << (_LANE * weights[place]) for place in range(0, len(weights), 2)
        )

    def _sum(self, group: tuple[str, ...]) -> int:
        return sum(map(self._single, group))

    def scores(self, observed: Sequence[Observation]) -> list[tuple[int, ...]]:
        """Per token and label the sum of the features' weights, the same constant added to all."""
        weights, single, known = self._weights, self._single, self._features
        unpack, size, bias = self._lanes.unpack, self._lanes.size, self._bias
        found: list[tuple[int, ...]] = []
        for groups, loose in observed:
            total = sum(map(weights, groups), bias)
            # Most pairs of neighbours have no weight.
            for feature in loose:
                if feature in known:
                    total += single(feature)
            found.append(unpack(total.to_bytes(size, "little")))
        return found

    def decode(self, observed: Sequence[Observation]) -> tuple[list[str], list[float]]:
        """The most probable labels (Viterbi) and the probability of each (forward-backward over
        the labels within the beam). Linear in the number of tokens."""
        if not observed:
            return [], []
        scores = self.scores(observed)
        scores[0] = tuple(map(add, scores[0], self._starts))
        paths, active = self._viterbi(scores)
        probable = self._probabilities(scores, active, paths)
        return [self.labels[label] for label in paths], probable

    def _viterbi(self, scores: Sequence[Sequence[int]]) -> tuple[list[int], list[list[int]]]:
        """The best path, and at each token the labels within the beam."""
        table = self._transitions
        bests: list[Sequence[int]] = [scores[0]]
        active = [_near(scores[0])]
        for row in scores[1:]:
            best = bests[-1]
            first, *others = active[-1]
            so_far = best[first]
            top = [so_far + step for step in table[first]]
            for source in others:
                so_far = best[source]
                top = [
                    way if way > (other := so_far + step) else other
                    for way, step in zip(top, table[source], strict=True)
                ]
            bests.append(list(map(add, top, row)))
            active.append(_near(bests[-1]))
        label = max(active[-1], key=bests[-1].__getitem__)
        path = [label]
        for best, sources in zip(bests[-2::-1], active[-2::-1], strict=True):
            target = label
            label = max(sources, key=lambda source: best[source] + table[source][target])
            path.append(label)
        return path[::-1], active

    def _probabilities(
        self, scores: Sequence[Sequence[int]], active: Sequence[Sequence[int]],
        path: Sequence[int],
    ) -> list[float]:  # fmt: skip
        odds = self._odds
        masses = [_odds_of(row, labels) for row, labels in zip(scores, active, strict=True)]
        forward: list[dict[int, float]] = [_normal(masses[0])]
        for now in masses[1:]:
            if len(now) == 1:
                forward.append(dict.fromkeys(now, 1.0))
                continue
            before = [(share, odds[source]) for source, share in forward[-1].items()]
            forward.append(_normal({
                label: mass * sum([share * row[label] for share, row in before])
                for label, mass in now.items()
            }))  # fmt: skip
        behind = dict.fromkeys(active[-1], 1.0)
        found = [forward[-1].get(path[-1], 0.0)]
        for place in range(len(scores) - 2, -1, -1):
            if len(active[place]) == 1:
                behind = dict.fromkeys(active[place], 1.0)
                found.append(1.0)
                continue
            now = masses[place + 1]
            weighted = [(label, share * now[label]) for label, share in behind.items()]
            behind = _normal({
                label: sum([share * row[target] for target, share in weighted])
                for label, row in [(label, odds[label]) for label in active[place]]
            })  # fmt: skip
            joint = {label: forward[place][label] * share for label, share in behind.items()}
            found.append(_normal(joint).get(path[place], 0.0))
        return found[::-1]


def _exp(weight: int) -> float:
    return math.exp(max(-700.0, weight * _UNIT))


def _odds_of(row: Sequence[int], labels: Sequence[int]) -> dict[int, float]:
    """Unnormed probabilities of the labels by one token's features alone."""
    if len(labels) == 1:
        return {labels[0]: 1.0}
    top = max([row[label] for label in labels])
    return {label: _exp(row[label] - top) for label in labels}


def _allowed(source: str, target: str) -> bool:
    """An inside label only follows its own field."""
    return not target.startswith("I-") or (source[2:] == target[2:] and source[:2] in ("B-", "I-"))


def _near(best: Sequence[int]) -> list[int]:
    limit = max(best) - _BEAM
    return [label for label, score in enumerate(best) if score >= limit]


def _normal(masses: dict[int, float]) -> dict[int, float]:
    if len(masses) == 1:
        return dict.fromkeys(masses, 1.0)
    total = sum(masses.values())
    if total <= 0.0:
        return dict.fromkeys(masses, 1.0 / len(masses))
    return {label: mass / total for label, mass in masses.items()}


def read_model(packed: bytes) -> Model:
    """The model in the bytes of a model file."""
    data = json.loads(gzip.decompress(packed))
    return Model(data["labels"], data["transitions"], data["features"])


@cache
def packaged_model() -> Model:
    """The model that ships with the package, read once."""
    return read_model(files("extractor.papers").joinpath("data/tagger.json.gz").read_bytes())
