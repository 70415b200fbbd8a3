"""Inline markup over a block's text: made, moved, put in order."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.making import maker
from extractor.records import Span

make_span = maker(Span)

_PLAIN = frozenset(("emphasis", "strong"))


def moved(span: Span, offset: int, length: int) -> Span:
    """`span` shifted by `offset` characters and kept within a text of `length` characters."""
    start = min(max(0, span.start + offset), length)
    end = min(max(0, span.end + offset), length)
    return make_span(start, end, span.type, span.value, span.label, span.classes)


def joined_runs(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """The spans over `text` in page order; bold or italic runs that touch, or have only a space
    between, are one, as the eye sees them.

    Editors write `<i>Journal</i><i> of Rivers</i>` where somebody edited twice.
    """
    if len(spans) < 2:
        return tuple(spans)
    found: list[Span] = []
    last: dict[str, int] = {}
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.type in _PLAIN:
            before = last.get(span.type)
            if before is not None and not text[found[before].end : span.start].strip():
                first = found[before]
                end = max(first.end, span.end)
                found[before] = make_span(
                    first.start, end, first.type, first.value, first.label, first.classes
                )
                continue
            last[span.type] = len(found)
        found.append(span)
    return tuple(found)
