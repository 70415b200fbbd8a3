"""Worker processes that may die: each has a pipe, and a page that dies with one is known."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

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


@dataclass(slots=True)
class _Job:
    slot: int
    page: Page
    tries: int
    deadline: float


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
        self.job: _Job | None = None
        self.ready = False

    def end(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()


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
        return any(worker.ready and worker.job is None for worker in self._workers)

    def give(self, slot: int, page: Page) -> None:
        """Gives a page to an idle worker; `slot` comes back with its answer."""
        number = next(
            n for n, worker in enumerate(self._workers) if worker.ready and worker.job is None
        )
        self._send(number, _Job(slot, page, 1, 0.0))

    def answers(self) -> Iterator[tuple[int, PageDone | PageSeen | Failure]]:
        """Waits for some answers, or for a worker to be ready; a second at most."""
        busy: dict[Connection, int] = {
            worker.connection: number
            for number, worker in enumerate(self._workers)
            if worker.job is not None or not worker.ready
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
            if worker.job is not None and worker.ready and now > worker.job.deadline:
                job = worker.job
                self._replace(number)
                clock = self._limits.seconds * _PATIENCE
                yield job.slot, _failed(job.page, "timeout", f"takes more than {clock:g} s")

    def close(self) -> None:
        """Ends all workers, whatever they do."""
        for worker in self._workers:
            worker.end()

    def _send(self, number: int, job: _Job) -> None:
        job.deadline = time.monotonic() + self._limits.seconds * _PATIENCE
        worker = self._workers[number]
        worker.job = job
        try:
            worker.connection.send(job.page)
        except (BrokenPipeError, ConnectionResetError):
            # It died while it was idle, which no page is to blame for.
            self._replace(number, job)

    def _answer(self, number: int) -> Iterator[tuple[int, PageDone | PageSeen | Failure]]:
        worker = self._workers[number]
        job = worker.job
        assert job is not None
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError):  # the latter where it died in the middle of its answer
            yield from self._died(number, job)
            return
        assert isinstance(answer, Answer)
        worker.job = None
        if answer.retires:
            self._replace(number)
        yield job.slot, answer.done

    def _died(self, number: int, job: _Job) -> Iterator[tuple[int, PageDone | PageSeen | Failure]]:
        worker = self._workers[number]
        worker.process.join()
        code = worker.process.exitcode or 0
        if code == -signal.SIGPROF:
            self._replace(number)
            reason = f"takes more than {self._limits.seconds:g} s of CPU time"
            yield job.slot, _failed(job.page, "timeout", reason)
        elif job.tries < (_TRIES_KILLED if code == -signal.SIGKILL else _TRIES):
            job.tries += 1
            self._replace(number, job)
        else:
            self._replace(number)
            reason = f"the worker died of it {job.tries} times ({_cause(code)})"
            yield job.slot, _failed(job.page, "crash", reason)

    def _replace(self, number: int, job: _Job | None = None) -> None:
        """A new worker in the place of one; `job` is its first."""
        self._workers[number].end()
        self._workers[number] = _Worker(self._work, self._limits)
        self._workers[number].job = job

    def _starts(self, number: int) -> None:
        """A worker says that it is ready, or died before it was."""
        worker = self._workers[number]
        try:
            worker.ready = worker.connection.recv() == READY
        except (EOFError, OSError) as error:
            self._stillborn += 1
            if self._stillborn > _STILLBORN * len(self._workers):
                raise OSError("the worker processes die before they are ready") from error
            self._replace(number, worker.job)
            return
        self._stillborn = 0
        if worker.job is not None:
            self._send(number, worker.job)


def _cause(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def _failed(page: Page, kind: str, reason: str) -> Failure:
    return Failure(page.source.name, kind, reason, None, page.source.url, page.start)
