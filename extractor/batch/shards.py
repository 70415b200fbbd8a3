"""Groups cut into shards: so many items, or so many bytes, whichever comes first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.archives import Failure, Item, Page, ReadOptions, Skipped, read_archive
from extractor.batch.plan import Group, InputFile

_MOST_BYTES = 128 << 20
"""Bytes of pages in one shard, so that its results fit in memory."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place between two items of a group."""

    entry: int = 0
    """The entry of the group."""
    start: int = 0
    """Where reading of its file begins again."""
    skip: int = 0
    """Items from there on that lie behind."""
    seen: int = 0
    """All items of the file that lie behind."""


@dataclass(frozen=True, slots=True)
class Task:
    """What an engine does in one piece: the rest of a group, or one shard of it."""

    group: Group
    shard: int
    """The number of its first shard."""
    cursor: Cursor
    only: bool = False
    """That shard alone."""


@dataclass(frozen=True, slots=True)
class ShardEnd:
    """Stands after the last item of a shard."""

    group: int
    shard: int
    items: int
    begin: Cursor
    cursor: Cursor
    """Where the next shard begins."""
    last: bool
    """Nothing follows in the group."""


def read_task(task: Task, options: ReadOptions, shard_pages: int) -> Iterator[Item | ShardEnd]:
    """The items of a task with the ends of its shards among them."""
    shard, items, size = task.shard, 0, 0
    begin = cursor = task.cursor
    for item, after in _items(task, options):
        yield item
        cursor = after
        items += 1
        size += len(item.source.data) if isinstance(item, Page) else 0
        if items >= shard_pages or size >= _MOST_BYTES:
            yield ShardEnd(task.group.number, shard, items, begin, cursor, last=False)
            if task.only:
                return
            shard, items, size, begin = shard + 1, 0, 0, cursor
    yield ShardEnd(task.group.number, shard, items, begin, cursor, last=True)


def _items(task: Task, options: ReadOptions) -> Iterator[tuple[Item, Cursor]]:
    """Every item from the task's cursor on, each with the cursor after it."""
    entries, begin = task.group.entries, task.cursor
    for number in range(begin.entry, len(entries)):
        entry = entries[number]
        if isinstance(entry, Failure | Skipped):
            if number != begin.entry or begin.seen == 0:
                yield entry, Cursor(number, 0, 1, 1)
            continue
        place = begin if number == begin.entry else Cursor(number)
        yield from _file_items(entry, number, place, options)


def _file_items(
    entry: InputFile, number: int, place: Cursor, options: ReadOptions
) -> Iterator[tuple[Item, Cursor]]:
    start, since, seen = place.start, 0, place.seen - place.skip
    for item in read_archive(entry.path, options, place.start, seen):
        if item.start != start:
            start, since = item.start, 0
        since += 1
        seen += 1
        if seen > place.seen:
            yield item, Cursor(number, start, since, seen)
