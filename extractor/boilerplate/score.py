"""From features to the log-odds that a block is content: the place of a learned judge."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.boilerplate.boxes import Box
from extractor.boilerplate.features import Features
from extractor.boilerplate.region import Region, is_listed
from extractor.boilerplate.weights import Weights
from extractor.records import Document


def score_blocks(
    document: Document,
    features: Features,
    region: Region,
    boxes: Sequence[Box | None],
    weights: Weights,
) -> tuple[float, ...]:
    """Log-odds of every block: above 0 it is content."""
    scores = [
        _score(document, features, region, boxes, weights, index)
        for index in range(len(document.blocks))
    ]
    return tuple(_images_like_neighbours(document, scores))


def _score(
    document: Document,
    features: Features,
    region: Region,
    boxes: Sequence[Box | None],
    weights: Weights,
    index: int,
) -> float:
    if index == features.title.block:
        return weights["title"]
    inside = region.first <= index < region.last
    beside = region.outer_first <= index < region.outer_last
    score = weights["inside" if inside else "beside" if beside else "outside"]
    block = document.blocks[index]
    width = features.text.width[index]
    linked = features.links.width[index]
    cue = features.attributes.kind_strength[index]
    prose = features.prose[index]
    if prose:
        score += weights["prose"] * min(1.0, prose / weights["prose_full"]) * (1 - cue)
    elif linked > 0.5 * width:
        cited = is_listed(features, index, weights)
        score += weights["links_cited" if cited else "links"] * linked / width
        if region.listing and inside and width >= weights["listing_item"]:
            score += weights["listed"]
    if block.form == "heading":
        score += weights["heading"]
    elif block.form == "option":
        score += weights["option"]
    score += weights["phrase"] * max(
        0.0, features.wording.strength[index] - weights["phrase_from"]
    )
    score += weights["cue"] * cue
    if inside or beside:
        score += weights["content_cue"] * features.attributes.content_strength[index]
    if boxes[index] is not None:
        score += weights["box"]
    if index in features.title.repeats:
        score += weights["repeat"]
    if index < features.title.block and not prose:
        score += weights["before_title"]
    return score


def _images_like_neighbours(document: Document, scores: Sequence[float]) -> list[float]:
    """A block that only holds images goes with the blocks around it."""
    filled = list(scores)
    for block in document.blocks:
        if not block.text:
            around = scores[max(0, block.index - 2) : block.index + 3]
            filled[block.index] = sum(around) / len(around)
    return filled
