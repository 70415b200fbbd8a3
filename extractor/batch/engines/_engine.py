"""What an engine is."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

from extractor.archives import Failure
from extractor.batch.options import BatchOptions
from extractor.batch.results import Done, PageDone
from extractor.batch.shards import Task
from extractor.batch.store import ShardDone

Watch = Callable[[int, int, int], None]
"""Told as work goes on: pages, papers and failures since the last time."""


@dataclass(frozen=True, slots=True)
class Job:
    """What an engine needs besides its tasks."""

    options: BatchOptions
    watch: Watch


@dataclass(frozen=True, slots=True)
class Engine:
    """One way to run tasks. Each module of this folder declares one as `ENGINE`."""

    name: str
    run: Callable[[Iterator[Task], Job], Generator[ShardDone]]
    """Runs every task and yields each shard when its results are complete files. The shards of one
    group come in their order. Closing the iterator ends all work."""


def tell(job: Job, done: Done) -> None:
    """Tells the one who watches about a result."""
    if isinstance(done, PageDone):
        job.watch(1, done.counts["papers"], 0)
    elif isinstance(done, Failure):
        job.watch(0, 0, 1)
