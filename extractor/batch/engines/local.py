"""All cores of this machine: one process reads and writes, the others extract."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from itertools import chain

from extractor.batch.engines._engine import Engine, Job, tell
from extractor.batch.engines._order import AHEAD, in_order
from extractor.batch.engines._pool import Pool
from extractor.batch.options import cores
from extractor.batch.shards import ShardEnd, Task
from extractor.batch.store import ShardDone


def _run(tasks: Iterator[Task], job: Job) -> Generator[ShardDone]:
    options = job.options
    workers = options.workers or cores()
    writer = job.writer()
    pool = Pool(workers, job.work, options.limits)
    try:
        for done in in_order(chain.from_iterable(map(job.items, tasks)), pool, AHEAD * workers):
            if isinstance(done, ShardEnd):
                yield writer.finish(done)
            else:
                writer.add(done)
                tell(job, done)
    finally:
        pool.close()


ENGINE = Engine("local", _run)
