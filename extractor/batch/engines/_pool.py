"""Worker processes that may die: each has a pipe, and a page that dies with one is known."""

from __future__ import annotations

import contextlib
import math
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from threading import Thread

from extractor.archives import Failure, Page
from extractor.batch.options import Limits, PageWork
from extractor.batch.results import PageDone, PageSeen
from extractor.batch.worker import READY, Answer, serve

_PATIENCE = 20
"""Times the CPU limit that a page may take by the clock, on a machine that is short of cores."""
_TRIES = 2
"""Times that a page is tried whose worker dies."""
_TRIES_KILLED = 6
"""The same for a worker that was killed from outside, which is hardly its page's fault."""
_STILLBORN = 20
"""Workers, for each there should be, that may die in a row before they are ready."""
_TICK = 1.0
_AT_ONCE = 2
"""Pages that a worker has: one in work, and the next, so that it never waits for us."""


@dataclass(slots=True)
class _Job:
    slot: int
    page: Page
    tries: int = 1


class _Worker:
    def __init__(self, work: PageWork, limits: Limits) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, far = context.Pipe()
        self.process: BaseProcess = context.Process(
            target=serve, args=(far, work, limits), daemon=True
        )
        self.process.start()
        # The parent's copy would keep the pipe open when the worker dies.
        far.close()
        self.jobs: deque[_Job] = deque()
        """The first is in work, the others are on the way."""
        self.deadline = math.inf
        self.ready = False
        self._pages: SimpleQueue[Page | None] = SimpleQueue()
        self._sender = Thread(target=self._send_pages, daemon=True)
        self._sender.start()

    def send(self, page: Page) -> None:
        """Sends a page as soon as there is room for it; a worker that is dead tells by its end."""
        self._pages.put(page)

    def _send_pages(self) -> None:
        # A page may be larger than what the pipe holds; waiting here keeps nobody else waiting.
        with contextlib.suppress(OSError):
            while (page := self._pages.get()) is not None:
                self.connection.send(page)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self._pages.put(None)
        self._sender.join()
        self.connection.close()


class Pool:
    """A fixed number of workers; those that die or retire are replaced."""

    def __init__(self, size: int, work: PageWork, limits: Limits) -> None:
        self._work = work
        self._limits = limits
        self._stillborn = 0
        self._workers = [_Worker(work, limits) for _ in range(size)]

    @property
    def idle(self) -> bool:
        """Whether a page can be given out."""
        return any(worker.ready and len(worker.jobs) < _AT_ONCE for worker in self._workers)

    def give(self, slot: int, page: Page) -> None:
        """Gives a page to a worker with few; `slot` comes back with its answer."""
        ready = [worker for worker in self._workers if worker.ready]
        self._send(min(ready, key=lambda worker: len(worker.jobs)), _Job(slot, page))

    def answers(self) -> Iterator[tuple[int, PageDone | PageSeen | Failure]]:
        """Waits for some answers, or for a worker to be ready; a second at most."""
        busy: dict[Connection, int] = {
            worker.connection: number
            for number, worker in enumerate(self._workers)
            if worker.jobs or not worker.ready
        }
        for ready in wait(list(busy), _TICK):
            assert isinstance(ready, Connection)
            number = busy[ready]
            if self._workers[number].ready:
                yield from self._answer(number)
            else:
                self._starts(number)
        now = time.monotonic()
        for number, worker in enumerate(self._workers):
            if worker.jobs and worker.ready and now > worker.deadline:
                job = worker.jobs.popleft()
                self._replace(number)
                clock = self._limits.seconds * _PATIENCE
                yield job.slot, _failed(job.page, "timeout", f"takes more than {clock:g} s")

    def close(self) -> None:
        """Ends all workers, whatever they do."""
        for worker in self._workers:
            worker.end()

    def _send(self, worker: _Worker, job: _Job) -> None:
        if not worker.jobs:
            self._begins(worker)
        worker.jobs.append(job)
        worker.send(job.page)

    def _begins(self, worker: _Worker) -> None:
        """The time of the worker's first page begins."""
        worker.deadline = time.monotonic() + self._limits.seconds * _PATIENCE

    def _answer(self, number: int) -> Iterator[tuple[int, PageDone | PageSeen | Failure]]:
        worker = self._workers[number]
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError):  # the latter where it died in the middle of its answer
            yield from self._died(number)
            return
        assert isinstance(answer, Answer)
        job = worker.jobs.popleft()
        self._begins(worker)
        if answer.retires:
            self._replace(number)
        yield job.slot, answer.done

    def _died(self, number: int) -> Iterator[tuple[int, PageDone | PageSeen | Failure]]:
        worker = self._workers[number]
        worker.process.join()
        code = worker.process.exitcode or 0
        job = worker.jobs[0]
        if code == -signal.SIGPROF:
            reason = f"takes more than {self._limits.seconds:g} s of CPU time"
            failure = _failed(job.page, "timeout", reason)
        elif job.tries < (_TRIES_KILLED if code == -signal.SIGKILL else _TRIES):
            job.tries += 1
            self._replace(number)
            return
        else:
            reason = f"the worker died of it {job.tries} times ({_cause(code)})"
            failure = _failed(job.page, "crash", reason)
        worker.jobs.popleft()
        self._replace(number)
        yield job.slot, failure

    def _replace(self, number: int) -> None:
        """A new worker in the place of one, whose pages it gets."""
        before = self._workers[number]
        before.end()
        self._workers[number] = _Worker(self._work, self._limits)
        self._workers[number].jobs = before.jobs

    def _starts(self, number: int) -> None:
        """A worker says that it is ready, or died before it was."""
        worker = self._workers[number]
        try:
            worker.ready = worker.connection.recv() == READY
        except (EOFError, OSError) as error:
            self._stillborn += 1
            if self._stillborn > _STILLBORN * len(self._workers):
                raise OSError("the worker processes die before they are ready") from error
            self._replace(number)
            return
        self._stillborn = 0
        self._begins(worker)
        for job in worker.jobs:
            worker.send(job.page)


def _cause(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def _failed(page: Page, kind: str, reason: str) -> Failure:
    return Failure(page.source.name, kind, reason, None, page.source.url, page.start)
