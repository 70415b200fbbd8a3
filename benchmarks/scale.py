"""Time by the number of entries of a page, one layout after another.

    python -m benchmarks.scale [--most 10000]

Each page is synthesised. CPU seconds of one extraction in a warm process; linear means that ten
times the entries take ten times the time.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping

from extractor import Extractor

SIZES = (100, 1_000, 10_000)


def _list(number: int) -> str:
    return (
        f'<li><a href="https://arxiv.org/abs/2101.{number % 90_000 + 10_000}">On the motion of '
        f"river number {number} in sand</a>, Ana Lima, Bo Chen, <i>Journal of Rivers</i>, 2019."
        f"</li>"
    )


def _citation(number: int) -> str:
    return (
        f"<p>Lima A., Chen B. On the motion of river number {number} in sand. "
        f"Journal of Rivers, 12(3): 4-9, 2019.</p>"
    )


def _labelled(number: int) -> str:
    return (
        f"<h2>{number} River</h2><p>Title: On the motion of river {number} in sand</p>"
        f"<p>Authors: Ana Lima, Bo Chen</p><p>Abstract: We follow river {number} to the sea.</p>"
    )


def _bibtex(number: int) -> str:
    return (
        f"<pre>@article{{r{number}, title = {{On the motion of river {number} in sand}},\n"
        f"author = {{Ana Lima and Bo Chen}}, journal = {{Journal of Rivers}}, year = 2019}}</pre>"
    )


def _line(number: int) -> str:
    return f"{number}. Lima A., Chen B. On the motion of river {number} in sand. Rivers, 2019.\n\n"


LAYOUTS: Mapping[str, Callable[[int], str]] = {
    "list with links": _list,
    "citation strings": _citation,
    "labelled fields": _labelled,
    "BibTeX": _bibtex,
    "plain text": _line,
}


def main(argv: list[str] | None = None) -> int:
    """Prints the table; 1 when a page gave fewer entries than it has."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--most", type=int, default=SIZES[-1])
    sizes = [size for size in SIZES if size <= parser.parse_args(argv).most]
    extractor = Extractor()
    extractor.extract(page(_list, 3))
    print(f"{'layout':<20}" + "".join(f"{size:>20}" for size in sizes))
    missing = False
    for name, layout in LAYOUTS.items():
        cells = []
        for size in sizes:
            data = page(layout, size)
            start = time.process_time()
            found = len(extractor.extract(data).papers)
            cells.append(f"{time.process_time() - start:.2f} s, {found}")
            missing = missing or found < size
        print(f"{name:<20}" + "".join(f"{cell:>20}" for cell in cells), flush=True)
    return 1 if missing else 0


def page(layout: Callable[[int], str], size: int) -> bytes:
    """A page of `size` entries in one layout."""
    entries = "".join(layout(number) for number in range(1, size + 1))
    if layout is _line:
        return f"Publications\n\n{entries}".encode()
    return f"<html><body><h1>Publications</h1><ul>{entries}</ul></body></html>".encode()


if __name__ == "__main__":
    sys.exit(main())
