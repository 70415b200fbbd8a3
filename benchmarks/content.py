"""Main content of pages in the WCXB layout by models that did not see the page's site.

    python -m training.judge --wcxb DATA --gold GOLD --folds FOLDS      # makes the models
    python -m benchmarks.content --data DATA --folds FOLDS \
        --scorer ../shared/bench/score_content.py [--run trafilatura ...] [--limit N] [--jobs 2]

Runs the scorer with `benchmarks.content:out_of_fold` beside the peers that are named, on the same
pages in the same process: `main_text` with, for every page, the model of the fold that its site was
left out of.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import runpy
import sys
from functools import cache
from pathlib import Path
from unittest.mock import patch

from extractor import main_text
from extractor.boilerplate.learned import model
from training.judge.corpus import fold_of, site_of

_FOLDS = "PAPERSIEVE_FOLDS"
"""Where the scorer, which calls a function by name, finds the models."""


def main(argv: list[str] | None = None) -> int:
    """Runs the scorer; 1 where data, models or scorer are missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    arguments, others = parser.parse_known_args(argv)
    for path in (arguments.data, arguments.folds, arguments.scorer):
        if not path.exists():
            print(f"SKIPPED: {path} is not there", file=sys.stderr)
            return 1
    os.environ[_FOLDS] = str(arguments.folds.resolve())
    sys.argv = [
        str(arguments.scorer), "--data", str(arguments.data),
        "--run", "benchmarks.content:out_of_fold", *others,
    ]  # fmt: skip
    runpy.run_path(str(arguments.scorer), run_name="__main__")
    return 0


def out_of_fold(html: bytes, url: str | None) -> str:
    """`main_text` by a model that did not see the page's site."""
    models = fold_models(Path(os.environ[_FOLDS]))
    chosen = models[fold_of(site_of(url or ""), len(models))]
    with patch.object(model, "packaged", lambda: chosen):
        return main_text(html, url)


@cache
def fold_models(folder: Path) -> tuple[model.Model, ...]:
    """The models of the cross-validation, by fold."""
    return tuple(
        model.read_model(json.loads(gzip.decompress(path.read_bytes())))
        for path in sorted(folder.glob("fold-*.json.gz"))
    )


if __name__ == "__main__":
    sys.exit(main())
