"""The decision's model: a logistic regression over named features, calibrated."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

CEILING = 0.99
"""What the data can show at most: nothing is surer."""
_FARTHEST = 30.0


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature name; their sum is a calibrated log-odds."""

    bias: float
    weights: Mapping[str, float]
    finders: frozenset[str]
    """The finders whose proposals it was trained on."""

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability that what has these features is an entry. Unknown names count nothing."""
        known = self.weights
        total = self.bias + math.fsum(
            value * known[name] for name, value in features.items() if name in known
        )
        return probability_of(total)


def probability_of(log_odds: float) -> float:
    """The probability of a log-odds, at most CEILING."""
    bounded = min(_FARTHEST, max(-_FARTHEST, log_odds))
    return min(CEILING, 1 / (1 + math.exp(-bounded)))


def parsed_model(text: str) -> Model:
    """The model that a JSON text holds. Raises KeyError, TypeError or ValueError for another."""
    data = json.loads(text)
    return Model(
        bias=float(data["bias"]),
        weights=MappingProxyType({name: float(value) for name, value in data["weights"].items()}),
        finders=frozenset(data["finders"]),
    )


@cache
def packaged_model() -> Model:
    """The model that the package ships."""
    path = files("extractor.papers.data").joinpath("decision.json")
    return parsed_model(path.read_text("utf-8"))
