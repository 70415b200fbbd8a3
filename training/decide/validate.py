"""What the decision is worth on sites that it was not trained on."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from extractor.papers.decision.model import probability_of
from training.decide.fit import Floats, Settings, calibrate, fit, weights_of
from training.decide.samples import Sample

REAL = ("gold", "general")
_GENERAL_FOLDS = 20
"""General sites, most without a proposal, are left out in so many groups."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A real proposal that may become an entry, as judged by a model that never saw its site."""

    sample: Sample
    sum: float
    confidence: float


def leave_sites_out(samples: Sequence[Sample], settings: Settings) -> tuple[Judged, ...]:
    """Every real proposal, judged without its site; the calibration leaves it out as well."""
    real = [sample for sample in samples if sample.origin in REAL]
    shown = [sample for sample in real if sample.shown]
    sums = np.zeros(len(shown))
    folds = [fold_of(sample) for sample in shown]
    whole = fit(samples, settings)
    for fold in sorted(set(folds)):
        fitted = fit([each for each in samples if fold_of(each) != fold], settings, whole)
        left_out = [place for place, each in enumerate(folds) if each == fold]
        sums[left_out] = fitted.sums([shown[place] for place in left_out])
    return tuple(_calibrated(shown, sums, folds, settings))


def fold_of(sample: Sample) -> str:
    """The samples that are left out together."""
    if sample.origin != "general":
        return sample.site
    return f"general {zlib.crc32(sample.site.encode()) % _GENERAL_FOLDS}"


def _calibrated(
    shown: Sequence[Sample], sums: Floats, folds: Sequence[str], settings: Settings
) -> Iterator[Judged]:
    right = np.array([sample.right for sample in shown], dtype=float)
    share = weights_of(shown, settings)
    for fold in sorted(set(folds)):
        inside = np.array([each == fold for each in folds])
        slope, offset = calibrate(sums[~inside], right[~inside], share[~inside])
        for sample, value, here in zip(shown, sums.tolist(), inside, strict=True):
            if here:
                yield Judged(sample, value, probability_of(slope * value + offset))
