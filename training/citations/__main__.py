"""Trains the citation tagger.

python -m training.citations --records ../shared/records --out extractor/papers/data
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from pathlib import Path

from training.citations.card import write_card
from training.citations.corpus import build_corpus
from training.citations.train import Settings, train_and_export

FILES = ("papers.bib", "chinese.bib", "tagged/anystyle-core.xml")


def main(argv: list[str] | None = None) -> int:
    """Runs the command; 2 when the records are not there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder of tagger.json.gz")
    parser.add_argument("--strings", type=int, default=20_000)
    parser.add_argument("--iterations", type=int, default=70)
    parser.add_argument("--card", type=Path, default=Path("docs/tagger.md"))
    arguments = parser.parse_args(argv)
    missing = [name for name in FILES if not (arguments.records / name).is_file()]
    if missing:
        print(f"not in {arguments.records}: {', '.join(missing)}", file=sys.stderr)
        return 2
    started = time.monotonic()
    corpus = build_corpus(arguments.records, arguments.strings)
    print(f"{len(corpus.train)} training strings, {time.monotonic() - started:.0f} s", flush=True)
    settings = Settings(iterations=arguments.iterations)
    model = arguments.out / "tagger.json.gz"
    features, weights = train_and_export(corpus.train, model, settings)
    minutes = (time.monotonic() - started) / 60
    print(
        f"{features} features, {weights} weights, {model.stat().st_size} bytes, {minutes:.1f} min"
    )
    digest = hashlib.sha256()
    for name in FILES:
        digest.update((arguments.records / name).read_bytes())
    write_card(arguments.card, corpus, settings, model, (features, weights), digest.hexdigest())
    return 0


if __name__ == "__main__":
    sys.exit(main())
