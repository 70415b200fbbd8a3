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
from extractor.batch.options import Limits
from extractor.batch.results import PageDone
from extractor.batch.worker import Answer, serve
from extractor.options import Options

_PATIENCE = 20
"""Times the CPU limit that a page may take by the clock, on a machine that is short of cores."""
_TRIES = 2
"""A worker that was killed from outside did not die of its page: the page is tried once more."""
_TICK = 1.0


@dataclass(slots=True)
class _Job:
    slot: int
    page: Page
    tries: int
    deadline: float


class _Worker:
    def __init__(self, options: Options, limits: Limits) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, far = context.Pipe()
        self.process: BaseProcess = context.Process(
            target=serve, args=(far, options, limits), daemon=True
        )
        self.process.start()
        # The parent's copy would keep the pipe open when the worker dies.
        far.close()
        self.job: _Job | None = None

    def end(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()


class Pool:
    """A fixed number of workers; those that die or retire are replaced."""

    def __init__(self, size: int, options: Options, limits: Limits) -> None:
        self._options = options
        self._limits = limits
        self._workers = [_Worker(options, limits) for _ in range(size)]

    @property
    def idle(self) -> bool:
        """Whether a page can be given out."""
        return any(worker.job is None for worker in self._workers)

    @property
    def busy(self) -> bool:
        """Whether answers are to come."""
        return any(worker.job is not None for worker in self._workers)

    def give(self, slot: int, page: Page) -> None:
        """Gives a page to an idle worker; `slot` comes back with its answer."""
        number = next(n for n, worker in enumerate(self._workers) if worker.job is None)
        self._send(number, _Job(slot, page, 1, 0.0))

    def answers(self) -> Iterator[tuple[int, PageDone | Failure]]:
        """Waits for some answers, a second at most."""
        busy: dict[Connection, int] = {
            worker.connection: number
            for number, worker in enumerate(self._workers)
            if worker.job is not None
        }
        for ready in wait(list(busy), _TICK):
            assert isinstance(ready, Connection)
            yield from self._answer(busy[ready])
        now = time.monotonic()
        for number, worker in enumerate(self._workers):
            if worker.job is not None and now > worker.job.deadline:
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
            self._replace(number)
            self._workers[number].job = job
            self._workers[number].connection.send(job.page)

    def _answer(self, number: int) -> Iterator[tuple[int, PageDone | Failure]]:
        worker = self._workers[number]
        job = worker.job
        assert job is not None
        try:
            answer = worker.connection.recv()
        except (EOFError, ConnectionResetError):
            yield from self._died(number, job)
            return
        assert isinstance(answer, Answer)
        worker.job = None
        if answer.retires:
            self._replace(number)
        yield job.slot, answer.done

    def _died(self, number: int, job: _Job) -> Iterator[tuple[int, PageDone | Failure]]:
        worker = self._workers[number]
        worker.process.join()
        code = worker.process.exitcode or 0
        self._replace(number)
        if code == -signal.SIGPROF:
            reason = f"takes more than {self._limits.seconds:g} s of CPU time"
            yield job.slot, _failed(job.page, "timeout", reason)
        elif job.tries < _TRIES:
            self._send(number, _Job(job.slot, job.page, job.tries + 1, 0.0))
        else:
            reason = f"the worker died of it twice ({_cause(code)})"
            yield job.slot, _failed(job.page, "crash", reason)

    def _replace(self, number: int) -> None:
        self._workers[number].end()
        self._workers[number] = _Worker(self._options, self._limits)


def _cause(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def _failed(page: Page, kind: str, reason: str) -> Failure:
    return Failure(page.source.name, kind, reason, None, page.source.url, page.start)
