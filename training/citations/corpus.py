"""The strings that the tagger is trained on and those that it is measured on.

Held out are styles and records both: no held-out string shares either with the training strings.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from training.citations.homepage import layouts, render_pattern
from training.citations.noise import noisy
from training.citations.records import Record, Variety, draw, read_records, split
from training.citations.render import render
from training.citations.strings import Labelled
from training.citations.styles import Style, drawn_chinese_style, drawn_style, known_styles
from training.citations.tagged import read_tagged, split_tagged

SEED = 20_261_122
HELD_OUT_KNOWN = ("mla", "nature", "lncs")
HELD_OUT_SHARE = 0.1
DRAWN = 1200
CHINESE = 300


@dataclass(frozen=True, slots=True)
class Corpus:
    """Strings by use."""

    train: tuple[Labelled, ...]
    held_out: tuple[Labelled, ...]
    """New styles, new records, with the faults of the web."""
    held_out_clean: tuple[Labelled, ...]
    """New styles, new records, as printed."""
    tagged: tuple[Labelled, ...]
    """Held-out fifth of anystyle's hand-labelled strings."""
    training_records: int
    styles: int


def build_corpus(records: Path, count: int, measured: int = 3000, *, train: bool = True) -> Corpus:
    """`count` training strings and `measured` held-out strings from the records of a folder."""
    paths = [records / "papers.bib", records / "chinese.bib"]
    kept, held = split(read_records(paths), SEED, HELD_OUT_SHARE)
    known = known_styles()
    used = [style for style in known if style.name not in HELD_OUT_KNOWN]
    unseen = [style for style in known if style.name in HELD_OUT_KNOWN]
    patterns = list(range(len(layouts()["patterns"])))
    random.Random(SEED).shuffle(patterns)
    cut = len(patterns) // 10
    tagged, tagged_held = split_tagged(read_tagged(records / "tagged" / "anystyle-core.xml"), SEED)
    strings: list[Labelled] = []
    if train:
        maker = _Maker(kept, used, (0, DRAWN), (0, CHINESE), patterns[cut:], SEED + 1)
        strings = [maker.string(clean=False) for _ in range(count)]
        strings += tagged
        random.Random(SEED + 2).shuffle(strings)
    unseen_maker = _Maker(
        held, unseen, (DRAWN, DRAWN + 200), (CHINESE, CHINESE + 60), patterns[:cut], SEED + 3
    )
    return Corpus(
        tuple(strings),
        tuple(unseen_maker.string(clean=False) for _ in range(measured)),
        tuple(unseen_maker.string(clean=True) for _ in range(measured)),
        tuple(tagged_held),
        len(kept),
        len(used) + DRAWN + CHINESE + len(patterns) - cut,
    )


class _Maker:
    """Draws a record, a way to print it, and what happens to it."""

    def __init__(
        self, records: Sequence[Record], known: Sequence[Style], drawn: tuple[int, int],
        chinese: tuple[int, int], patterns: Sequence[int], seed: int,
    ) -> None:  # fmt: skip
        self._rng = random.Random(seed)
        self._records = draw(records, self._rng, 0.25)
        self._variety = Variety(records, self._rng)
        self._known = known
        self._drawn = drawn
        self._chinese = chinese
        self._patterns = patterns

    def string(self, *, clean: bool) -> Labelled:
        """One labelled string of at least a title and something else."""
        while True:
            record = self._variety.vary(next(self._records))
            if not record.authors and self._rng.random() < 0.9:
                continue
            string = self._printed(record)
            if not 12 < len(string.text) < 1500 or "title" not in string.labels:
                continue
            return string if clean else noisy(string, record, self._rng)

    def _printed(self, record: Record) -> Labelled:
        rng = self._rng
        way = rng.random()
        if record.chinese:
            if way < 0.75:
                return render(record, drawn_chinese_style(rng.randrange(*self._chinese)), rng)
        elif way < 0.05:
            return render(record, drawn_chinese_style(rng.randrange(*self._chinese)), rng)
        elif way < 0.2:
            return render(record, rng.choice(self._known), rng)
        elif way < 0.62:
            return render(record, drawn_style(rng.randrange(*self._drawn)), rng)
        if not record.authors:
            return render(record, drawn_style(rng.randrange(*self._drawn)), rng)
        return render_pattern(record, rng.choice(self._patterns), rng)
