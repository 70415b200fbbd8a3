"""Where on the page its main text stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from extractor.boilerplate.features import Features
from extractor.boilerplate.features.attributes import names_content
from extractor.boilerplate.weights import Weights
from extractor.records import Block, Document

_LEVELS = 4
_DATA_FORMS = frozenset({"row", "preformatted", "definition", "term", "caption"})


@dataclass(frozen=True, slots=True)
class Region:
    """The main region: the blocks `first:last`, inside an element's `outer_first:outer_last`."""

    first: int
    last: int
    outer_first: int
    outer_last: int
    listing: bool
    """The page has hardly any running text: what it offers are links or short lines."""
    twins: frozenset[int] = frozenset()
    """Blocks in elements named like the one around the region: the other posts of a thread."""

    def holds(self, block: int) -> bool:
        """Whether the block is main text by its place."""
        return self.first <= block < self.last or block in self.twins


def find_region(document: Document, features: Features, weights: Weights) -> Region:
    """The element whose blocks are worth most together, and the best stretch inside it."""
    if not document.blocks:
        return Region(0, 0, 0, 0, listing=True)
    listing = _clean_prose(features) < weights["listing_below"]
    worth = [_worth(block, features, weights, listing=listing) for block in document.blocks]
    element = _climb(document, worth, _best_element(document, worth, weights), weights)
    outer = document.elements[element]
    first, last = _best_stretch(worth, outer.first, outer.last)
    first, last = _with_edges(document, features, worth, first, last, weights)
    twins = _twins(document, first)
    return Region(first, last, outer.first, outer.last, listing, twins)


def _twins(document: Document, first: int) -> frozenset[int]:
    """Blocks of the elements with the tag and class of the named element around `first`."""
    elements = document.elements
    around = document.blocks[first].element
    for _ in range(_LEVELS):
        if around <= 0:
            break
        element = elements[around]
        if element.classes and names_content(element):
            return frozenset(
                block
                for other in elements
                if (other.tag, other.classes) == (element.tag, element.classes)
                and not other.first <= first < other.last
                for block in range(other.first, other.last)
            )
        around = element.parent
    return frozenset()


def _clean_prose(features: Features) -> float:
    """Columns of running text that no cue or phrase speaks against."""
    return sum(
        prose * (1.0 - cue) * (1.0 - phrase)
        for prose, cue, phrase in zip(
            features.prose,
            features.attributes.kind_strength,
            features.wording.strength,
            strict=True,
        )
    )


def _worth(block: Block, features: Features, weights: Weights, *, listing: bool) -> float:
    """What a block adds to a region: above 0 it looks like main text, below like boilerplate."""
    index = block.index
    width = features.text.width[index]
    if not width:
        return 0.0
    linked = features.links.width[index]
    cue = features.attributes.kind_strength[index]
    phrase = features.wording.strength[index]
    if index == features.title.block:
        return weights["worth_title"]
    if phrase >= weights["phrase_sure"]:
        return weights["worth_phrase_listing" if listing else "worth_phrase"]
    value = _worth_of_text(block, features, weights, width, linked, listing=listing)
    if value > 0:
        value *= max(0.0, 1.0 - cue) * (1.0 - phrase)
        value += weights["worth_content_cue"] * features.attributes.content_strength[index]
    return value - weights["worth_cue"] * cue


def _worth_of_text(
    block: Block,
    features: Features,
    weights: Weights,
    width: float,
    linked: float,
    *,
    listing: bool,
) -> float:
    if features.prose[block.index]:
        return weights["worth_prose"] + min(features.prose[block.index], 600.0) / 100.0
    if linked > 0.5 * width:
        return _worth_of_links(features, block.index, weights, listing=listing)
    if block.form in ("option", "heading"):
        return weights[f"worth_{block.form}"]
    if block.form in _DATA_FORMS:
        return min(width - linked, 300.0) / 150.0
    return _worth_of_line(features, block.index, weights, listing=listing)


