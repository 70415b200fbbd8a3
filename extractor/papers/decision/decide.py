"""Whether a proposal is a paper: a probability that means what it says."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.papers.decision.features import features_of
from extractor.papers.decision.model import packaged_model
from extractor.papers.merge import Merged
from extractor.papers.sections import Context


def confidences(context: Context, proposals: Sequence[Merged]) -> list[float]:
    """The probability of each proposal that it is a paper and rightly read.

    A finder that the model was not trained with, a plug-in's, is taken at its word.
    """
    model = packaged_model()
    return [
        model.probability(features) if entry.candidate.finder in model.finders else entry.score
        for entry, features in zip(proposals, features_of(context, proposals), strict=True)
    ]
