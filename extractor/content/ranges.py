"""Ranges of a text that hold markup, and how they are brought to nest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.records import Span


@dataclass(frozen=True, slots=True)
class Range:
    """Markup over `text[start:end]`; `opening` and `closing` are what is written around it."""

    start: int
    end: int
    type: str
    opening: str = ""
    closing: str = ""


def ranges_of(spans: Sequence[Span], kind: str) -> list[tuple[int, int]]:
    """Where spans of this type hold text."""
    return [(span.start, span.end) for span in spans if span.type == kind and span.start < span.end]


def union(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order, those that overlap or touch as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def disjoint(ranges: Sequence[Range]) -> list[Range]:
    """The ranges in order, without those that overlap one before; of equal starts, the longest."""
    kept: list[Range] = []
    for item in sorted(ranges, key=lambda each: (each.start, -each.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def cover(ranges: Sequence[Range], length: int) -> list[int]:
    """For every position the number of the range over it, or -1."""
    at = [-1] * length
    for number, item in enumerate(ranges):
        at[item.start : item.end] = [number] * (item.end - item.start)
    return at


def cuts(item: Range, others: Sequence[Range], at: Sequence[int]) -> bool:
    """Whether an end of `item` lies within one of the others."""
    first, last = at[item.start], at[item.end - 1]
    return (first >= 0 and others[first].start < item.start) or (
        last >= 0 and others[last].end > item.end
    )


def outside(start: int, end: int, others: Sequence[Range], at: Sequence[int]) -> tuple[int, int]:
    """`start:end` without the ends that overlap one of the others in part."""
    if start >= end:
        return start, start
    first = at[start]
    if first >= 0 and others[first].start < start and others[first].end < end:
        start = others[first].end
    last = at[end - 1]
    if last >= 0 and others[last].start > start and others[last].end > end:
        end = others[last].start
    return start, max(start, end)


def clear(marks: list[Range], text: str) -> list[Range]:
    """The marks in order, without those whose delimiters CommonMark would pair otherwise.

    That is where more than two runs of delimiters touch, and where a run inside a word could close
    the rest of a run that touched another.
    """
    ordered = sorted(marks, key=lambda each: (each.start, -each.end))
    closing = Counter(mark.end for mark in ordered)
    opening = Counter(mark.start for mark in ordered)
    kept: list[Range] = []
    outer: Range | None = None
    for mark in ordered:
        if closing[mark.start] and closing[mark.start] + opening[mark.start] > 2:
            continue
        if outer is not None and mark.end <= outer.end:
            touched = opening[outer.start] + closing[outer.start] > 1
            if touched and mark.start > outer.start and not text[mark.start - 1].isspace():
                continue
        else:
            outer = mark
        kept.append(mark)
    return kept
