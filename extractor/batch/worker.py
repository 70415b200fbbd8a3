"""One page at a time in a process of its own, within limits of time and memory."""

from __future__ import annotations

import contextlib
import math
import resource
import signal
import sys
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.archives import Failure, Page
from extractor.batch.options import Limits, PageWork
from extractor.batch.results import PageDone, PageSeen, page_done
from extractor.batch.sites.packing import trace_bytes
from extractor.batch.sites.samples import Sample, rank_of, site_of
from extractor.errors import LimitError, PapersieveError
from extractor.records import Source

if TYPE_CHECKING:
    from extractor.pipeline import Stages

READY = "ready"
"""What a worker says when it can take its first page."""
_MOST_PAGES = 5000
_WARM_UP = b"<title>Warm</title><h1>Warm up</h1><p>Title: Warm</p><p>Authors: Ana Lima, Bo Li</p>"
_MEGABYTE = 1 << 20
_RETIRE_ABOVE = 600 * _MEGABYTE
"""A worker that once grew so large makes room for a fresh one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker sends back."""

    done: PageDone | PageSeen | Failure
    retires: bool
    """The worker ends after this page."""


def extract_page(page: Page, work: PageWork) -> PageDone | PageSeen | Failure:
    """The result of one page, or why there is none. Raises nothing but MemoryError's like."""
    try:
        return _seen(page, work) if work.looks else _done(page, work)
    except LimitError as error:
        return _failed(page, "limit", error.reason)
    except PapersieveError as error:
        return _failed(page, "no page", error.reason)
    except MemoryError:
        return _failed(page, "memory", "takes more memory than a page may")
    except Exception as error:  # noqa: BLE001 - one bad page must not take the others along
        text = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        return _failed(page, "error", f"internal error: {text}")


def _done(page: Page, work: PageWork) -> PageDone:
    from extractor.corrections.apply import corrected
    from extractor.pipeline import run_stages

    stages = run_stages(page.source, work.options, work.templates)
    correction = work.corrections.get(stages.result.source.sha256)
    if correction is not None:
        stages = corrected(stages, correction)
    report = _report(stages) if _is_reported(stages, work) else None
    return page_done(page, stages.result, report, is_corrected=correction is not None)


def _seen(page: Page, work: PageWork) -> PageSeen:
    from extractor.pipeline import run_trace

    url, trace = run_trace(page.source, work.options)
    site = site_of(url)
    if site is None:
        return PageSeen(None)
    return PageSeen(Sample(site, rank_of(page.source.data), trace_bytes(trace)))


def with_seconds(work: PageWork, seconds: float) -> PageWork:
    """`work`, whose pages may take so many seconds of CPU time."""
    return replace(work, options=replace(work.options, max_seconds=seconds))


def serve(connection: Connection, work: PageWork, limits: Limits) -> None:
    """Answers pages until the other side hangs up. The target of a worker process."""
    # Here the kernel keeps the time, and what fails has one reason whatever looked first.
    work = with_seconds(work, math.inf)
    _prepare(work, limits)
    served = 0
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send(READY)
        while True:
            page = connection.recv()
            assert isinstance(page, Page)
            # The kernel ends the process when the time is up, wherever it is stuck.
            signal.setitimer(signal.ITIMER_PROF, limits.seconds)
            done = extract_page(page, work)
            signal.setitimer(signal.ITIMER_PROF, 0)
            served += 1
            memory = isinstance(done, Failure) and done.kind == "memory"
            retires = memory or served >= _MOST_PAGES or _peak() > _RETIRE_ABOVE
            connection.send(Answer(done, retires))
            if retires:
                return


def _prepare(work: PageWork, limits: Limits) -> None:
    # Ctrl-C reaches the whole group of processes; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # All data is loaded before memory is measured and a page is timed, so that the limits are the
    # page's own.
    extract_page(Page(Source("warm-up", _WARM_UP)), work)
    with contextlib.suppress(OSError, ValueError):
        Path("/proc/self/oom_score_adj").write_text("900", "ascii")
    with contextlib.suppress(OSError, ValueError):
        most = _address_space() + limits.megabytes * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _address_space() -> int:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    return pages * resource.getpagesize()


def _peak() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _is_reported(stages: Stages, work: PageWork) -> bool:
    return work.reports == "all" or (work.reports == "entries" and bool(stages.result.papers))


def _report(stages: Stages) -> bytes:
    from extractor.report import render_report

    return render_report(stages).encode("utf-8", "backslashreplace")


def _failed(page: Page, kind: str, reason: str) -> Failure:
    return Failure(page.source.name, kind, reason, None, page.source.url, page.start)
