"""Trains the decision whether a proposal is a paper.

S=../shared
python -m training.decide --pages $S/pages --wcxb $S/wcxb/dev --records $S/records
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from training.decide.card import write_card, write_model
from training.decide.fit import Settings, calibrate, calibrated, fit, weights_of
from training.decide.made import made_pages
from training.decide.pages import fixture_pages, general_pages, gold_pages, is_right
from training.decide.samples import Page, Sample, samples_of
from training.decide.validate import leave_sites_out

SEED = 20_261_125
TWINS = {"gold": 1, "general": 4, "fixture": 1, "made": 4}
"""Of every so many pages one is read as plain text, too."""


def main(argv: list[str] | None = None) -> int:
    """Runs the command; 2 when a folder is not there."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in ("pages", "wcxb", "records"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--fixtures", type=Path, default=Path("fixtures"))
    parser.add_argument("--made", type=int, default=600, help="pages to make")
    parser.add_argument("--out", type=Path, default=Path("extractor/papers/data/decision.json"))
    parser.add_argument("--docs", type=Path, default=Path("docs"))
    arguments = parser.parse_args(argv)
    for folder in (arguments.pages, arguments.wcxb, arguments.records, arguments.fixtures):
        if not folder.is_dir():
            print(f"not there: {folder}", file=sys.stderr)
            return 2
    counts = dict.fromkeys(TWINS, 0)
    samples: list[Sample] = []
    for pages in (
        gold_pages(arguments.pages),
        general_pages(arguments.wcxb),
        fixture_pages(arguments.fixtures),
        made_pages(arguments.records, arguments.made, SEED),
    ):
        samples.extend(_samples(pages, counts))
    settings = Settings()
    judged = leave_sites_out(samples, settings)
    fitted = fit(samples, settings)
    seen = [each.sample for each in judged]
    scale = calibrate(
        np.array([each.sum for each in judged]),
        np.array([sample.right for sample in seen], dtype=float),
        weights_of(seen, settings),
    )
    fitted = calibrated(fitted, scale)
    write_model(arguments.out, fitted, {sample.finder for sample in samples})
    write_card(arguments.docs, samples, judged, fitted, settings, counts, SEED)
    return 0


def _samples(pages: Iterable[Page], counts: dict[str, int]) -> Iterator[Sample]:
    """The samples of pages of one origin; counts the pages."""
    started = time.monotonic()
    origin = ""
    for number, page in enumerate(pages):
        origin = page.origin
        counts[origin] += 1
        for sample in samples_of(page, twin=number % TWINS[origin] == 0):
            right = is_right(sample.page, sample.title) if origin == "general" else sample.right
            yield replace(sample, right=right)
    print(f"{counts[origin]} {origin} pages, {time.monotonic() - started:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
