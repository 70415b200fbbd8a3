"""What an index of many pages shows, gathered in one pass with bounded memory."""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

BINS = 20
"""Columns of the plot of confidence, from 0 to 1."""
MOST_ROWS = 3000
"""Pages shown one by one: those with the least sure entries."""
_KIND = re.compile(r"[a-z][a-z0-9_]*")
"""Names of kinds; they become names of classes."""
_NO_PAPERS = 2.0
"""Where pages without entries stand among the others, by confidence."""


@dataclass(frozen=True, slots=True)
class Row:
    """One page."""

    name: str
    title: str
    papers: tuple[tuple[str, float], ...]
    """Title and confidence of every entry."""
    lowest: float | None
    """The confidence of the least sure entry."""
    removed: Mapping[str, int]
    """Characters removed, by kind."""
    content: int
    """Characters kept."""
    warnings: int
    link: str | None = None
    """Address of the page's report."""


@dataclass(slots=True)
class Overview:
    """Counts over all pages, and the pages themselves as far as they are shown."""

    pages: int = 0
    papers: int = 0
    content: int = 0
    removed: Counter[str] = field(default_factory=Counter)
    confidence: list[int] = field(default_factory=lambda: [0] * BINS)
    rows: list[Row] = field(default_factory=list)


def overview(
    results: Iterable[Mapping[str, Any]],
    most_rows: int = MOST_ROWS,
    link: Callable[[Mapping[str, Any]], str | None] = lambda _result: None,
) -> Overview:
    """The overview of results in the published shape; rows start with the least sure.

    `link`: the address of a result's report. Raises KeyError, TypeError, AttributeError or
    ValueError for another shape.
    """
    whole = Overview()
    kept: list[tuple[float, int, Row]] = []
    for number, result in enumerate(results):
        row = _row(result, link(result))
        _count(whole, row)
        key = (-(_NO_PAPERS if row.lowest is None else row.lowest), -number, row)
        if len(kept) < most_rows:
            heapq.heappush(kept, key)
        else:
            heapq.heappushpop(kept, key)
    whole.rows = [row for _, _, row in sorted(kept, reverse=True)]
    return whole


def _row(result: Mapping[str, Any], link: str | None) -> Row:
    papers = tuple((str(paper["title"]), float(paper["confidence"])) for paper in result["papers"])
    removed: Counter[str] = Counter()
    for piece in result["removed"]:
        if not _KIND.fullmatch(piece["kind"]):
            raise ValueError(f"no kind: {piece['kind']!r}")
        removed[piece["kind"]] += len(piece["text"])
    return Row(
        name=str(result["source"]["name"]),
        title=str(result["page"]["title"] or ""),
        papers=papers,
        lowest=min((confidence for _, confidence in papers), default=None),
        removed=removed,
        content=len(result["content"]["text"]),
        warnings=len(result["warnings"]),
        link=link,
    )


def _count(whole: Overview, row: Row) -> None:
    whole.pages += 1
    whole.papers += len(row.papers)
    whole.content += row.content
    whole.removed.update(row.removed)
    for _, confidence in row.papers:
        whole.confidence[min(BINS - 1, max(0, int(confidence * BINS)))] += 1
