"""What a batch costs beside the bare pipeline, how it grows with workers, and its memory.

    python -m benchmarks.batch_scale speed [--pages 400] [FOLDER]
    python -m benchmarks.batch_scale memory 2000 20000 200000

`speed` reads the pages of FOLDER (without one: the fixtures) over and over: with the pipeline alone
in one and in two warm processes, and from a WARC file with a batch of one and of two workers.
`memory` reads synthesised small pages and prints the peak of the process that reads and writes.
"""

from __future__ import annotations

import argparse
import gzip
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_RUN = """
import resource, sys
from extractor.cli import main
code = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
sys.exit(code)
"""
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


def write_warc(path: Path, pages: Iterable[bytes]) -> None:
    """One gzip member a page, as crawlers write it."""
    with path.open("wb") as file:
        for number, page in enumerate(pages):
            head = (
                f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://s.example/{number}\r\n"
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


def batch(warc: Path, workers: int) -> tuple[float, float, int]:
    """Seconds by the clock, CPU seconds of all processes, peak MB of the main one."""
    with tempfile.TemporaryDirectory(dir=warc.parent) as folder:
        command = [
            sys.executable, "-c", _RUN, "batch", str(warc), "-o", str(Path(folder, "out")),
            "--workers", str(workers), "-q",
        ]  # fmt: skip
        before, started = _cpu(), time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        return time.perf_counter() - started, _cpu() - before, int(done.stdout)


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


def speed(folder: Path | None, count: int) -> None:
    """Prints pages a second."""
    files = sorted((folder or ROOT / "fixtures").rglob("*.html"))
    pages = [files[number % len(files)] for number in range(count)]
    print(f"{count} pages of {len(files)} files, without the start of a batch")
    print("| run | seconds | pages/s | CPU seconds |")
    print("| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        warc, empty = Path(name, "a.warc.gz"), Path(name, "b.warc.gz")
        write_warc(warc, (path.read_bytes() for path in pages))
        write_warc(empty, [small_page(0)])
        for processes in (1, 2):
            clock, cpu = bare(pages, processes)
            _row(f"bare pipeline, processes: {processes}", count, clock, cpu)
            start = batch(empty, processes)
            whole = batch(warc, processes)
            _row(f"batch, workers: {processes}", count, whole[0] - start[0], whole[1] - start[1])


def _row(name: str, count: int, clock: float, cpu: float) -> None:
    print(f"| {name} | {clock:.1f} | {count / clock:.1f} | {cpu:.1f} |", flush=True)


def memory(sizes: list[int]) -> None:
    """Prints the peak at each number of pages."""
    print("| pages | seconds | pages/s | peak MB of the main process |")
    print("| --- | --- | --- | --- |")
    for size in sizes:
        folder = Path(tempfile.mkdtemp())
        try:
            warc = folder / "a.warc.gz"
            write_warc(warc, map(small_page, range(size)))
            seconds, _, peak = batch(warc, 2)
        finally:
            shutil.rmtree(folder)
        print(f"| {size:,} | {seconds:.0f} | {size / seconds:.0f} | {peak} |", flush=True)


def main() -> int:
    """Prints one of the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("speed")
    one.add_argument("folder", nargs="?", type=Path)
    one.add_argument("--pages", type=int, default=400)
    other = commands.add_parser("memory")
    other.add_argument("sizes", nargs="+", type=int)
    arguments = parser.parse_args()
    if arguments.command == "speed":
        speed(arguments.folder, arguments.pages)
    else:
        memory(arguments.sizes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
