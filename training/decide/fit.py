"""Fits the weights (penalised logistic regression) and the calibration (Platt scaling)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

import numpy as np
from numpy.typing import NDArray

from extractor.lexicon import load
from extractor.papers.decision.features import Features
from training.decide.samples import Sample

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Settings:
    """How the weights are fitted."""

    penalty: float = 1.0
    """On the squares of the weights."""
    made: float = 0.15
    fixture: float = 0.3
    """Weights of made pages and of fixtures beside real pages."""
    rarest: int = 3
    """Sites on which a feature must occur."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights, not calibrated."""

    names: tuple[str, ...]
    weights: Floats
    bias: float

    def sums(self, samples: Sequence[Sample]) -> Floats:
        """The log-odds of each sample."""
        return table([sample.features for sample in samples], self.names) @ self.weights + self.bias


def table(rows: Sequence[Features], names: Sequence[str]) -> Floats:
    """Features as a matrix."""
    place = {name: number for number, name in enumerate(names)}
    found = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            if name in place:
                found[number, place[name]] = value
    return found


def weights_of(samples: Sequence[Sample], settings: Settings) -> Floats:
    """Weights of samples: a page counts with the root of its number of proposals."""
    share = {"made": settings.made, "fixture": settings.fixture}
    counts = Counter((sample.page, sample.shown) for sample in samples)
    return np.array(
        [
            share.get(sample.origin, 1.0) / np.sqrt(counts[sample.page, sample.shown])
            for sample in samples
        ]
    )


def feature_names(samples: Sequence[Sample], rarest: int) -> tuple[str, ...]:
    """The features that occur on enough sites."""
    sites: dict[str, set[str]] = {}
    for sample in samples:
        for name, value in sample.features.items():
            if value:
                sites.setdefault(name, set()).add(sample.site)
    return tuple(sorted(name for name, found in sites.items() if len(found) >= rarest))


def fit(samples: Sequence[Sample], settings: Settings, near: Fitted | None = None) -> Fitted:
    """Weights of the features that count the way they may; the others are left out.

    `near` is where to start from, which saves time and changes nothing: there is one optimum.
    """
    names = feature_names(samples, settings.rarest)
    rows = table([sample.features for sample in samples], names)
    right = np.array([sample.right for sample in samples], dtype=float)
    share = weights_of(samples, settings)
    may = np.array([sign_of(name) for name in names])
    kept = np.ones(len(names), dtype=bool)
    known = dict(zip(near.names, near.weights, strict=True)) if near is not None else {}
    found = np.array([known.get(name, 0.0) for name in names] + [near.bias if near else 0.0])
    while True:
        found = newton(rows[:, kept], right, share, settings.penalty, found)
        wrong = found[:-1] * may[kept] < 0
        if not wrong.any():
            left = tuple(name for name, keep in zip(names, kept, strict=True) if keep)
            return Fitted(left, found[:-1], float(found[-1]))
        kept[np.flatnonzero(kept)[wrong]] = False
        found = np.append(found[:-1][~wrong], found[-1])


@cache
def _signs() -> tuple[tuple[int, str], ...]:
    data = load("training.decide", "signs.toml")
    return tuple(
        (sign, name) for sign, key in ((1, "for_papers"), (-1, "against")) for name in data[key]
    )


def sign_of(feature: str) -> int:
    """1 for a feature that can only speak for a paper, -1 for one against, 0 for others."""
    return next((sign for sign, name in _signs() if fnmatchcase(feature, name)), 0)


def newton(rows: Floats, right: Floats, share: Floats, penalty_: float, start: Floats) -> Floats:
    """Logistic regression by Newton's method with halved steps where a whole one goes too far:
    a weight per column, and the bias, which is not penalised."""
    rows = np.hstack((rows, np.ones((len(rows), 1))))
    penalty = np.full(rows.shape[1], penalty_)
    penalty[-1] = 1e-6
    found = start.copy()

    def loss(weights: Floats) -> float:
        sums = rows @ weights
        fit_ = share @ (np.logaddexp(0, sums) - right * sums)
        return float(fit_ + penalty @ weights**2 / 2)

    now = loss(found)
    for _ in range(_STEPS):
        expected = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (share * (expected - right)) + penalty * found
        curve = (rows * (share * expected * (1 - expected))[:, None]).T @ rows
        step = np.linalg.solve(curve + np.diag(penalty), slope)
        while (after := loss(found - step)) > now + _CLOSE and np.abs(step).max() > _CLOSE:
            step /= 2
        found, now = found - step, after
        if np.abs(step).max() < _CLOSE:
            break
    return found


_STEPS = 50
_CLOSE = 1e-6


def calibrated(fitted: Fitted, scale: tuple[float, float]) -> Fitted:
    """The same with its sums scaled."""
    slope, offset = scale
    return Fitted(fitted.names, fitted.weights * slope, fitted.bias * slope + offset)


def calibrate(sums: Floats, right: Floats, share: Floats) -> tuple[float, float]:
    """Slope and offset that make sums of proposals, none of them trained on, log-odds.

    J. Platt: Probabilistic outputs for support vector machines, 1999.
    """
    slope, offset = newton(sums[:, None], right, share, _LOOSE, np.array([1.0, 0.0]))
    return float(slope), float(offset)


_LOOSE = 0.01
