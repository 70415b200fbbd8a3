"""Citations that run on in one line: '[1] ... [2] ...', or one behind the other without a number.

Numbers that count up say where each starts; else the tagger does, which meets the field that opens
a citation again after it has seen a whole one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractor.papers.prose import is_prose
from extractor.papers.tagger import MAX_LENGTH, Segment, TaggedCitation

_SHORTEST = 160
"""Characters of a line that may hold two citations."""
_MOST = 60
_PIECE = 40
_NUMBERS = (re.compile(r"\[(\d{1,3})\]"), re.compile(r"(?<![\w.:(-])(\d{1,3})[.、](?=\s?[^\W\d_])"))
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEARS = 2
_OPENERS = ("author", "title")
_NEEDED = frozenset(("author", "title"))


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    segment: Segment


def run_starts(text: str, tag: Callable[[str], TaggedCitation]) -> tuple[int, ...]:
    """Where the citations of a line start; only the first where it holds one, or none."""
    if len(text) < _SHORTEST:
        return (0,)
    for pattern in _NUMBERS:
        starts = _counted(text, pattern)
        if len(starts) > 1:
            return starts
    if len(_YEAR.findall(text)) < _YEARS or is_prose(text, per_word=80):
        return (0,)
    return _tagged(text, tag)


def _counted(text: str, pattern: re.Pattern[str]) -> tuple[int, ...]:
    """Places of numbers that count up from the one that opens the line."""
    starts: list[int] = []
    number = 0
    for match in pattern.finditer(text):
        if not starts and match.start() > 1:
            return (0,)
        if not starts or (int(match[1]) == number + 1 and match.start() - starts[-1] >= _PIECE):
            starts.append(match.start())
            number = int(match[1])
    return tuple(starts) or (0,)


def _tagged(text: str, tag: Callable[[str], TaggedCitation]) -> tuple[int, ...]:
    starts = [0]
    while len(starts) < _MOST:
        window = text[starts[-1] : starts[-1] + MAX_LENGTH]
        found = [starts[-1] + start for start in _starts_in(window, tag(window))]
        # The last of a window that the line goes on behind is read again in the next one.
        whole = starts[-1] + MAX_LENGTH >= len(text)
        starts.extend(found)
        if whole or not found:
            break
    return tuple(starts)


def _starts_in(text: str, tagged: TaggedCitation) -> list[int]:
    """Where a further citation starts: its opening field comes again behind a whole one."""
    fields = sorted(
        (_Field(name, segment) for name, segments in tagged.fields.items() for segment in segments),
        key=lambda field: field.segment.start,
    )
    opener = next((field.name for field in fields if field.name in _OPENERS), "")
    starts: list[int] = []
    seen: set[str] = set()
    last = 0
    for field in fields:
        start = field.segment.start
        whole = seen >= _NEEDED and len(seen) > len(_NEEDED)
        if field.name == opener and whole and start - last >= _PIECE and _may_start(text, start):
            starts.append(start)
            last, seen = start, set()
        if field.name not in ("note", "other", "number"):
            seen.add(field.name)
    return starts


def _may_start(text: str, place: int) -> bool:
    """Whether a sign or nothing parts the place from what stands before it."""
    before = text[:place].rstrip()
    return bool(before) and (not before[-1].isalnum() or not text[place - 1].isspace())


def pieces(text: str, starts: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches that the starts part, without spaces at their ends."""
    found = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        inside = text[start:end]
        found.append((start, start + len(inside.rstrip())))
    return found
