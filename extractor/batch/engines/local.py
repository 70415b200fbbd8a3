"""All cores of this machine: one process reads and writes, the others extract."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import chain

from extractor.archives import Item, Page
from extractor.batch.engines._engine import Engine, Job, tell
from extractor.batch.engines._pool import Pool
from extractor.batch.results import Done, PageSeen
from extractor.batch.shards import ShardEnd, Task
from extractor.batch.store import ShardDone

_AHEAD = 24
"""Results that may wait for an older page, by worker: one slow page stops the others late, and what
waits does not fill the memory."""


@dataclass(slots=True)
class _Slot:
    """The place of an item in input order; `done` when it has its result."""

    done: Done | ShardEnd | None = None


class _Run:
    def __init__(self, tasks: Iterator[Task], job: Job, pool: Pool) -> None:
        self._pool = pool
        self._job = job
        self._items = chain.from_iterable(map(job.items, tasks))
        self._window: deque[_Slot] = deque()
        self._first = 0
        self._waiting: Page | None = None
        self._exhausted = False

    def shards(self) -> Iterator[ShardDone]:
        writer = self._job.writer()
        while not self._exhausted or self._window:
            self._feed()
            while self._window and (done := self._window[0].done) is not None:
                self._window.popleft()
                self._first += 1
                if isinstance(done, ShardEnd):
                    yield writer.finish(done)
                else:
                    writer.add(done)
                    tell(self._job, done)
            if self._waiting is not None or self._window:
                for slot, answer in self._pool.answers():
                    self._window[slot - self._first].done = answer

    def _feed(self) -> None:
        """Reads on as far as there is room."""
        most = _AHEAD * self._job.options.workers
        while len(self._window) < most and not self._exhausted:
            item: Item | PageSeen | ShardEnd | None = self._waiting or next(self._items, None)
            self._waiting = None
            if item is None:
                self._exhausted = True
            elif not isinstance(item, Page):
                self._window.append(_Slot(item))
            elif self._pool.idle:
                self._pool.give(self._first + len(self._window), item)
                self._window.append(_Slot())
            else:
                self._waiting = item
                return


def _run(tasks: Iterator[Task], job: Job) -> Generator[ShardDone]:
    pool = Pool(job.options.workers, job.work, job.options.limits)
    try:
        yield from _Run(tasks, job, pool).shards()
    finally:
        pool.close()


ENGINE = Engine("local", _run)
