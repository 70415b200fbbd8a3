"""Speed of the whole pipeline beside trafilatura.extract, on the same pages in the same process.

    python -m benchmarks.speed [PAGE ...] [--repeat 9] [--stages]

Without pages, one of about 100 KB is synthesised from fixtures/. Pages may be gzipped. The two are
run in turn on every page, so that a busy machine slows both alike; the figure that counts is the
ratio. CPU time of this process, best of the repeats, after one warming run. Start-up is the wall
time of `python cli.py --version`, best of five.

`--stages` prints the milliseconds of every stage instead, beside those that lxml takes to parse the
page: the measure of how fast the machine is just now.
"""

from __future__ import annotations

import argparse
import gzip
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import lxml.html
import trafilatura

from extractor import Extractor
from extractor.boilerplate.judge import content_blocks, judge
from extractor.content.markdown import render_markdown
from extractor.content.text import render_text
from extractor.document.build import build_document
from extractor.options import Options
from extractor.page.read import read_page
from extractor.papers.resolve import find_papers
from extractor.records import Source
from extractor.settle import settle
from extractor.source.decode import decode

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent
KILOBYTE = 1024


def main(argv: list[str] | None = None) -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", type=Path)
    parser.add_argument("--repeat", type=int, default=9)
    parser.add_argument("--stages", action="store_true", help="milliseconds of every stage")
    arguments = parser.parse_args(argv)
    pages = [(path.name, read(path)) for path in arguments.pages] or [synthesised()]
    if arguments.stages:
        print_stages(pages, arguments.repeat)
        return 0
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


def read(path: Path) -> bytes:
    """The bytes of a page."""
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def print_stages(pages: list[tuple[str, bytes]], repeat: int) -> None:
    """Prints a row per page and, of several pages, the mean."""
    rows: list[dict[str, float]] = []
    for name, data in pages:
        rows.append(best_of_stages(data, repeat))
        if len(rows) == 1:
            print(f"{'page':<28}" + "".join(f"{stage:>9}" for stage in rows[0]))
        print(f"{name[:27]:<28}" + "".join(f"{each * 1e3:>9.1f}" for each in rows[-1].values()))
    if len(rows) > 1:
        means = (sum(row[stage] for row in rows) / len(rows) for stage in rows[0])
        print(f"{'mean':<28}" + "".join(f"{each * 1e3:>9.1f}" for each in means))


def best_of_stages(data: bytes, repeat: int) -> dict[str, float]:
    """Best CPU seconds of every stage of the pipeline on one page, after one warming run."""
    best: dict[str, float] = {}
    for number in range(repeat + 1):
        found = seconds_of_stages(data)
        if number:
            best = {stage: min(best.get(stage, each), each) for stage, each in found.items()}
    return best


def seconds_of_stages(data: bytes) -> dict[str, float]:
    """CPU seconds of one run. `blocks*` and `judge*` are what main text needs; not in `all`."""
    seconds: dict[str, float] = {}

    def timed(stage: str, call: Callable[[], T]) -> T:
        start = time.process_time()
        made = call()
        seconds[stage] = time.process_time() - start
        return made

    options = Options()
    timed("lxml", lambda: lxml.html.document_fromstring(data))
    decoded = timed("text", lambda: decode(Source("page", data), options))
    bare = timed("blocks*", lambda: build_document(decoded, for_content=True))
    timed("judge*", lambda: content_blocks(bare))
    document = timed("blocks", lambda: build_document(decoded))
    judgements = timed("judge", lambda: judge(document))
    entries = timed("papers", lambda: find_papers(document, judgements, options))
    partition = settle(judgements, entries.papers, entries.anchored)
    timed("page", lambda: read_page(document, partition, entries, judgements))
    content = partition.content
    timed("content", lambda: (render_text(document, content), render_markdown(document, content)))
    seconds["all"] = sum(each for stage, each in seconds.items() if stage not in _NO_STAGES)
    return seconds


_NO_STAGES = ("lxml", "blocks*", "judge*")


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
