"""Teasers: cards below an article that lead to other pages of the site.

They speak of the article's own topic in whole sentences, so that neither words nor width tell them
from it. Their make does: siblings alike, each opened by a link to another page of the same site,
behind running text that stands outside of them. A page that is a list of such cards has no such
text before it, and keeps them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate

from extractor.boilerplate.features import Lines
from extractor.boilerplate.weights import Weights
from extractor.document.addresses import host_of
from extractor.records import Block, Document, Element

_TITLE = 0.6
"""Share of a block's text that its link covers, for the block to be a linked title."""
_MOST = 4
"""Blocks of a card at the beginning of which its linked title stands."""


def find_teasers(document: Document, seen: Lines, weights: Weights) -> frozenset[int]:
    """The blocks of cards that follow an article."""
    found: set[int] = set()
    prose = [0.0, *accumulate(seen.prose)]
    if prose[-1] < weights["teasers_prose"]:
        return frozenset()
    own = host_of(document.url) or ""
    together: list[float] = []
    for cards in _rows(document, weights):
        first, last = cards[0][0], cards[-1][1]
        before, inside = prose[first], prose[last] - prose[first]
        after = prose[-1] - prose[last]
        if before < weights["teasers_prose"] or after > before or first in found:
            continue
        if sum(seen.widths[first:last]) > weights["teasers_times"] * before:
            continue
        together = together or _together(document, seen)
        if together[first] < weights["teasers_together"] * before:
            continue
        led = sum(_is_led_by_link(document, card, own) for card in cards)
        average = inside / len(cards)
        if led >= weights["teasers_share"] * len(cards) and average <= weights["teasers_width"]:
            found.update(range(first, last))
    return frozenset(found)


def _together(document: Document, seen: Lines) -> list[float]:
    """Per block, and for the end of the page: the most running text before it that stands together,
    paragraphs of one element."""
    sums: dict[int, float] = defaultdict(float)
    most = [0.0]
    for block in document.blocks:
        parent = document.elements[block.element].parent
        sums[parent] += seen.prose[block.index]
        most.append(max(most[-1], sums[parent]))
    return most


def _rows(document: Document, weights: Weights) -> Iterator[Sequence[tuple[int, int]]]:
    """The ranges of blocks of siblings alike, where there are some in a row."""
    alike: dict[tuple[int, str, str], list[Element]] = defaultdict(list)
    for element in document.elements:
        if element.last > element.first:
            alike[element.parent, element.tag, element.classes].append(element)
    least = weights["teasers_least"]
    for (parent, tag, _), elements in alike.items():
        if len(elements) >= least and parent >= 0 and tag != "tr":
            cards = [(element.first, element.last) for element in elements]
            if any(last - first > 1 for first, last in cards):
                yield cards


def _is_led_by_link(document: Document, card: tuple[int, int], own: str) -> bool:
    first, last = card
    return any(
        _is_linked_title(block, own) for block in document.blocks[first : min(last, first + _MOST)]
    )


def _is_linked_title(block: Block, own: str) -> bool:
    return any(
        span.type == "link"
        and span.end - span.start >= _TITLE * len(block.text)
        and _is_internal(span.value, own)
        for span in block.spans
    )


def _is_internal(address: str, own: str) -> bool:
    """Whether an address leads to another page of the site `own`; relative ones do."""
    if address.startswith("#"):
        return False
    host = host_of(address) if "//" in address[:12] else None
    return host is None or host == own
