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
    return tuple(scores)


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
    inside = region.holds(index)
    beside = region.outer_first <= index < region.outer_last
    cue = features.attributes.kind_strength[index]
    phrase = features.wording.strength[index]
    score = weights["inside" if inside else "beside" if beside else "outside"]
    score += _score_of_text(features, weights, index, listed=region.listing and inside)
    score += weights.get(f"form_{document.blocks[index].form}", 0.0)
    score += weights["phrase"] * max(0.0, phrase - weights["phrase_from"])
    score += weights["cue"] * cue
    if inside or beside:
        score += weights["content_cue"] * features.attributes.content_strength[index]
    if boxes[index] is not None:
        score += weights["box"]
    if index in features.title.repeats:
        score += weights["repeat"]
    if index < features.title.block and not features.prose[index]:
        score += weights["before_title"]
    return score


def _score_of_text(features: Features, weights: Weights, index: int, *, listed: bool) -> float:
    width, linked = features.text.width[index], features.links.width[index]
    prose = features.prose[index]
    if prose:
        doubt = features.attributes.kind_strength[index]
        return weights["prose"] * min(1.0, prose / weights["prose_full"]) * (1 - doubt)
    if linked <= 0.5 * width:
        return 0.0
    cited = is_listed(features, index, weights)
    score = weights["links_cited" if cited else "links"] * linked / width
    if listed and width >= weights["listing_item"]:
        score += weights["listed"]
    return score


def like_neighbours(document: Document, scores: Sequence[float]) -> list[float]:
    """A block that only holds images goes with the text beside it in its own container."""
    filled = list(scores)
    elements = document.elements
    for block in document.blocks:
        if block.text:
            continue
        own = elements[block.element] if block.element >= 0 else None
        container = elements[own.parent] if own is not None and own.parent >= 0 else own
        near = [
            scores[index]
            for index in (block.index - 1, block.index + 1)
            if container is not None and container.first <= index < container.last
        ]
        around = scores[max(0, block.index - 2) : block.index + 3]
        filled[block.index] = max(near) if near else sum(around) / len(around)
    return filled
