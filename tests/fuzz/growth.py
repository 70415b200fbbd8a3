"""Random shapes whose time grows faster than their size.

    python tests/fuzz/growth.py [--seconds 600] [--seed 1] [--sizes 100000 800000]

A shape is the beginning of one of the fixtures and pieces of others that are repeated after it, all
the same or numbered. Each is read at two sizes; those are printed, as Python that makes them, whose
time grew by more than twice as much as the size. No clock decides a test: what is found
becomes one of the shapes of benchmarks/_hostile_shapes.py.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import fixture_pages

from extractor import Extractor, PapersieveError

_TAG = re.compile(r"(?=<)")
_GREW, _NOTICED = 2.0, 4.0
"""Times that time grew as much as the size, and seconds of CPU, from which a shape is printed."""


@dataclass(frozen=True)
class Shape:
    """What a page is made of."""

    start: str
    units: tuple[str, ...]
    numbered: bool

    def page(self, size: int) -> bytes:
        """The shape repeated to about `size` characters."""
        pieces, length, number = [self.start], len(self.start), 0
        while length < size:
            for unit in self.units:
                piece = unit.replace(">", f">{number} ", 1) if self.numbered else unit
                pieces.append(piece)
                length += len(piece)
            number += 1
        return "".join(pieces).encode("utf-8", "replace")


def shapes(seed: int, pages: Sequence[str]) -> Iterator[Shape]:
    """Shapes without end."""
    draw = random.Random(seed)
    parted = [[piece for piece in _TAG.split(page) if piece] for page in pages]
    while True:
        units = []
        for _ in range(draw.choice((1, 1, 2, 3))):
            pieces = draw.choice(parted)
            first = draw.randrange(len(pieces))
            units.append("".join(pieces[first : first + draw.randint(1, 8)])[:400])
        pieces = draw.choice(parted)
        start = "".join(pieces[: draw.choice((0, draw.randrange(len(pieces))))])
        yield Shape(start, tuple(units), draw.random() < 0.7)


def seconds(page: bytes) -> float:
    """CPU seconds that a page takes."""
    started = time.process_time()
    try:
        Extractor().extract(page)
    except PapersieveError as error:
        print(f"  {error}", file=sys.stderr)
    return time.process_time() - started


def main() -> int:
    """Prints what it finds; 1 when there was something."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sizes", type=int, nargs=2, default=(100_000, 800_000))
    given = parser.parse_args()
    small, large = given.sizes
    end = time.monotonic() + given.seconds
    pages = [page.decode("utf-8", "replace") for page in fixture_pages()]
    seconds(pages[0].encode())
    found = tried = 0
    for shape in shapes(given.seed, pages):
        if time.monotonic() > end:
            break
        before, after = seconds(shape.page(small)), seconds(shape.page(large))
        tried += 1
        if after > _NOTICED and after / before > _GREW * large / small:
            found += 1
            print(f"{before:.1f} s, then {after:.1f} s: {shape}", flush=True)
    print(f"{tried} shapes, {found} that grow too fast")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
