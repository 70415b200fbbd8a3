"""Titles, authors and dates of pages in the WCXB layout, beside trafilatura's metadata.

    python -m benchmarks.page_info --data ../shared/wcxb/dev [--every 1] [--jobs 2]

A title is right when its letters and digits are the gold's; authors when the same persons are
named, in any order; a date when its day is the gold's. The gold has no author and no date for many
pages that embed one; those count against precision, for both programs.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from extractor import extract
from extractor.lexicon import fold

FIELDS = ("title", "author", "date")
_GOLD = {"title": "title", "author": "author", "date": "publish_date"}
_BETWEEN = re.compile(r"[,;&]|\band\b")
_SIGNS = re.compile(r"[\W_]+")
_DAY = len("2020-01-31")

Found = dict[str, str | None]


def main(argv: list[str] | None = None) -> int:
    """Prints the table; 1 where the data are missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of ground-truth/, html/")
    parser.add_argument("--every", type=int, default=1, help="take every so many pages")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args(argv)
    files = sorted((arguments.data / "html").glob("*.html.gz"))[:: arguments.every]
    if not files:
        print(f"SKIPPED: {arguments.data} has no html/*.html.gz", file=sys.stderr)
        return 1
    counts: Counter[tuple[str, str, str]] = Counter()
    with ProcessPoolExecutor(arguments.jobs) as pool:
        for outcomes in pool.map(compare, files, chunksize=10):
            counts.update(outcomes)
    print(f"{len(files)} pages\n\nprogram      field    precision  recall     F1")
    for program in ("papersieve", "trafilatura"):
        for field in FIELDS:
            right, wrong, missing = (
                counts[program, field, outcome] for outcome in ("right", "wrong", "missing")
            )
            precision, recall = right / max(1, right + wrong), right / max(1, right + missing)
            share = 2 * right / max(1, 2 * right + wrong + missing)
            print(f"{program:12} {field:8} {precision:9.3f} {recall:7.3f} {share:6.3f}")
    return 0


def compare(file: Path) -> list[tuple[str, str, str]]:
    """Program, field and outcome of one page: `right`, `wrong` for what the gold lacks, `missing`
    for what it has; a false value is both."""
    name = file.name.removesuffix(".html.gz")
    data = json.loads((file.parent.parent / "ground-truth" / f"{name}.json").read_text("utf-8"))
    html, url = gzip.decompress(file.read_bytes()), data.get("url") or ""
    gold = {field: data["ground_truth"].get(name) or None for field, name in _GOLD.items()}
    found = []
    for program, read in (("papersieve", _ours), ("trafilatura", _theirs)):
        values = read(html, url)
        for field in FIELDS:
            same = agree(field, gold[field], values.get(field))
            if same:
                found.append((program, field, "right"))
                continue
            if values.get(field):
                found.append((program, field, "wrong"))
            if gold[field]:
                found.append((program, field, "missing"))
    return found


def agree(field: str, gold: str | None, value: str | None) -> bool:
    """Whether a value is the gold's."""
    if not gold or not value:
        return False
    if field == "date":
        return gold[:_DAY] == value[:_DAY]
    if field == "author":
        return _persons(gold) == _persons(value)
    return _key(gold) == _key(value)


def _persons(text: str) -> set[str]:
    return {key for part in _BETWEEN.split(text) if (key := _key(part))}


def _key(text: str) -> str:
    return _SIGNS.sub(" ", fold(text)).strip()


def _ours(html: bytes, url: str) -> Found:
    page = extract(html, url=url).page
    return {field: getattr(page, field) for field in FIELDS}


def _theirs(html: bytes, url: str) -> Found:
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(html.decode("utf-8", "replace"), default_url=url)
    return {field: getattr(found, field, None) for field in FIELDS}


if __name__ == "__main__":
    sys.exit(main())
