"""Inline markup over a block's text, put in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extractor.records import Span

_PLAIN = frozenset(("emphasis", "strong"))


def joined_runs(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """The spans over `text` in page order; bold or italic runs that touch, or have only a space
    between, are one, as the eye sees them.

    Editors write `<i>Journal</i><i> of Rivers</i>` where somebody edited twice.
    """
    found: list[Span] = []
    last: dict[str, int] = {}
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        before = last.get(span.type) if span.type in _PLAIN else None
        if before is not None and not text[found[before].end : span.start].strip():
            found[before] = replace(found[before], end=max(found[before].end, span.end))
            continue
        last[span.type] = len(found)
        found.append(span)
    return tuple(found)
