"""Runs the extractor over folders of gold pages, for ../shared/bench/score_pages.py.

    python -m benchmarks.pages --gold ../shared/pages/zh [--gold DIR ...] --out OUT

With `--folds FOLDS`, the models that training.judge wrote there, every page is judged by the one
that did not see its site. Writes OUT/ID.json for every ID.html and ID.txt that has an ID.json
beside it. A page that fails is named and left out, which the scorer counts as empty output.
"""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from unittest.mock import patch

from extractor import Extractor, PapersieveError


def main(argv: list[str] | None = None) -> int:
    """Runs the command; 1 when a page failed or a folder is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", action="append", required=True, type=Path)
    parser.add_argument("-o", "--out", required=True, type=Path)
    parser.add_argument("--folds", type=Path)
    arguments = parser.parse_args(argv)
    arguments.out.mkdir(parents=True, exist_ok=True)
    extractor = Extractor()
    failed = 0
    for folder in arguments.gold:
        if not folder.is_dir():
            print(f"SKIPPED: {folder} is not there", file=sys.stderr)
            failed += 1
            continue
        failed += run_folder(extractor, folder, arguments.out, arguments.folds)
    return 1 if failed else 0


def run_folder(extractor: Extractor, folder: Path, out: Path, folds: Path | None = None) -> int:
    """Extracts every gold page of `folder`; how many failed."""
    failed = 0
    pages = sorted(path for path in folder.iterdir() if path.suffix in (".html", ".txt"))
    for page in pages:
        if not page.with_suffix(".json").exists():
            continue
        try:
            with judged_by(folds, page):
                result = extractor.extract(page.read_bytes(), name=page.name)
        except PapersieveError as error:
            print(f"FAILED: {error}", file=sys.stderr)
            failed += 1
            continue
        (out / f"{page.stem}.json").write_text(result.to_json(), "utf-8")
    return failed


def judged_by(folds: Path | None, page: Path) -> AbstractContextManager[object]:
    """The judge that did not see the page's site; the packaged one without folds."""
    if folds is None:
        return nullcontext()
    from benchmarks.content import fold_models
    from extractor.boilerplate.learned import model
    from training.judge.corpus import fold_of, gold_site

    models = fold_models(folds)
    gold = json.loads(page.with_suffix(".json").read_text("utf-8"))
    chosen = models[fold_of(gold_site(gold, page.stem), len(models))]
    return patch.object(model, "packaged", lambda: chosen)


if __name__ == "__main__":
    sys.exit(main())
