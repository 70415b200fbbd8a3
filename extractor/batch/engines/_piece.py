"""What a machine of a cluster does with a task: reads, extracts and writes on its own."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from extractor._version import VERSION
from extractor.archives import Item, Page
from extractor.archives._addresses import has_scheme, is_remote, status
from extractor.batch.engines._order import AHEAD, in_order
from extractor.batch.engines._pool import Pool
from extractor.batch.errors import BatchError
from extractor.batch.folders import HeldFolder, folder_of
from extractor.batch.options import BatchOptions, PageWork
from extractor.batch.ownership import LOCK
from extractor.batch.plan import InputFile
from extractor.batch.results import PageSeen
from extractor.batch.shards import Cursor, ShardEnd, Task, read_task
from extractor.batch.sites.packs import missing
from extractor.batch.sites.ranks import Ranks
from extractor.batch.store import ShardDone
from extractor.batch.writing import ShardCollector, ShardWriter


@dataclass(frozen=True, slots=True)
class Setting:
    """What all tasks of one run have in common."""

    run: str
    """A name that no other run has."""
    options: BatchOptions = field(compare=False)
    work: PageWork = field(compare=False)
    version: str = VERSION


@dataclass(frozen=True, slots=True)
class Shard:
    """A shard that is done, with its files where the task may not write them itself."""

    done: ShardDone
    files: dict[str, bytes | None]
    """None: to be removed."""


def work(task: Task, setting: Setting) -> Iterator[Task | Shard]:
    """The shards of a task, and first, where reading can begin anew behind it, all but the first.

    That rest comes as a task of its own as soon as the first shard is read, so that other machines
    take it over. Where an archive can only be read from its beginning, no rest comes. Raises
    BatchError where this machine does not see what the run was planned for, OSError where results
    cannot be written.
    """
    options = setting.options
    _check(task, setting)
    kept = _kept(setting)
    try:
        begin = task.cursor
        for items, end in _by_shard(read_task(task, options.reading, options.shard_pages)):
            is_handed_on = not (task.only or end.last) and _can_begin(begin, end.cursor)
            if is_handed_on:
                yield replace(task, shard=end.shard + 1, cursor=end.cursor)
            yield _done(items, end, setting, kept)
            if is_handed_on:
                return
            begin = end.cursor
    except BaseException:
        # The pool has pages in work whose results nobody waits for any more.
        _kept.cache_clear()
        kept.pool.close()
        raise


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept from task to task."""

    pool: Pool
    """One worker, which takes a second of CPU time to start."""
    ranks: Ranks


@lru_cache(maxsize=1)
def _kept(setting: Setting) -> _Kept:
    return _Kept(Pool(1, setting.work, setting.options.limits), Ranks())


def _check(task: Task, setting: Setting) -> None:
    if setting.version != VERSION:
        reason = f"has papersieve {VERSION}, not {setting.version} as where the batch was started"
        raise BatchError(platform.node(), reason)
    _check_folder(setting)
    for entry in task.group.entries[task.cursor.entry :]:
        if isinstance(entry, InputFile) and entry.size and not is_remote(entry.path):
            try:
                size, _ = status(entry.path)
            except OSError:
                size = -1
            if size != entry.size:
                reason = (
                    f"is not there, or another file, on {platform.node()}: name inputs so that "
                    "every machine of the cluster can read them, such as s3://"
                )
                raise BatchError(entry.path, reason)


def _check_folder(setting: Setting) -> None:
    """That results come where the others do, and that templates can be read."""
    place, templates = setting.options.folder, setting.work.templates
    is_shared = has_scheme(place) and not is_remote(place)
    lacks = is_shared and not folder_of(place).exists(LOCK)
    if lacks or (templates is not None and any(missing(templates))):
        reason = (
            f"is not the folder of the batch on {platform.node()}: name one that every machine of "
            "the cluster can reach, such as s3://"
        )
        raise BatchError(place, reason)


def _by_shard(items: Iterator[Item | ShardEnd]) -> Iterator[tuple[list[Item], ShardEnd]]:
    found: list[Item] = []
    for item in items:
        if isinstance(item, ShardEnd):
            yield found, item
            found = []
        else:
            found.append(item)


def _can_begin(begin: Cursor, end: Cursor) -> bool:
    """Whether reading from `end` on does not start where it started for this task."""
    return (end.entry, end.start) != (begin.entry, begin.start)


def _done(items: list[Item], end: ShardEnd, setting: Setting, kept: _Kept) -> Shard:
    options, looks, held = setting.options, setting.work.looks, HeldFolder()
    folder = folder_of(options.folder) if has_scheme(options.folder) else held
    writer = ShardCollector() if looks else ShardWriter(folder, options.output)
    for done in in_order(_passing(items, kept.ranks) if looks else iter(items), kept.pool, AHEAD):
        assert not isinstance(done, ShardEnd)
        writer.add(done)
        kept.ranks.add(done)
    return Shard(writer.finish(end), held.files)


def _passing(items: list[Item], ranks: Ranks) -> Iterator[Item | PageSeen]:
    for item in items:
        yield item if not isinstance(item, Page) or ranks.need(item) else PageSeen(None)
