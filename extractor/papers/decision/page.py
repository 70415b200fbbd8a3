"""Features of the page: what it says about itself, and words all over it."""

from __future__ import annotations

import re
from functools import cache

from extractor import lexicon
from extractor.papers.sections import Context, says_papers

_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"([A-Za-z]{3,40})"')


def page_features(context: Context) -> dict[str, float]:
    """Features that all entries of a page share."""
    document = context.document
    head = document.head
    found = {
        "page_plain": float(document.media_type == "text/plain"),
        "page_citation_meta": float(any(name.startswith("citation_") for name, _ in head.meta)),
        "page_title_papers": float(says_papers(head.title or "")),
    }
    declared = {kind for source in (*head.json_ld, *head.items) for kind in _TYPE.findall(source)}
    for name, kinds in _types():
        if declared & kinds:
            found[f"page_is={name}"] = 1.0
    return found


@cache
def _types() -> tuple[tuple[str, frozenset[str]], ...]:
    data = lexicon.load("extractor.papers.data", "decision.toml")["types"]
    return tuple((name, frozenset(kinds)) for name, kinds in data.items())
