"""What a batch costs beside the bare pipeline, how it grows with workers, and its memory.

    python -m benchmarks.batch_scale speed [--pages 400] [--rounds 3] [FOLDER]
    python -m benchmarks.batch_scale memory 2000 20000 200000

`speed` reads the pages of FOLDER (without one: the fixtures) over and over: with the pipeline alone
in one and in two warm processes, and from a WARC file with a batch of one and of two workers,
without the first pass and without comparing pages. They take turns, and the best round of each
counts. What the clock cannot tell on a machine that is shared, these do: the CPU time of the
process that reads and writes, and the share of the time that workers sleep, from the first page to
the last, as Linux counts it.
`memory` reads synthesised small pages of one site and prints the peak of the process that reads and
writes.
"""

from __future__ import annotations

import argparse
import gzip
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_RUN = """
import resource, sys
from extractor.cli import main
code = main(sys.argv[1:])
own = resource.getrusage(resource.RUSAGE_SELF)
print(own.ru_maxrss // 1024, own.ru_utime + own.ru_stime)
sys.exit(code)
"""
_START = 1.5
"""Seconds of CPU time after which a worker has begun with pages."""
_PLAIN = ("--no-site-templates", "--no-across")
_BARE = """
import sys, time
from pathlib import Path
from extractor.options import Options
from extractor.pipeline import run
from extractor.records import Source
pages = [Source("page", Path(name).read_bytes()) for name in sys.argv[1:]]
run(pages[0], Options())
clock, cpu = time.perf_counter(), time.process_time()
for page in pages:
    run(page, Options())
print(time.perf_counter() - clock, time.process_time() - cpu)
"""


