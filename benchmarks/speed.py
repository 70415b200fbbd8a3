"""Speed of the whole pipeline beside trafilatura.extract, on the same pages in the same process.

    python -m benchmarks.speed [PAGE ...] [--repeat 9]

Without pages, one of about 100 KB is synthesised from fixtures/. The two are run in turn on every
page, so that a busy machine slows both alike; the figure that counts is the ratio. CPU time of this
process, best of the repeats, after one warming run. Start-up is the wall time of
`python cli.py --version`, best of five.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from extractor import Extractor

ROOT = Path(__file__).resolve().parent.parent
KILOBYTE = 1024


def main(argv: list[str] | None = None) -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", type=Path)
    parser.add_argument("--repeat", type=int, default=9)
    arguments = parser.parse_args(argv)
    pages = [(path.name, path.read_bytes()) for path in arguments.pages] or [synthesised()]
    extractor = Extractor()
    print(f"{'page':<28}{'KB':>6}{'papersieve ms':>15}{'trafilatura ms':>16}{'ratio':>8}")
    for name, data in pages:
        own, peer = interleaved(
            lambda page=data: extractor.extract(page),
            lambda page=data: trafilatura.extract(page),
            arguments.repeat,
        )
        print(
            f"{name:<28}{len(data) / KILOBYTE:>6.0f}{own * 1e3:>15.1f}{peer * 1e3:>16.1f}"
            f"{own / peer:>8.2f}"
        )
    print(f"start-up of cli.py: {start_up() * 1e3:.0f} ms")
    return 0


def interleaved(
    own: Callable[[], object], peer: Callable[[], object], repeat: int
) -> tuple[float, float]:
    """Best CPU seconds of both, run in turn."""
    best = [float("inf"), float("inf")]
    own()
    peer()
    for _ in range(repeat):
        for number, call in enumerate((own, peer)):
            start = time.process_time()
            call()
            best[number] = min(best[number], time.process_time() - start)
    return best[0], best[1]


def synthesised(size: int = 100 * KILOBYTE) -> tuple[str, bytes]:
    """A page of `size` bytes: the farm fixture with its article repeated."""
    page = (ROOT / "fixtures" / "papers--farm-ten-papers-html" / "page.html").read_text("utf-8")
    start, end = page.find("<h2"), page.rfind("<h2")
    article = page[start:end]
    copies = max(0, (size - len(page.encode())) // max(1, len(article.encode())))
    filled = page[:end] + article * copies + page[end:]
    return "synthesised farm page", filled.encode()


def start_up() -> float:
    """Best wall seconds of `python cli.py --version`."""
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, str(ROOT / "cli.py"), "--version"], check=True, capture_output=True
        )
        best = min(best, time.perf_counter() - start)
    return best


if __name__ == "__main__":
    sys.exit(main())
