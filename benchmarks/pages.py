"""Runs the extractor over folders of gold pages, for ../shared/bench/score_pages.py.

    python -m benchmarks.pages --gold ../shared/pages/zh [--gold DIR ...] --out OUT

Writes OUT/ID.json for every ID.html and ID.txt that has an ID.json beside it. A page that fails is
named and left out, which the scorer counts as empty output.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from extractor import Extractor, PapersieveError


def main(argv: list[str] | None = None) -> int:
    """Runs the command; 1 when a page failed or a folder is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", action="append", required=True, type=Path)
    parser.add_argument("-o", "--out", required=True, type=Path)
    arguments = parser.parse_args(argv)
    arguments.out.mkdir(parents=True, exist_ok=True)
    extractor = Extractor()
    failed = 0
    for folder in arguments.gold:
        if not folder.is_dir():
            print(f"SKIPPED: {folder} is not there", file=sys.stderr)
            failed += 1
            continue
        failed += run_folder(extractor, folder, arguments.out)
    return 1 if failed else 0


def run_folder(extractor: Extractor, folder: Path, out: Path) -> int:
    """Extracts every gold page of `folder`; how many failed."""
    failed = 0
    pages = sorted(path for path in folder.iterdir() if path.suffix in (".html", ".txt"))
    for page in pages:
        if not page.with_suffix(".json").exists():
            continue
        try:
            result = extractor.extract(page.read_bytes(), name=page.name)
        except PapersieveError as error:
            print(f"FAILED: {error}", file=sys.stderr)
            failed += 1
            continue
        (out / f"{page.stem}.json").write_text(result.to_json(), "utf-8")
    return failed


if __name__ == "__main__":
    sys.exit(main())
