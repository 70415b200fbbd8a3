"""What a batch costs beside the bare pipeline, how it grows with workers, and its memory.

    python -m benchmarks.batch_scale speed [--pages 400] [FOLDER]
    python -m benchmarks.batch_scale memory 2000 20000 200000

`speed` reads the pages of FOLDER (without one: the fixtures) over and over from one WARC file: once
with the bare pipeline in a warm process, once with a batch of one worker, once with two. `memory`
reads synthesised small pages and prints the peak of the process that reads and writes.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from extractor.options import Options
from extractor.records import Source

ROOT = Path(__file__).resolve().parents[1]
_RUN = """
import resource, sys
from extractor.cli import main
code = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
sys.exit(code)
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


def batch(warc: Path, workers: int) -> tuple[float, int]:
    """Seconds and the peak of the main process in MB of a batch on its own."""
    with tempfile.TemporaryDirectory(dir=warc.parent) as folder:
        command = [
            sys.executable, "-c", _RUN, "batch", str(warc), "-o", str(Path(folder, "out")),
            "--workers", str(workers), "-q",
        ]  # fmt: skip
        started = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        return time.perf_counter() - started, int(done.stdout)


def speed(folder: Path | None, count: int) -> None:
    """Prints pages a second."""
    from extractor.pipeline import run

    files = sorted((folder or ROOT / "fixtures").rglob("*.html"))
    bodies = [path.read_bytes() for path in files]
    pages = [bodies[number % len(bodies)] for number in range(count)]
    for body in bodies:
        run(Source("page", body), Options())
    started = time.perf_counter()
    for page in pages:
        run(Source("page", page), Options())
    bare = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as folder_name:
        warc = Path(folder_name, "a.warc.gz")
        write_warc(warc, pages)
        empty = Path(folder_name, "b.warc.gz")
        write_warc(empty, bodies[:1])
        start_up = batch(empty, 1)[0]
        one, two = (batch(warc, workers)[0] for workers in (1, 2))
    print(f"{count} pages of {len(bodies)} files; start-up of a batch {start_up:.1f} s")
    print("| run | seconds | pages/s | of the bare pipeline | of one worker |")
    print("| --- | --- | --- | --- | --- |")
    for name, seconds in (
        ("bare pipeline, one process", bare),
        ("batch, 1 worker", one),
        ("batch, 2 workers", two),
        ("batch, 1 worker, without start-up", one - start_up),
        ("batch, 2 workers, without start-up", two - start_up),
    ):
        base = one - start_up if "without" in name else one
        print(
            f"| {name} | {seconds:.1f} | {count / seconds:.1f} | {bare / seconds:.2f} "
            f"| {base / seconds:.2f} |"
        )


def memory(sizes: list[int]) -> None:
    """Prints the peak at each number of pages."""
    print("| pages | seconds | pages/s | peak MB of the main process |")
    print("| --- | --- | --- | --- |")
    for size in sizes:
        folder = Path(tempfile.mkdtemp())
        try:
            warc = folder / "a.warc.gz"
            write_warc(warc, map(small_page, range(size)))
            seconds, peak = batch(warc, 2)
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
