"""The machines of a Ray cluster: tasks read, extract and write; this process keeps the state."""

from __future__ import annotations

import uuid
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Any

from extractor.batch.engines._cluster import connected
from extractor.batch.engines._engine import Engine, Job
from extractor.batch.engines._piece import Setting, Shard, work
from extractor.batch.errors import BatchError
from extractor.batch.folders import folder_of
from extractor.batch.options import BatchOptions
from extractor.batch.shards import Task
from extractor.batch.store import ShardDone
from extractor.errors import PapersieveError

_TICK = 0.1
"""Seconds between two looks at the tasks, so that a look sees many."""
_TASKS_PER_CORE = 2
"""One in work, one that waits for it: back-pressure for everything else."""
_TRIES = 10
"""Times that a task is lost without a shard done before the batch gives up."""
_UNREAD = 4
"""Results of one task that may wait to be fetched before it stops."""


@dataclass(slots=True)
class _Flight:
    """A task that the cluster has."""

    task: Task
    """What is left of it."""
    tries: int = 0
    """How often it was lost since its last shard."""


@dataclass(slots=True)
class _Group:
    """Shards of a group that wait for an earlier one."""

    next: int
    waiting: dict[int, ShardDone] = field(default_factory=dict)


class _Run:
    def __init__(self, tasks: Iterator[Task], job: Job) -> None:
        import ray

        self._ray = ray
        self._tasks = tasks
        self._job = job
        self._folder = folder_of(job.options.folder)
        self._setting = ray.put(Setting(uuid.uuid4().hex, job.options, job.work))
        self._remote = ray.remote(work).options(
            num_cpus=1, num_returns="streaming", name="papersieve",
            # Tasks that are lost go on behind their last shard, which Ray could not know.
            max_retries=0, _generator_backpressure_num_objects=_UNREAD,
        )  # fmt: skip
        self._flights: dict[Any, _Flight] = {}
        self._rests: deque[_Flight] = deque()
        """What is to be done before new groups are begun."""
        self._groups: dict[int, _Group] = {}

    def shards(self) -> Iterator[ShardDone]:
        while self._feed():
            flying = list(self._flights)
            ready, _ = self._ray.wait(flying, num_returns=len(flying), timeout=_TICK)
            for results in ready:
                yield from self._step(results)

    def close(self) -> None:
        for results in self._flights:
            self._ray.cancel(results, force=True)

    # ------------------------------------------------------------------ to the cluster

    def _feed(self) -> bool:
        """Gives out tasks as long as there is room. Returns whether any are under way."""
        most = self._most()
        while len(self._flights) < most and (flight := self._next(most)) is not None:
            self._flights[self._remote.remote(flight.task, self._setting)] = flight
        return bool(self._flights)

    def _most(self) -> int:
        """Tasks that the cluster gets at a time; it may grow and shrink."""
        at_least = 2
        found = self._ray.cluster_resources().get("CPU", 0)
        return self._job.options.workers or max(at_least, int(found * _TASKS_PER_CORE))

    def _next(self, most: int) -> _Flight | None:
        for _ in range(len(self._rests)):
            flight = self._rests.popleft()
            group = self._groups.get(flight.task.group.number)
            if group is None or flight.task.shard - group.next <= most:
                return flight
            # Far ahead of a shard that takes long: what is done must not pile up.
            self._rests.append(flight)
        task = next(self._tasks, None)
        if task is None:
            return None
        if not task.only:
            self._groups[task.group.number] = _Group(task.shard)
        return _Flight(task)

    # ------------------------------------------------------------------ from the cluster

    def _step(self, results: Any) -> Iterator[ShardDone]:
        """The next result of a task, or its end, or its loss."""
        flight = self._flights[results]
        lost = self._ray.exceptions.RayError
        told = self._ray.exceptions.RayTaskError
        try:
            result = self._ray.get(next(results))
        except StopIteration:
            del self._flights[results]
            return
        except told as error:
            del self._flights[results]
            raise _error(error.cause or error) from error
        except lost as error:
            del self._flights[results]
            self._again(flight, error)
            return
        if isinstance(result, Task):
            self._rests.append(_Flight(result))
            flight.task = replace(flight.task, only=True)
            return
        assert isinstance(result, Shard)
        yield from self._finished(result, flight)

    def _again(self, flight: _Flight, error: Exception) -> None:
        if flight.task.shard < 0:  # nothing is left of it
            return
        flight.tries += 1
        if flight.tries >= _TRIES:
            text = " ".join(str(error).split())[:200]
            where = f"shard {flight.task.group.number}-{flight.task.shard}"
            reason = f"was lost {flight.tries} times with its machine: {text}"
            raise BatchError(where, reason) from error
        self._rests.appendleft(flight)

    def _finished(self, result: Shard, flight: _Flight) -> Iterator[ShardDone]:
        done = result.done
        for name, data in result.files.items():
            if data is None:
                self._folder.remove(name)
            else:
                with self._folder.writing(name) as stream:
                    stream.write(data)
        counts = done.counts
        pages = done.items if self._job.work.looks else counts.get("pages", 0)
        self._job.watch(pages, counts.get("papers", 0), counts.get("failures", 0))
        ends = done.last or flight.task.only
        flight.task = replace(flight.task, shard=-1 if ends else done.shard + 1, cursor=done.cursor)
        flight.tries = 0
        yield from self._in_order(done)

    def _in_order(self, done: ShardDone) -> Iterator[ShardDone]:
        group = self._groups.get(done.group)
        if group is None:
            yield done
            return
        group.waiting[done.shard] = done
        while (each := group.waiting.pop(group.next, None)) is not None:
            group.next += 1
            if each.last:
                del self._groups[done.group]
            yield each


def _error(cause: BaseException) -> BaseException:
    """What a task raised, for people: what went wrong there is no bug of this process."""
    if isinstance(cause, PapersieveError | OSError):
        return cause
    text = " ".join(f"{type(cause).__name__}: {cause}".split())[:300]
    return BatchError("--engine ray", f"a task failed: {text}")


def _session(options: BatchOptions) -> AbstractContextManager[None]:
    return connected(options.address, options.workers)


def _run(tasks: Iterator[Task], job: Job) -> Generator[ShardDone]:
    with _session(job.options):
        run = _Run(tasks, job)
        try:
            yield from run.shards()
        finally:
            run.close()


ENGINE = Engine("ray", _run, _session, needs="ray", takes_address=True)
