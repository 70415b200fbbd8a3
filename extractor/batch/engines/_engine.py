"""What an engine is."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from extractor.archives import Failure, Item, Page
from extractor.batch.folders import folder_of
from extractor.batch.options import BatchOptions, PageWork
from extractor.batch.results import Done, PageDone, PageSeen
from extractor.batch.shards import ShardEnd, Task, read_task
from extractor.batch.store import ShardDone
from extractor.batch.writing import ShardCollector, ShardWriter

Watch = Callable[[int, int, int], None]
"""Told as work goes on: pages, papers and failures since the last time."""


@dataclass(frozen=True, slots=True)
class Job:
    """What an engine needs besides its tasks."""

    options: BatchOptions
    watch: Watch
    work: PageWork = field(default_factory=PageWork)
    """What is done with every page."""
    needs: Callable[[Page], bool] | None = None
    """In the first pass: whether a page must be looked at; None: every page."""

    def writer(self) -> ShardWriter | ShardCollector:
        """What takes the results of shards, one after the other."""
        if self.work.looks:
            return ShardCollector()
        return ShardWriter(folder_of(self.options.folder), self.options.output)

    def items(self, task: Task) -> Iterator[Item | PageSeen | ShardEnd]:
        """The items of a task with the ends of its shards; pages that nobody needs are seen."""
        for item in read_task(task, self.options.reading, self.options.shard_pages):
            passed = isinstance(item, Page) and self.needs is not None and not self.needs(item)
            yield PageSeen(None) if passed else item


def _no_session(_options: BatchOptions) -> AbstractContextManager[None]:
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Engine:
    """One way to run tasks. Each module of this folder declares one as `ENGINE`."""

    name: str
    run: Callable[[Iterator[Task], Job], Generator[ShardDone]]
    """Runs every task and yields each shard when its results are complete files. The shards of one
    group come in their order. Closing the iterator ends all work."""
    session: Callable[[BatchOptions], AbstractContextManager[None]] = _no_session
    """Is open while `run` is called, maybe more than once: what takes long to start."""
    needs: str | None = None
    """The module that must be installed; the extra has the engine's name."""
    takes_address: bool = False
    """It can run on a cluster that has an address."""


def tell(job: Job, done: Done) -> None:
    """Tells the one who watches about a result."""
    if isinstance(done, PageDone):
        job.watch(1, done.counts["papers"], 0)
    elif isinstance(done, PageSeen):
        job.watch(1, 0, 0)
    elif isinstance(done, Failure) and not job.work.looks:
        job.watch(0, 0, 1)
