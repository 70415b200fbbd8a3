"""No processes, and no limit of memory: for finding out what a page does, and for tests."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from extractor.archives import Page
from extractor.batch.engines._engine import Engine, Job, tell
from extractor.batch.shards import ShardEnd, Task
from extractor.batch.store import ShardDone
from extractor.batch.worker import extract_page, with_seconds


def _run(tasks: Iterator[Task], job: Job) -> Generator[ShardDone]:
    writer = job.writer()
    work = with_seconds(job.work, job.options.limits.seconds)
    for task in tasks:
        for item in job.items(task):
            if isinstance(item, ShardEnd):
                yield writer.finish(item)
                continue
            done = extract_page(item, work) if isinstance(item, Page) else item
            writer.add(done)
            tell(job, done)


ENGINE = Engine("inline", _run)
