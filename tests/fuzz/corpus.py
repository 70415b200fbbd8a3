"""The first inputs of each target, made of the fixtures: stretches of their pages, citations, and
small archives of them."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests" / "archives"))

from making import damaged_warcs, record, tarred, zipped  # noqa: E402 - found by the line above

PIECE = 120
"""Bytes of a page that stand in an archive."""


def fixture_pages() -> list[bytes]:
    """The pages of the fixtures."""
    return [path.read_bytes() for path in sorted(ROOT.glob("fixtures/*/page.*"))]


def first_inputs(target: str, pages: Sequence[bytes], most: int) -> list[bytes]:
    """Inputs of at most `most` bytes for one of TARGETS, made of pages."""
    if target == "tagger":
        made = [*_citations(), *(line for page in pages for line in page.splitlines()[::7])]
    elif target in _ARCHIVES:
        pieces = [page[start:][:PIECE] for page in pages for start in (0, page.find(b"<p"))]
        made = list(_ARCHIVES[target](pieces))
    else:
        made = [stretch for page in pages for stretch in _stretches(page, most)]
    return [one[:most] for one in made if one]


def _stretches(page: bytes, most: int) -> Iterator[bytes]:
    yield page[:most]
    body = page.find(b"<body")
    for start in range(max(0, body), len(page), max(most, len(page) // 3)):
        yield page[start : start + most]


def _citations() -> Iterator[bytes]:
    path = ROOT / "tests" / "papers" / "tagger_strings.toml"
    for case in tomllib.loads(path.read_text("utf-8"))["case"]:
        yield case["text"].encode()


def _warcs(pages: list[bytes]) -> Iterator[bytes]:
    for number, page in enumerate(pages):
        kind = ("response", "resource", "metadata")[number % 3]
        one = record(number, body=page, kind=kind)
        yield gzip.compress(one, mtime=0) if number % 4 == 0 else one
    yield from (data for _, data, _ in damaged_warcs().values())


def _mhtmls(pages: list[bytes]) -> Iterator[bytes]:
    for number, page in enumerate(pages):
        message = EmailMessage()
        message["Snapshot-Content-Location"] = f"http://pond.example/{number}"
        encoding = ("quoted-printable", "base64")[number % 2]
        message.set_content(page, "text", "html", cte=encoding)
        if number % 3:
            message.make_related()
            message.add_related(b"GIF89a", "image", "gif")
        yield bytes(message)


def _zips(pages: list[bytes]) -> Iterator[bytes]:
    for number, page in enumerate(pages):
        yield zipped([(f"{number}.html", page), ("b.txt", page[:20])], method=(0, 8)[number % 2])


def _tars(pages: list[bytes]) -> Iterator[bytes]:
    for number, page in enumerate(pages):
        packed = tarred([(f"{number}.html", page)])[:1200]
        yield gzip.compress(packed, mtime=0) if number % 2 else packed


def _lines(pages: list[bytes]) -> Iterator[bytes]:
    for number, page in enumerate(pages):
        row = {"url": f"http://pond.example/{number}", "html": page.decode("utf-8", "replace")}
        yield (json.dumps(row) + "\n").encode()


def _tables(pages: list[bytes]) -> Iterator[bytes]:
    for number, page in enumerate(pages):
        stream = io.StringIO()
        writer = csv.writer(stream)
        writer.writerow(("url", "html"))
        writer.writerow((f"http://pond.example/{number}", page.decode("utf-8", "replace")))
        yield stream.getvalue().encode()


_ARCHIVES: Mapping[str, Callable[[list[bytes]], Iterator[bytes]]] = {
    "warc": _warcs,
    "mhtml": _mhtmls,
    "zip": _zips,
    "tar": _tars,
    "jsonl": _lines,
    "csv": _tables,
}
