"""Second printings: text that the page has once more, for another width of screen or as a quote.

A page that prints its article twice, a slide show that repeats its first slides, a forum that
quotes the whole post above: a reader wants it once. Only runs of blocks, or long blocks, count as
printed again. What the items of a list share belongs to every one of them, unless they are the same
from end to end, and what an author repeats within one element, such as the refrain of a song, is no
second printing either.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from extractor.boilerplate.weights import Weights
from extractor.joined import collapsed
from extractor.records import Document

_TRIED = 6
"""Earlier places of a text that are compared with a later one."""
_NEAR = 32
"""Texts of a run that are compared one by one."""
_PRIME, _BASE = (1 << 61) - 1, 1_000_003
_CLIMBED = 50
"""Elements that are looked at on the way up to what holds both places."""
_QUOTES = frozenset(("blockquote", "q"))


def find_second_printings(
    document: Document, odds: Sequence[float], weights: Weights
) -> frozenset[int]:
    """The blocks whose text stands further up already, in blocks that are content by their `odds`
    (one per block, content above 0)."""
    printed = tuple(block.index for block in document.blocks if block.text)
    texts = collapsed([document.blocks[index].text.lower() for index in printed])
    count = Counter(texts)
    widths = (0, *accumulate(map(len, texts)))
    page = _Page(document, weights, printed, texts, widths, _Fingerprints(texts))
    before: dict[str, list[int]] = defaultdict(list)
    found: set[int] = set()
    looked = 0
    for place in (place for place, text in enumerate(texts) if count[text] > 1):
        earlier = before[texts[place]]
        if earlier and place >= looked:
            tried = [one for one in earlier[:_TRIED] if odds[printed[one]] > 0]
            run = max([page.again(one, place) for one in tried], default=0)
            found.update(printed[place : place + run])
            looked = place + run
        earlier.append(place)
    return frozenset(found)


class _Fingerprints:
    """Tells in constant time whether two ranges of texts are the same (R. Karp, M. Rabin: Efficient
    randomized pattern-matching algorithms, 1987)."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._sums: list[int] = []
        self._powers: list[int] = []

    def same(self, one: int, other: int, length: int) -> bool:
        """Whether `length` texts from the places `one` and `other` on are the same."""
        if not self._sums:
            self._take()
        return self._of(one, length) == self._of(other, length)

    def _of(self, start: int, length: int) -> int:
        head = self._sums[start] * self._powers[length]
        return (self._sums[start + length] - head) % _PRIME

    def _take(self) -> None:
        number: dict[str, int] = {}
        self._sums, self._powers = [0], [1]
        for text in self._texts:
            value = number.setdefault(text, len(number) + 1)
            self._sums.append((self._sums[-1] * _BASE + value) % _PRIME)
            self._powers.append(self._powers[-1] * _BASE % _PRIME)


@dataclass(frozen=True, slots=True)
class _Page:
    document: Document
    weights: Weights
    printed: Sequence[int]
    """The blocks that have text; places count in these."""
    texts: Sequence[str]
    widths: Sequence[int]
    """Characters of the texts before each of them, and of all."""
    fingerprints: _Fingerprints
    ends: dict[int, int] = field(default_factory=dict)
    """Where a run ends of texts that are the same so many places further up."""

    def again(self, earlier: int, later: int) -> int:
        """How many texts from the place `later` on are a second printing of those from `earlier`
        on."""
        run = self._common(earlier, later)
        width = self.widths[later + run] - self.widths[later]
        if width < self.weights["printings_run" if run > 1 else "printings_alone"]:
            return 0
        return run if self._is_apart(earlier, later, run) else 0

    def _common(self, earlier: int, later: int) -> int:
        """How many texts from the two places on are the same, up to the later place itself."""
        apart = later - earlier
        most = len(self.texts) - later
        # In a page of one line over and over each is like all that follow: what was seen of two
        # places holds for those behind them.
        run = self.ends.get(apart, 0) - later
        if run <= 0:
            run = 0
            while run < min(most, _NEAR) and self.texts[earlier + run] == self.texts[later + run]:
                run += 1
            if run == _NEAR:
                run = self._far(earlier, later, most)
                self.ends[apart] = later + run
        return min(run, apart)

    def _far(self, earlier: int, later: int, most: int) -> int:
        """The same for runs of at least _NEAR texts, by bisection."""
        run, beyond = _NEAR, most + 1
        while beyond - run > 1:
            middle = (run + beyond) // 2
            if self.fingerprints.same(earlier, later, middle):
                run = middle
            else:
                beyond = middle
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
