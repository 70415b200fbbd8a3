"""Second printings: text that the page has once more, for another width of screen or as a quote.

A page that prints its article twice, a slide show that repeats its first slides, a forum that
quotes the whole post above: a reader wants it once. Only runs of blocks, or long blocks, count as
printed again. What the items of a list share belongs to every one of them, unless they are the same
from end to end, and what an author repeats within one element, such as the refrain of a song, is no
second printing either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.boilerplate.weights import Weights
from extractor.records import Document

_TRIED = 6
"""Earlier places of a text that are compared with a later one."""
_CLIMBED = 50
"""Elements that are looked at on the way up to what holds both places."""
_QUOTES = frozenset(("blockquote", "q"))


def find_second_printings(
    document: Document, odds: Sequence[float], weights: Weights
) -> frozenset[int]:
    """The blocks whose text stands further up already, in blocks that are content by their `odds`
    (one per block, content above 0)."""
    printed = tuple(block.index for block in document.blocks if block.text)
    texts = tuple(" ".join(document.blocks[index].text.lower().split()) for index in printed)
    page = _Page(document, odds, weights, printed, texts)
    before: dict[str, list[int]] = defaultdict(list)
    found: set[int] = set()
    place = 0
    while place < len(printed):
        run = max((page.again(one, place) for one in before[texts[place]][:_TRIED]), default=0)
        found.update(printed[place : place + run])
        for step in range(place, place + max(run, 1)):
            before[texts[step]].append(step)
        place += max(run, 1)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Page:
    document: Document
    odds: Sequence[float]
    weights: Weights
    printed: Sequence[int]
    """The blocks that have text; places count in these."""
    texts: Sequence[str]

    def again(self, earlier: int, later: int) -> int:
        """How many texts from the place `later` on are a second printing of those from `earlier`
        on."""
        if self.odds[self.printed[earlier]] <= 0:
            return 0
        run = self._common(earlier, later)
        width = sum(len(text) for text in self.texts[later : later + run])
        if width < self.weights["printings_run" if run > 1 else "printings_alone"]:
            return 0
        return run if self._is_apart(earlier, later, run) else 0

    def _common(self, earlier: int, later: int) -> int:
        run = 0
        while (
            earlier + run < later
            and later + run < len(self.texts)
            and self.texts[earlier + run] == self.texts[later + run]
        ):
            run += 1
        return run

    def _is_apart(self, earlier: int, later: int, run: int) -> bool:
        """Whether the run is no part that items of one list have in common."""
        blocks, elements = self.document.blocks, self.document.elements
        one = self._upwards(blocks[self.printed[earlier]].element)
        two = self._upwards(blocks[self.printed[later]].element)
        if not one or not two or elements[one[0]].parent == elements[two[0]].parent:
            return False
        if any(elements[element].tag in _QUOTES for element in two):
            return True
        own = {element: step for step, element in enumerate(one)}
        step = next((step for step, element in enumerate(two) if element in own), None)
        if not step or own[two[step]] == 0:
            return True
        item, other = elements[two[step - 1]], elements[one[own[two[step]] - 1]]
        if (item.tag, item.classes) != (other.tag, other.classes):
            return True
        opens = later == 0 or self.printed[later - 1] < item.first
        ends = later + run == len(self.printed) or self.printed[later + run] >= item.last
        return opens and ends

    def _upwards(self, element: int) -> list[int]:
        """An element and those around it."""
        path: list[int] = []
        while element >= 0 and len(path) < _CLIMBED:
            path.append(element)
            element = self.document.elements[element].parent
        return path
