"""One record out of many mentions: what most of them say, weighted by how sure they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_VOTED = (
    "title", "title_translation", "authors", "year", "date", "venue", "volume", "issue", "pages",
    "publisher", "abstract", "abstract_translation", "keywords", "language",
)  # fmt: skip
_LONG_TEXTS = frozenset({"abstract", "abstract_translation"})
_TRUNCATED = 0.05
"""Weight of a long text on a page whose text ends inside the entry."""
_CONFLICTS = ("year", "venue")


def merged(papers: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The record of one paper from its mentions, in input order."""
    record: dict[str, Any] = {field: _winner(field, papers) for field in _VOTED}
    record["identifiers"] = _identifiers(papers)
    record["links"] = _links(papers)
    record["confidence"] = max(paper["confidence"] for paper in papers)
    record["conflicts"] = {
        field: values
        for field in _CONFLICTS
        if len(values := _distinct(paper[field] for paper in papers)) > 1
    }
    record["mentions"] = [_mention(paper) for paper in papers]
    return record


def _winner(field: str, papers: Sequence[Mapping[str, Any]]) -> Any:
    """The value with the most confidence behind it; of equals the longest, then the first."""
    votes: dict[str, float] = {}
    values: dict[str, Any] = {}
    for paper in papers:
        value = paper[field]
        if value in (None, [], ""):
            continue
        key = _key(value)
        cut = field in _LONG_TEXTS and paper["status"] == "truncated"
        votes[key] = votes.get(key, 0.0) + paper["confidence"] * (_TRUNCATED if cut else 1.0)
        if key not in values or len(str(value)) > len(str(values[key])):
            values[key] = value
    if not votes:
        return [] if field in ("authors", "keywords") else None
    best = max(votes, key=lambda key: (round(votes[key], 6), len(str(values[key]))))
    return values[best]


def _key(value: Any) -> str:
    """What counts as the same value: case, spaces and punctuation do not."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True).casefold()
    return "".join(char for char in text if char.isalnum())


def _identifiers(papers: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    votes: dict[str, dict[str, float]] = {}
    for paper in papers:
        for scheme, value in dict(paper["identifiers"] or {}).items():
            counted = votes.setdefault(scheme, {})
            counted[value] = counted.get(value, 0.0) + paper["confidence"]
    return {
        scheme: max(counted, key=lambda value: round(counted[value], 6))
        for scheme, counted in sorted(votes.items())
    }


def _links(papers: Sequence[Mapping[str, Any]]) -> list[Any]:
    found = {link["url"]: link for paper in reversed(papers) for link in paper["links"] or ()}
    order = dict.fromkeys(link["url"] for paper in papers for link in paper["links"] or ())
    return [found[url] for url in order]


def _distinct(values: Iterable[Any]) -> list[Any]:
    found = {_key(value): value for value in values if value is not None}
    return list(found.values())


def _mention(paper: Mapping[str, Any]) -> dict[str, Any]:
    names = ("page", "page_url", "page_sha256", "id", "role", "status", "confidence", "place")
    return {name: paper[name] for name in names}
