"""Entries that are cut on one page, completed from another copy of the same text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz

_TEXTS = ("title", "title_translation", "abstract", "abstract_translation", "note")
_SHORTEST = 20
"""Letters that must agree."""
_LIKENESS = 95.0
"""Of 100: copies differ by a misprint or two."""


def repairs(papers: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """What the truncated mentions of one paper gain from the others.

    A text is completed where the other copy begins with the same words and goes on; a text that is
    missing altogether is taken from a copy that completed another.
    """
    for paper in papers:
        if paper["status"] != "truncated":
            continue
        best: dict[str, Any] | None = None
        for other in papers:
            if other is not paper and other["status"] == "complete":
                fields = _gained(paper, other)
                if fields and (best is None or len(str(fields)) > len(str(best["fields"]))):
                    best = {"fields": fields, "from": _where(other)}
        if best is not None:
            yield {**_where(paper), "title": paper["title"], **best}


def _gained(cut: Mapping[str, Any], whole: Mapping[str, Any]) -> dict[str, str]:
    completed = {
        field: whole[field]
        for field in _TEXTS
        if cut[field] and whole[field] and _goes_on(cut[field], whole[field])
    }
    if completed:
        missing = {field: whole[field] for field in _TEXTS if whole[field] and not cut[field]}
        completed |= missing
    return completed


def _goes_on(cut: str, whole: str) -> bool:
    first, second = _letters(cut), _letters(whole)
    if len(first) < _SHORTEST or len(second) <= len(first):
        return False
    return fuzz.ratio(first, second[: len(first)], score_cutoff=_LIKENESS) >= _LIKENESS


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _where(paper: Mapping[str, Any]) -> dict[str, Any]:
    return {name: paper[name] for name in ("page", "page_url", "page_sha256", "id")}
