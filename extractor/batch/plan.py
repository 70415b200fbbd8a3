"""Inputs in groups: what is given to an engine in one piece, and seen again when it resumes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.archives import Failure, Skipped
from extractor.archives._addresses import status

_MOST_FILES = 500
_MOST_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file as it was when the batch began."""

    path: str
    size: int
    changed: int
    """Time of its last change in nanoseconds; for addresses a number that stands for it."""


Entry = InputFile | Failure | Skipped


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring inputs: one large archive, or many small files."""

    number: int
    entries: tuple[Entry, ...]

    @property
    def size(self) -> int:
        """Bytes of its files as stored."""
        return sum(entry.size for entry in self.entries if isinstance(entry, InputFile))


def groups(found: Iterable[str | Failure | Skipped]) -> Iterator[Group]:
    """The inputs in groups, in their order; the same inputs make the same groups."""
    entries: list[Entry] = []
    size = number = 0
    for each in found:
        entry = _input_file(each) if isinstance(each, str) else each
        added = entry.size if isinstance(entry, InputFile) else 0
        if entries and (len(entries) >= _MOST_FILES or size + added > _MOST_BYTES):
            yield Group(number, tuple(entries))
            entries, size, number = [], 0, number + 1
        entries.append(entry)
        size += added
    if entries:
        yield Group(number, tuple(entries))


def _input_file(path: str) -> InputFile:
    """What is missing has no size; reading it says so."""
    try:
        size, changed = status(path)
    except (OSError, ValueError):
        return InputFile(path, 0, 0)
    return InputFile(path, size, changed)
