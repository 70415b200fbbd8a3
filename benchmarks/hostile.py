"""Hostile pages: time, memory and outcome by shape and size.

    python -m benchmarks.hostile [--sizes 10K 100K 1M 20M] [--only WORD] [--seconds 120]

Each page is made, and read in a process of its own with default options, which is killed after
`--seconds` of CPU time. Times are CPU seconds of the extraction alone, and of writing all blocks of
the page as Markdown and text, as if all of it were content; memory is the peak of the process.
`growth` is the exponent of time over the last two sizes: 1 is linear, 2 is quadratic.
Exit code 1 when a page was killed, crashed, or took more memory than `--megabytes`.
"""

from __future__ import annotations

import argparse
import contextlib
import math
import multiprocessing
import resource
import signal
import sys
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection

from benchmarks._hostile_shapes import SHAPES
from extractor import Extractor, Options, PapersieveError
from extractor.content.markdown import render_markdown
from extractor.content.text import render_text
from extractor.pipeline import run_stages
from extractor.records import Source

_UNITS = {"K": 1_000, "M": 1_000_000}
_WARM_UP = b"<title>Warm</title><h1>Warm up</h1><p>Title: Warm</p><p>Authors: Ana Lima, Bo Li</p>"
_MEASURABLE = 0.1
"""Seconds below which growth means nothing."""


@dataclass(frozen=True, slots=True)
class Run:
    """One page read."""

    size: int
    seconds: float
    writing: float
    megabytes: float
    outcome: str
    broke: bool

    @property
    def total(self) -> float:
        """Seconds of all work."""
        return self.seconds + self.writing


def main(argv: list[str] | None = None) -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", nargs="+", type=_size, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--only", default="", help="shapes with this word in their name")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--megabytes", type=float, default=4_000)
    arguments = parser.parse_args(argv)
    Extractor().extract(_WARM_UP)
    print(f"{'shape':<52}{'size':>8}{'s':>9}{'write':>7}{'MB':>7}{'growth':>8}  outcome")
    failed = 0
    for name in SHAPES:
        if arguments.only not in name:
            continue
        before: Run | None = None
        for size in arguments.sizes:
            run = _run(name, size, arguments.seconds)
            print(_row(name, run, before), flush=True)
            failed += run.broke or run.megabytes > arguments.megabytes
            if run.broke:
                break
            before = run
    return 1 if failed else 0


def _size(text: str) -> int:
    return int(text[:-1]) * _UNITS[text[-1]] if text[-1] in _UNITS else int(text)


def _row(name: str, run: Run, before: Run | None) -> str:
    growth = ""
    if before is not None and min(before.total, run.total) > _MEASURABLE:
        growth = f"{math.log(run.total / before.total) / math.log(run.size / before.size):.2f}"
    return (
        f"{name:<52}{_short(run.size):>8}{run.seconds:>9.2f}{run.writing:>7.2f}{run.megabytes:>7.0f}{growth:>8}"
        f"  {run.outcome}"
    )


def _short(size: int) -> str:
    return f"{size / 1e6:g} MB" if size >= _UNITS["M"] else f"{size / 1e3:g} KB"


def _run(name: str, size: int, seconds: float) -> Run:
    context = multiprocessing.get_context("fork")
    near, far = context.Pipe(duplex=False)
    process = context.Process(target=_read, args=(far, name, size, seconds))
    process.start()
    far.close()
    with contextlib.suppress(EOFError):
        found: Run = near.recv()
        process.join()
        return found
    process.join()
    if process.exitcode == -signal.SIGPROF:
        return Run(size, seconds, 0, 0, "KILLED: takes too long", broke=True)
    return Run(size, 0, 0, 0, f"CRASHED: exit code {process.exitcode}", broke=True)


def _read(answer: Connection, name: str, size: int, limit: float) -> None:
    """Reads one page in this process."""
    text = SHAPES[name].make(size)
    data = text.encode()
    if len(data) > 1.5 * size:
        data = SHAPES[name].make(size * size // len(data)).encode()
    del text
    # The kernel ends the process, wherever it is stuck.
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, limit)
    start = time.process_time()
    broke, stages = False, None
    try:
        stages = run_stages(Source("page", data), Options())
    except PapersieveError as error:
        outcome = f"{type(error).__name__}: {error.reason}"
    except Exception as error:  # noqa: BLE001 - the table shows what happened
        outcome, broke = f"CRASHED: {type(error).__name__}: {error}"[:90], True
    else:
        warnings = "; ".join(stages.result.warnings)
        outcome = f"{len(stages.result.papers)} papers" + (f"; {warnings[:90]}" if warnings else "")
    seconds = time.process_time() - start
    if stages is not None:
        every = range(len(stages.document.blocks))
        render_text(stages.document, every)
        render_markdown(stages.document, every)
    written = time.process_time() - start - seconds
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answer.send(Run(len(data), seconds, written, peak, outcome, broke))


if __name__ == "__main__":
    sys.exit(main())
