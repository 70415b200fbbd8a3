"""Sets of mentions that grow together, unless what they hold contradicts."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.batch.across.match import authors_agree
from extractor.batch.across.mention import Mention

_MOST_YEARS = 3


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a whole cluster holds."""

    identifiers: dict[str, str]
    years: tuple[int, ...]
    """The earliest and the latest."""
    authors: tuple[frozenset[str], ...]
    """The longest list."""


class Clusters:
    """Union-find over numbers of mentions; a merge that joins contradictions is refused.

    A chain of likenesses must not join two papers: identifiers, years and authors of whole clusters
    are compared, not those of the two mentions alone.
    """

    def __init__(self) -> None:
        self._parent = array("q")
        self._facts: dict[int, _Facts] = {}

    def add(self) -> int:
        """A new mention; its number."""
        self._parent.append(len(self._parent))
        return len(self._parent) - 1

    def find(self, number: int) -> int:
        """The smallest number in the cluster of a mention."""
        parent = self._parent
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    def moved(self) -> Iterator[int]:
        """The mentions that were joined to one before them."""
        for number, parent in enumerate(self._parent):
            if parent != number:
                yield number

    def merge(self, one: int, first: Mention, other: int, second: Mention) -> bool:
        """Joins the clusters of two mentions; False where they contradict."""
        root, other_root = self.find(one), self.find(other)
        if root == other_root:
            return True
        together = _together(self._known(root, first), self._known(other_root, second))
        if together is None:
            return False
        a, b = sorted((root, other_root))
        self._parent[b] = a
        self._facts.pop(b, None)
        self._facts[a] = together
        return True

    def _known(self, root: int, mention: Mention) -> _Facts:
        """The facts of a cluster; of one that was never merged they are its mention's."""
        if root in self._facts:
            return self._facts[root]
        years = (mention.year,) if mention.year else ()
        return _Facts(mention.single, years, mention.authors)


def _together(one: _Facts, other: _Facts) -> _Facts | None:
    """The facts of two clusters; None where they contradict."""
    mine, theirs = one.identifiers, other.identifiers
    if any(theirs.get(scheme, value) != value for scheme, value in mine.items()):
        return None
    years = (*one.years, *other.years)
    if years and max(years) - min(years) > _MOST_YEARS:
        return None
    if authors_agree(one.authors, other.authors) is False:
        return None
    return _Facts(
        mine | theirs,
        (min(years), max(years)) if years else (),
        max(one.authors, other.authors, key=len),
    )