def _worth_of_line(features: Features, index: int, weights: Weights, *, listing: bool) -> float:
    if features.text.marks[index]:
        return weights["worth_short_sentence"]
    if features.text.run[index] >= weights["run_from"] and not listing:
        return weights["worth_run"]
    start = weights["worth_line_from_listing" if listing else "worth_line_from"]
    return min(weights["worth_line_most"], (features.text.width[index] - start) / 200.0)


def _worth_of_links(features: Features, index: int, weights: Weights, *, listing: bool) -> float:
    if is_listed(features, index, weights):
        return weights["worth_cited"]
    if not listing:
        return -weights["worth_link"] - min(features.links.width[index], 100.0) / 150.0
    if features.text.width[index] >= weights["listing_item"]:
        return weights["worth_listed"]
    return -weights["worth_link_listing"]


def is_listed(features: Features, index: int, weights: Weights) -> bool:
    """Whether a block that is mostly link text reads like an entry of a list worth reading.

    A citation has text beside its links, and titles of works are longer than those of menus.
    """
    width, linked = features.text.width[index], features.links.width[index]
    if features.text.marks[index] and width - linked >= weights["cited_plain"]:
        return width >= weights["cited_width"]
    return width >= weights["cited_title"] and features.links.count[index] <= 2


def _best_element(document: Document, worth: Sequence[float], weights: Weights) -> int:
    """The element worth most, a part never counting for less than `worth_part_least`."""
    elements = document.elements
    totals = [0.0] * len(elements)
    for block in document.blocks:
        totals[block.element] += worth[block.index]
    best, best_value = 0, float("-inf")
    # Children come after their parents, so going backwards has every part complete.
    for index in range(len(elements) - 1, -1, -1):
        value = totals[index]
        if value > best_value + 1e-9 and elements[index].last > elements[index].first:
            best, best_value = index, value
        parent = elements[index].parent
        if parent >= 0:
            totals[parent] += max(value, weights["worth_part_least"])
    return best


def _climb(document: Document, worth: Sequence[float], element: int, weights: Weights) -> int:
    """The parent instead, while it adds much that looks like main text (sections side by side)."""
    elements = document.elements
    gains = [0.0, *accumulate(max(0.0, value) for value in worth)]
    while elements[element].parent > 0:
        parent = elements[element].parent
        own = gains[elements[element].last] - gains[elements[element].first]
        more = gains[elements[parent].last] - gains[elements[parent].first] - own
        grown = elements[parent].last - elements[parent].first
        if more and more < weights["climb_share"] * own:
            break
        if not more and grown > elements[element].last - elements[element].first:
            break
        element = parent
    return element


def _with_edges(
    document: Document,
    features: Features,
    worth: Sequence[float],
    first: int,
    last: int,
    weights: Weights,
) -> tuple[int, int]:
    """The stretch with the few plain lines of its own element that stand at its edges."""
    blocks = document.blocks
    if first >= last:
        return first, last
    container = blocks[first].element
    parent = document.elements[container].parent
    near = {container, parent} if parent > 0 else {container}
    wide = document.elements[document.elements[parent].parent] if parent > 0 else None

    def plain(index: int) -> bool:
        element = blocks[index].element
        here = element in near or document.elements[element].parent in near - {0}
        if features.prose[index] and wide is not None and wide.first <= index < wide.last:
            here = True
        return (
            here
            and worth[index] > weights["edge_worth"]
            and not features.links.count[index]
            and features.wording.strength[index] < weights["phrase_from"]
        )

    start, end = first, last
    while start > max(0, first - weights["edge_before"]) and plain(start - 1):
        start -= 1
    while end < min(len(blocks), last + weights["edge_after"]) and plain(end):
        end += 1
    return start, end


def _best_stretch(worth: Sequence[float], first: int, last: int) -> tuple[int, int]:
    """The run of blocks in `first:last` with the largest sum (Kadane)."""
    best, best_range, total, start = float("-inf"), (first, last), 0.0, first
    for index in range(first, last):
        if total <= 0:
            total, start = 0.0, index
        total += worth[index]
        if total > best:
            best, best_range = total, (start, index + 1)
    return best_range