def write_warc(path: Path, pages: Iterable[bytes], sites: int = 1) -> None:
    """One gzip member a page, as crawlers write it; the pages are of so many sites in turn."""
    with path.open("wb") as file:
        for number, page in enumerate(pages):
            address = f"http://s{number % sites}.example/{number}"
            head = (
                f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: {address}\r\n"
                f"Content-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + page + b"\r\n\r\n", 3, mtime=0))


def small_page(number: int) -> bytes:
    """A post with one paper, unlike the others."""
    return (
        f"<html><head><title>Notes {number}</title></head><body><h1>River notes {number}</h1>"
        f"<p>Day {number} was dry, so we read about sand banks and what moves them downstream.</p>"
        f"<p>Title: How bank {number} moved in the flood</p><p>Authors: Ana Lima, Bo Chen</p>"
        f"<p>Abstract: We follow bank {number} for a year.</p></body></html>"
    ).encode()


@dataclass(frozen=True)
class Run:
    """What one run took."""

    clock: float
    """Seconds."""
    cpu: float
    """Seconds of all processes."""
    main_cpu: float = 0.0
    """Seconds of the process that reads and writes."""
    asleep: float = 0.0
    """Share of the time that workers wait for pages."""
    peak: int = 0
    """MB of the process that reads and writes."""


def tiny_page(number: int) -> bytes:
    """The page of one paper, as small as it can be."""
    title = f"How bank {number} moved in the flood"
    return (
        f"<html><head><title>{title}</title><meta name='citation_title' content='{title}'>"
        "<meta name='citation_author' content='Ana Lima'><meta name='citation_date' "
        f"content='2020'></head><body><h1>{title}</h1><p>We follow bank {number} for a year.</p>"
        "</body></html>"
    ).encode()


def batch(warc: Path, workers: int, *options: str) -> Run:
    """A batch in a process of its own."""
    with tempfile.TemporaryDirectory(dir=warc.parent) as folder:
        command = [
            sys.executable, "-c", _RUN, "batch", str(warc), "-o", str(Path(folder, "out")),
            "--workers", str(workers), "-q", *options,
        ]  # fmt: skip
        before, started = _cpu(), time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        seen: dict[int, list[tuple[float, float]]] = {}
        while process.poll() is None:
            for worker in worker_processes(process.pid):
                _look(worker, seen.setdefault(worker, []))
            time.sleep(0.1)
        seconds = time.perf_counter() - started
        peak, main_cpu = (process.stdout.read() if process.stdout else "").split()
        asleep = sum(looks[-1][1] - looks[0][1] for looks in seen.values() if looks)
        alive = sum(looks[-1][0] - looks[0][0] for looks in seen.values() if looks)
        share = asleep / alive if alive else 0.0
        return Run(seconds, _cpu() - before, float(main_cpu), share, int(peak))


def worker_processes(main: int) -> list[int]:
    """The workers of a batch."""
    try:
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        return [
            int(child)
            for child in children
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
        ]
    except OSError:
        return []


def _look(worker: int, looks: list[tuple[float, float]]) -> None:
    """Adds (seconds by the clock, seconds asleep) of a worker that is past its start."""
    try:
        on_cpu, waiting = Path(f"/proc/{worker}/schedstat").read_text().split()[:2]
    except (OSError, ValueError):
        return
    now = time.monotonic()
    used, queued = int(on_cpu) / 1e9, int(waiting) / 1e9
    if used > _START:
        looks.append((now, now - used - queued))


def bare(pages: Sequence[Path], processes: int) -> tuple[float, float]:
    """Seconds by the clock and CPU seconds of the pipeline alone, in warm processes at once."""
    shares = [pages[number::processes] for number in range(processes)]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _BARE, *map(str, share)], stdout=subprocess.PIPE, cwd=ROOT
        )
        for share in shares
    ]
    times = [process.communicate()[0].split() for process in running]
    return max(float(clock) for clock, _ in times), sum(float(cpu) for _, cpu in times)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def speed(folder: Path | None, count: int, rounds: int) -> None:
    """Prints pages a second."""
    files = sorted((folder or ROOT / "fixtures").rglob("*.html"))
    pages = [files[number % len(files)] for number in range(count)]
    found: dict[str, list[Run]] = {}
    with tempfile.TemporaryDirectory() as name:
        warc, empty = Path(name, "a.warc.gz"), Path(name, "b.warc.gz")
        write_warc(warc, (path.read_bytes() for path in pages))
        write_warc(empty, [small_page(0)])
        for _ in range(rounds):
            for processes in (1, 2):
                one = Run(*bare(pages, processes))
                found.setdefault(f"bare pipeline, processes: {processes}", []).append(one)
                start = batch(empty, processes, *_PLAIN)
                whole = batch(warc, processes, *_PLAIN)
                other = Run(
                    whole.clock - start.clock, whole.cpu - start.cpu,
                    whole.main_cpu - start.main_cpu, whole.asleep,
                )  # fmt: skip
                found.setdefault(f"batch, workers: {processes}", []).append(other)
    print(f"{count} pages of {len(files)} files, without the start of a batch; load {_load()}")
    print("| run | best seconds | pages/s | CPU ms a page | of it main process | workers asleep |")
    print("| --- | --- | --- | --- | --- | --- |")
    for what, runs in found.items():
        clock, asleep = min(run.clock for run in runs), min(run.asleep for run in runs)
        cpu, main_cpu = (1000 * min(values) / count for values in _cpu_times(runs))
        own = f"{main_cpu:.1f} | {asleep:.1%}" if "batch" in what else "- | -"
        print(f"| {what} | {clock:.1f} | {count / clock:.1f} | {cpu:.1f} | {own} |")


def _cpu_times(runs: Sequence[Run]) -> tuple[list[float], list[float]]:
    return [run.cpu for run in runs], [run.main_cpu for run in runs]


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f} on {len(os.sched_getaffinity(0))} cores"


def memory(sizes: list[int]) -> None:
    """Prints the peak at each number of pages."""
    print("| pages | seconds | pages/s | peak MB of the main process |")
    print("| --- | --- | --- | --- |")
    for size in sizes:
        folder = Path(tempfile.mkdtemp())
        try:
            warc = folder / "a.warc.gz"
            write_warc(warc, map(tiny_page, range(size)))
            run = batch(warc, 2)
        finally:
            shutil.rmtree(folder)
        print(f"| {size:,} | {run.clock:.0f} | {size / run.clock:.0f} | {run.peak} |", flush=True)


def main() -> int:
    """Prints one of the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("speed")
    one.add_argument("folder", nargs="?", type=Path)
    one.add_argument("--pages", type=int, default=400)
    one.add_argument("--rounds", type=int, default=3)
    other = commands.add_parser("memory")
    other.add_argument("sizes", nargs="+", type=int)
    arguments = parser.parse_args()
    if arguments.command == "speed":
        speed(arguments.folder, arguments.pages, arguments.rounds)
    else:
        memory(arguments.sizes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
