"""How likely every block is content: the learned judge, the rules and the phrases in one place.

The learned judge decides. What it cannot know is added to its log-odds with a stated weight: the
page's printed title, rows of teasers, text that is printed once more, and, on pages unlike those it
learned from (East Asian pages, pages of a few blocks), the hand-made rules with the phrases of the
boilerplate kinds. Where there is no markup the rules decide alone. On other pages phrases only name
the kinds, but for labels such as 'Advertisement': measured there, others make the choice no better.
Where the template of the page's site is known, what it repeats is less likely content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractor.boilerplate.boxes import find_boxes
from extractor.boilerplate.features import Features, Lines, complete
from extractor.boilerplate.kinds import phrases
from extractor.boilerplate.learned import model
from extractor.boilerplate.peer import OWN
from extractor.boilerplate.phrases import Matcher, compile_matcher
from extractor.boilerplate.printings import find_second_printings
from extractor.boilerplate.region import Region, find_region
from extractor.boilerplate.score import like_neighbours, score_blocks
from extractor.boilerplate.site_template import Repeat, without_labels
from extractor.boilerplate.teasers import find_teasers
from extractor.boilerplate.weights import Weights
from extractor.lexicon import fold
from extractor.records import Block, Document

RULES = "rules"
_LINES, _HEADINGS = frozenset({"ad", "related", "share"}), frozenset({"ad", "related"})
"""Kinds whose labels stand inside the content of others, and what does as a heading."""
_ADS, _NONE = frozenset({"ad"}), frozenset[str]()
_QUOTES = frozenset("\"'“‘«„「『")
_DATA = frozenset({"row", "preformatted", "term", "definition"})
"""Forms of what an article tells about: 'Print' there is an option or a line of a budget."""
_BARELY = 0.05
"""Log-odds of what is content for its neighbours' sake."""


@dataclass(frozen=True, slots=True)
class Scores:
    """One value per block."""

    odds: tuple[float, ...]
    """Log-odds of content: above 0 it is."""
    learned: tuple[float, ...]
    """What the learned judge alone said."""
    teasers: frozenset[int]
    """Blocks of cards behind the article that lead elsewhere."""
    by_rules: bool
    """Whether the rules had their say."""
    judge: str = OWN
    """Whose log-odds these are."""
    before: tuple[float, ...] = ()
    """`odds` before the last looks at the neighbours, which come again when something is added."""
    again: frozenset[int] = frozenset()
    """Blocks of content whose text stands further up already."""
    region: Region | None = None
    """The main region, where it was looked for."""


def score(document: Document, seen: Lines, weights: Weights, shift: float) -> Scores:
    """The scores of a document that has blocks; `shift` is added to all: more is kept above 0."""
    if document.media_type == "text/plain":
        return _of_plain_text(document, complete(document, seen), weights, shift)
    found = model.packaged().scores(document)
    learned: list[float] = found.odds.tolist()
    share = _share_of_rules(document, found.wide_share, weights)
    stated: Sequence[float] = ()
    region = None
    if share:
        features = complete(document, seen)
        region = find_region(document, features, weights)
        stated = _stated(document, features, region, learned, share, weights)
    teasers = find_teasers(document, seen, weights)
    odds = [value + shift for value in learned]
    for index, value in enumerate(stated):
        odds[index] += value
    for index in teasers:
        odds[index] += weights["teasers"]
    for index in _labels(document, seen, odds, weights):
        # Where the rules count they have counted the phrase already.
        value = odds[index] + (0.0 if share else weights["label"])
        odds[index] = min(value, weights["hole"], weights["head"])
    if seen.title.block >= 0:
        odds[seen.title.block] = max(odds[seen.title.block], weights["title"])
    scores = Scores(
        (), tuple(learned), teasers, by_rules=share > 0, before=tuple(odds), region=region
    )
    return _beside_neighbours(document, scores, odds, weights)


def _labels(
    document: Document, seen: Lines, odds: Sequence[float], weights: Weights
) -> Iterator[int]:
    """Lines of the content that a phrase of certain kinds fits from end to end: 'Advertisement'."""
    find = _label_matcher(weights["label_strength"]).opening
    for block, value, width in zip(document.blocks, odds, seen.widths, strict=True):
        if value <= weights["head"] or not 0 < width <= weights["label_width"]:
            continue
        if _is_data(block) or block.text[0] in _QUOTES:
            continue
        goes_on = block.index + 1 < len(odds) and odds[block.index + 1] > 0
        kinds = _kinds_of_label(document, block, goes_on=goes_on)
        for _, match in find(fold(block.text)) if kinds else ():
            if match.phrase.kind in kinds:
                yield block.index


def _kinds_of_label(document: Document, block: Block, *, goes_on: bool) -> frozenset[str]:
    """What a line can be a label of; `goes_on`: content follows it."""
    if block.form == "heading":
        return _NONE if goes_on else _HEADINGS
    if not goes_on or _is_linked(block):
        return _LINES
    if any(
        span.type == "strong" and span.end - span.start == len(block.text) for span in block.spans
    ):
        return _ADS
    # What is related is linked, behind the label if not in it; else it heads what follows.
    return _LINES if _is_linked(document.blocks[block.index + 1]) else _LINES - {"related"}


