"""Learns which blocks of a page are its main content, and writes the model and its card.

    python -m training.judge --wcxb ../shared/wcxb/dev --gold ../shared/pages/boiler \
        --folds FOLDS [--no-ablation]

Writes extractor/boilerplate/data/judge.json.gz and docs/judge.md, and into FOLDS the models of the
cross-validation (fold-0.json.gz …), each made without the sites of its fold, with which
`python -m benchmarks.content --folds FOLDS` scores every page. Seeded: the same pages give the same
model. Takes about ten minutes on two cores and 3 GB of memory.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from training.judge.card import card
from training.judge.corpus import Page, document_of, gold_pages, wcxb_pages
from training.judge.examples import Example, example_of
from training.judge.learn import grow_trees, learn_lexicons, model_file
from training.judge.validate import ablation, validate
from training.judge.variants import grafted, old_fashioned, opaque

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "extractor" / "boilerplate" / "data" / "judge.json.gz"
CARD = ROOT / "docs" / "judge.md"
SEED = 20261125
_CHINESE = 3.0
"""Chinese pages are few and count so much more."""
_VARIANT = 0.5
_GRAFTED, _OPAQUE, _OLD = 0.8, 0.3, 0.15
"""Shares of the pages of which there are variants of these makes."""


def main(argv: list[str] | None = None) -> int:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wcxb", type=Path, required=True)
    parser.add_argument("--gold", type=Path, action="append", default=[])
    parser.add_argument("--folds", type=Path, required=True)
    parser.add_argument("--no-ablation", action="store_true")
    arguments = parser.parse_args(argv)
    pages = list(wcxb_pages(arguments.wcxb))
    for folder in arguments.gold:
        pages.extend(gold_pages(folder))
    started = time.monotonic()

    def tell(what: str) -> None:
        print(f"{time.monotonic() - started:6.0f} s  {what}", file=sys.stderr, flush=True)

    originals = [example_of(page, weight=_weight(page)) for page in pages]
    variants = varied(pages, originals)
    tell(f"{len(originals)} pages, {len(variants)} variants")
    validation = validate(originals, variants, SEED, tell)
    for kind, scores in validation.scores.items():
        tell(f"{kind:<14} {len(scores):>5} pages  F1 {sum(scores) / len(scores):.4f}")
    tell(f"weight of text that is missed: {validation.recall_weight}")
    arguments.folds.mkdir(parents=True, exist_ok=True)
    for place, model in enumerate(validation.models):
        write_model(arguments.folds / f"fold-{place}.json.gz", model)
    lexicons = learn_lexicons([one for one in originals if one.main and one.document.blocks])
    trees = grow_trees(validation.seen, SEED)
    model = model_file(lexicons, trees, validation.names, validation.recall_weight)
    write_model(MODEL, model)
    tell(f"{MODEL.name} written, {MODEL.stat().st_size:,} bytes")
    table = {} if arguments.no_ablation else ablation(validation.seen, validation.names, SEED)
    CARD.write_text(card(pages, validation, table, model, data_hash(pages), SEED), "utf-8")
    return 0


def varied(pages: Sequence[Page], originals: Sequence[Example]) -> list[Example]:
    """Variants of most pages, some of several makes."""
    draw = random.Random(SEED)
    made: list[Example] = []
    for page, example in zip(pages, originals, strict=True):
        if not page.main or not example.document.blocks:
            continue
        weight = _VARIANT * _weight(page)
        if draw.random() < _GRAFTED:
            changed = grafted(page, pages, draw)
            if changed is not None:
                made.append(example_of(changed, document_of(changed), weight))
        chance = draw.random()
        if chance < _OPAQUE:
            made.append(example_of(page, opaque(example.document), weight))
        elif chance < _OPAQUE + _OLD:
            made.append(example_of(page, old_fashioned(example.document), weight))
    return made


def _weight(page: Page) -> float:
    return _CHINESE if page.type == "chinese" else 1.0


def write_model(path: Path, model: dict[str, Any]) -> None:
    """Writes a model file; the same model gives the same bytes."""
    text = json.dumps(model, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def data_hash(pages: Sequence[Page]) -> str:
    """SHA-256 of all pages and their gold."""
    digest = hashlib.sha256()
    for page in pages:
        digest.update(page.data)
        digest.update(page.main.encode())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
