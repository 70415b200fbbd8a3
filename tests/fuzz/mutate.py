"""Damages real pages at random and reads them: nothing but a refusal may come of it.

    python tests/fuzz/mutate.py FOLDER [--target pages] [--executions 10000] [--seed 1] [--out DIR]

Bytes are flipped, cut out, doubled, cut off; tags are shuffled; two pages are spliced; encodings
are swapped; for an archive format, so are archives of the pages. Prints executions and refusals;
what raised is written to DIR with its traceback, once for each place that raised. Exit code 1 when
there was any.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus import first_inputs
from targets import TARGETS, refuses

TAG = re.compile(rb"(<[^>]*>)")
ENCODINGS = ("utf-8", "gb18030", "big5", "shift_jis", "euc-kr", "utf-16", "cp1251", "latin-1")
ODD = (
    b"\0", b"\xff\xfe", b"&#x110000;", b"<![CDATA[", b"<!--", b"</html>", b"<script>", b"<pre>",
    b"<table><tr>", b"<math>", b'="', b"\xef\xbb\xbf", b"\x1b$B", b"@article{", b"TY  - ", b"<br>",
    "摘要：".encode(), "标题：".encode("gb18030"), b"<textarea>", b"\r", b"&nbsp", b"colspan=9999 ",
)  # fmt: skip


def flip(data: bytes, draw: random.Random, _: Sequence[bytes]) -> bytes:
    """Some bytes become others."""
    out = bytearray(data)
    for _number in range(draw.choice((1, 3, 30))):
        out[draw.randrange(len(out))] = draw.randrange(256)
    return bytes(out)


def cut(data: bytes, draw: random.Random, _: Sequence[bytes]) -> bytes:
    """The page breaks off."""
    return data[: draw.randrange(1, len(data) + 1)]


def leave_out(data: bytes, draw: random.Random, _: Sequence[bytes]) -> bytes:
    """A stretch is missing."""
    start, end = sorted(draw.randrange(len(data) + 1) for _number in range(2))
    return data[:start] + data[end:]


def double(data: bytes, draw: random.Random, _: Sequence[bytes]) -> bytes:
    """A stretch stands many times."""
    start = draw.randrange(len(data))
    piece = data[start : start + draw.randrange(1, 200)]
    return data[:start] + piece * draw.choice((2, 10, 200)) + data[start:]


def insert(data: bytes, draw: random.Random, _: Sequence[bytes]) -> bytes:
    """Something odd stands somewhere."""
    start = draw.randrange(len(data))
    return data[:start] + draw.choice(ODD) + data[start:]


def shuffle(data: bytes, draw: random.Random, _: Sequence[bytes]) -> bytes:
    """Some tags change places."""
    pieces = TAG.split(data)
    for _number in range(draw.choice((1, 5, 50))):
        one, other = draw.randrange(len(pieces)), draw.randrange(len(pieces))
        pieces[one], pieces[other] = pieces[other], pieces[one]
    return b"".join(pieces)


def drop_tags(data: bytes, draw: random.Random, _: Sequence[bytes]) -> bytes:
    """Some tags are missing."""
    share = draw.random()
    return TAG.sub(lambda match: b"" if draw.random() < share else match.group(), data)


def splice(data: bytes, draw: random.Random, pages: Sequence[bytes]) -> bytes:
    """One page goes on as another."""
    other = draw.choice(pages)
    return data[: draw.randrange(len(data))] + other[draw.randrange(len(other)) :]


def recode(data: bytes, draw: random.Random, _: Sequence[bytes]) -> bytes:
    """The page is in another encoding than it says."""
    return data.decode("utf-8", "replace").encode(draw.choice(ENCODINGS), "replace")


MUTATIONS: Sequence[Callable[[bytes, random.Random, Sequence[bytes]], bytes]] = (
    flip, cut, leave_out, double, insert, shuffle, drop_tags, splice, recode,
)  # fmt: skip


def mutated(pages: Sequence[bytes], draw: random.Random, most: int) -> bytes:
    """A page, damaged in one to four ways; mostly a stretch of one, which is read faster."""
    data = draw.choice(pages)
    if len(data) > most:
        start = draw.randrange(len(data) - most)
        data = data[start : start + most]
    for _number in range(draw.randrange(1, 5)):
        data = draw.choice(MUTATIONS)(data, draw, pages)[: 2 * most] or b"x"
    return data


def main() -> int:
    """Runs; 1 when something raised."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--target", choices=TARGETS, default="pages")
    parser.add_argument("--executions", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=3000, help="bytes of a page that are used")
    parser.add_argument("--out", type=Path, default=Path("crashes"))
    given = parser.parse_args()
    pages = [path.read_bytes() for path in sorted(given.folder.rglob("*.*"))
             if path.suffix in (".html", ".txt", ".htm") and path.stat().st_size]  # fmt: skip
    if given.target not in ("pages", "decode", "document", "judge", "finders"):
        pages = first_inputs(given.target, pages, given.most)
    draw = random.Random(given.seed)
    refused = 0
    raised: dict[str, int] = {}
    slowest = 0.0
    for _number in range(given.executions):
        data = mutated(pages, draw, given.most)
        start = time.process_time()
        try:
            refused += refuses(TARGETS[given.target], data)
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            keep(error, data, raised, given.out)
        slowest = max(slowest, time.process_time() - start)
    print(
        f"{given.target}: {given.executions:,} executions of {len(pages):,} inputs, "
        f"{refused:,} refused, {sum(raised.values())} raised in {len(raised)} places, "
        f"slowest {slowest:.2f} s"
    )
    return 1 if raised else 0


def keep(error: Exception, data: bytes, raised: dict[str, int], out: Path) -> None:
    """Writes what raised, once for each place."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).stem}-{last.lineno}-{type(error).__name__}"
    raised[place] = raised.get(place, 0) + 1
    if raised[place] == 1:
        out.mkdir(parents=True, exist_ok=True)
        (out / place).write_bytes(data)
        (out / f"{place}.trace").write_text("".join(traceback.format_exception(error)), "utf-8")
        print(f"RAISED: {place}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
