"""Features of the entries beside an entry: those that the same finder reads from the same shape."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from extractor.papers.merge import Merged
from extractor.papers.sections import Context

_SHARED = (
    "has_authors", "authors_several", "has_year", "has_date", "has_venue", "venue_likeness",
    "has_abstract", "identified", "link=pdf", "link=paper", "title_likeness", "title_unlike",
    "title_short", "title_linked", "title_asks", "text_read", "text_prose", "links_other_only",
    "has_pages", "judged_content", "title_labelled",
)  # fmt: skip
"""Features whose mean over the company is a feature of each of its entries."""


def company_features(
    context: Context, proposals: Sequence[Merged], own: Sequence[Mapping[str, float]]
) -> list[dict[str, float]]:
    """Features of the company of each proposal; `own` are its own."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, entry in enumerate(proposals):
        groups[_shape(context, entry)].append(number)
    found: list[dict[str, float]] = [{} for _ in proposals]
    for members in groups.values():
        shared = _group_features(proposals, own, members)
        for number in members:
            found[number] = shared
    return found


def _shape(context: Context, entry: Merged) -> tuple[str, ...]:
    """The finder and the tags and classes, numbers aside, of the entry's element and its parent."""
    document = context.document
    element = document.blocks[entry.candidate.blocks[0]].element
    names = [entry.candidate.finder]
    for _ in range(2):
        if element >= 0:
            names += [document.elements[element].tag, _plain(document.elements[element].classes)]
            element = document.elements[element].parent
    return tuple(names)


def _plain(classes: str) -> str:
    return " ".join(name for name in classes.split() if not any(map(str.isdigit, name)))


def _group_features(
    proposals: Sequence[Merged], own: Sequence[Mapping[str, float]], members: Sequence[int]
) -> dict[str, float]:
    count = len(members)
    found = {
        f"company_{name}": sum(own[n].get(name, 0.0) for n in members) / count for name in _SHARED
    }
    covered = {block for number in members for block in proposals[number].candidate.blocks}
    found["company_size"] = _size(count)
    found["company_alone"] = float(count == 1)
    found["company_dense"] = len(covered) / (max(covered) - min(covered) + 1)
    return found


def _size(count: int) -> float:
    return min(1.0, math.log2(1 + count) / 7)
