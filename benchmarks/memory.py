"""Memory of one process that reads very many pages: it must not grow.

    python -m benchmarks.memory [FOLDER] [--pages 200000] [--most 3000]

Reads the pages of FOLDER (default: the fixtures) of at most so many bytes over and over, and prints
the memory of the process after a hundredth and after every tenth of them. Exit code 1 when the last
half grew by more than `--growth` megabytes.
"""

from __future__ import annotations

import argparse
import resource
import sys
from itertools import cycle, islice
from pathlib import Path

from extractor import Extractor, PapersieveError

ROOT = Path(__file__).resolve().parent.parent


def main(argv: list[str] | None = None) -> int:
    """Prints the memory; 1 when it grew."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "fixtures")
    parser.add_argument("--pages", type=int, default=200_000)
    parser.add_argument("--most", type=int, default=3_000, help="bytes of a page")
    parser.add_argument("--growth", type=float, default=8.0)
    arguments = parser.parse_args(argv)
    files = sorted(arguments.folder.rglob("*.*"))
    pages = [path.read_bytes() for path in files if path.suffix in {".html", ".txt"}]
    pages = [page for page in pages if len(page) <= arguments.most]
    extractor = Extractor()
    step = max(1, arguments.pages // 10)
    memory = []
    for number, page in enumerate(islice(cycle(pages), arguments.pages), start=1):
        try:
            extractor.extract(page)
        except PapersieveError:
            continue
        finally:
            if number == arguments.pages // 100:
                print(f"{number:>10,} pages {resident():>8.1f} MB", flush=True)
            if number % step == 0:
                memory.append(resident())
                print(f"{number:>10,} pages {memory[-1]:>8.1f} MB", flush=True)
    growth = memory[-1] - memory[len(memory) // 2]
    print(f"growth over the last half: {growth:.1f} MB")
    return 1 if growth > arguments.growth else 0


def resident() -> float:
    """Megabytes that the process has in memory now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / (1 << 20)


if __name__ == "__main__":
    sys.exit(main())