def _is_linked(block: Block) -> bool:
    return any(span.type == "link" for span in block.spans)


def _is_data(block: Block) -> bool:
    """Whether a block is part of a table, a list or code, where words such as 'Print' are no
    labels; items of a list are those of a bar of buttons where they are links."""
    if block.form in _DATA or any(span.type == "code" for span in block.spans):
        return True
    return block.form == "item" and not _is_linked(block)


@cache
def _label_matcher(strength: float) -> Matcher:
    """Finds what `_labels` looks for, and nothing else: lines of content are many."""
    return compile_matcher(
        tuple(
            phrase
            for phrase in phrases()
            if phrase.scope == "whole" and phrase.kind in _LINES and phrase.strength >= strength
        )
    )


def with_repeats(
    document: Document,
    scores: Scores,
    found: tuple[Repeat | None, ...],
    weights: Weights,
    title: int,
) -> tuple[Scores, tuple[Repeat | None, ...]]:
    """The scores where the site's template is known, and which repeats count; `title` is the block
    that prints the page's title, which stays. Other programs' scores stay as they are."""
    if not scores.before:
        return scores, found
    counted = without_labels(document, found, scores.odds)
    odds = [
        value if repeat is None or index == title else value + _of_repeat(repeat, weights)
        for index, (value, repeat) in enumerate(zip(scores.before, counted, strict=True))
    ]
    return _beside_neighbours(document, scores, odds, weights), counted


def _of_repeat(repeat: Repeat, weights: Weights) -> float:
    further = repeat.pages - 3
    return max(weights["template_most"], weights["template"] + further * weights["template_page"])


def _beside_neighbours(
    document: Document, scores: Scores, odds: Sequence[float], weights: Weights
) -> Scores:
    filled = like_neighbours(document, odds)
    if scores.judge != OWN:
        return replace(scores, odds=tuple(filled))
    filled = _without_holes(document, filled, weights)
    again = find_second_printings(document, filled, weights)
    for index in again:
        filled[index] = min(filled[index], weights["printings"])
    return replace(scores, odds=tuple(filled), again=again)


def _of_plain_text(
    document: Document, features: Features, weights: Weights, shift: float
) -> Scores:
    """Lines without markup: the learned judge knows none, and the rules decide alone."""
    region = find_region(document, features, weights)
    boxes = find_boxes(document, features, region.last)
    rules = score_blocks(document, features, region, boxes, weights)
    before = tuple(value + shift for value in rules)
    odds = tuple(like_neighbours(document, before))
    return Scores(odds, odds, frozenset(), by_rules=True, judge=RULES, before=before, region=region)


def of_peer(odds: tuple[float, ...], judge: str) -> Scores:
    """The scores where another program has judged."""
    return Scores(odds, odds, frozenset(), by_rules=False, judge=judge)


def _share_of_rules(document: Document, wide_share: float, weights: Weights) -> float:
    """How much the rules count beside the learned judge."""
    if len(document.blocks) < weights["rules_few_blocks"]:
        return weights["rules_few_share"]
    return weights["rules_wide"] if wide_share > weights["rules_wide_share"] else 0.0


def _without_holes(document: Document, odds: Sequence[float], weights: Weights) -> list[float]:
    """The odds where a doubtful block between two of the content, or a heading just above it, is
    content too: they stand in the same part of the page."""
    blocks, elements = document.blocks, document.elements
    around = [elements[block.element].parent for block in blocks]
    filled = list(odds)
    for index in range(len(odds) - 1):
        if odds[index] > 0 or odds[index + 1] <= 0 or around[index] != around[index + 1]:
            continue
        between = index > 0 and odds[index - 1] > 0 and around[index - 1] == around[index]
        heads = blocks[index].form == "heading"
        if (between and odds[index] > weights["hole"]) or (heads and odds[index] > weights["head"]):
            filled[index] = _BARELY
    return filled


def _stated(
    document: Document,
    features: Features,
    region: Region,
    learned: Sequence[float],
    share: float,
    weights: Weights,
) -> list[float]:
    """What rules, phrases, boxes and repeated titles add on pages unlike those learned from."""
    boxes = find_boxes(document, features, end_of_content(learned))
    rules = score_blocks(document, features, region, boxes, weights)
    return [
        share * value
        + weights["phrase"] * max(0.0, strength - weights["phrase_from"])
        + weights["box"] * (box is not None)
        + weights["repeat"] * (index in features.title.repeats)
        for index, (value, strength, box) in enumerate(
            zip(rules, features.wording.strength, boxes, strict=True)
        )
    ]


def end_of_content(odds: Sequence[float]) -> int:
    """The block behind the last one that is content."""
    return max((index for index, value in enumerate(odds) if value > 0), default=-1) + 1
