"""Writes the model's card, docs/tagger.md."""

from __future__ import annotations

from pathlib import Path

from extractor.papers._tagger_model import read_model
from extractor.papers.tagger import TrainedTagger
from training.citations.corpus import SEED, Corpus
from training.citations.score import score
from training.citations.strings import LABELS
from training.citations.train import Settings

_CARD = """# The citation tagger

Labels the tokens of a citation string: {labels}. Written by `python -m training.citations`.

## Use
`extractor.papers.tagger.tag(text, spans)` gives the segments of each field with a probability;
`read_tagged(text, spans)` their values through the field readers. At run time it is plain Python:
no library, no network, one file of {size} kB.

## Method
A linear-chain conditional random field (J. Lafferty, A. McCallum, F. Pereira, ICML 2001) over
words, numbers, signs and single East Asian characters. Features: the word, its outline, ends and
word lists (given names, family names, venues, function words); its neighbours; what the piece
between two commas, the sentence and the line around it look like; what stands before and behind;
open quotes and brackets; links, bold and italics. Punctuation between fields counts to the field
before it and is cut off afterwards. Persons that come out as editors, with no word of editing near
them and no other person in the string, are its authors. Trained with CRFsuite (L-BFGS, c1 {c1}, c2
{c2}, {iterations} iterations); weights under {smallest} are dropped, the rest kept in hundredths.

## Data
- {records} bibliographic records, one in ten held out, printed in {styles} styles (drawn at random,
  well-known ones, layouts of home pages), in the manner of GIANT (M. Grennan et al., 2019), then
  given the faults of the web: lost spaces and signs, full-width punctuation, numbers, badges,
  remarks, markup or none. A quarter of the strings are Chinese or Japanese; their titles are put
  together from parts of the few records there are, names from lists.
- Four fifths of anystyle's hand-labelled core set (BSD licence).
- {strings} strings in all; seed {seed}; SHA-256 of the records
  {digest}.
- No string of a real page was used. The styles were written with the development pages in view.

## Scores
Held out: styles and records both unseen in training. Punctuation between fields is not counted.

| strings | token F1 | title exact | authors exact |
|---|---|---|---|
{rows}

{features} features, {weights} weights. The strings of real pages: `python -m benchmarks.citations`.

## Known limits
- A title without any sign or markup between it and the names is found by its words alone.
- Names as a title's first words, and one-word titles, are taken for names at times.
- The probability is the model's own, not calibrated on real pages; the benchmark prints both.
- Anystyle's strings are from the humanities of many languages, which the records hardly hold.
"""


def write_card(
    path: Path, corpus: Corpus, settings: Settings, model: Path, size: tuple[int, int], digest: str,
) -> None:  # fmt: skip
    """Measures the new model and writes its card."""
    rows = []
    tagger = TrainedTagger(read_model(model.read_bytes()))
    for name, strings in (
        ("as printed", corpus.held_out_clean),
        ("with the faults of the web", corpus.held_out),
        ("anystyle's held-out fifth", corpus.tagged),
    ):
        found = score(tagger, strings)
        rows.append(
            f"| {name} ({found.strings}) | {found.micro.f1:.4f} | {found.share('title'):.4f} | "
            f"{found.share('author'):.4f} |"
        )
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        _CARD.format(
            labels=", ".join(LABELS), size=round(model.stat().st_size / 1000), c1=settings.c1,
            c2=settings.c2, iterations=settings.iterations, smallest=settings.smallest,
            records=corpus.training_records, styles=corpus.styles, strings=len(corpus.train),
            seed=SEED, digest=digest, rows="\n".join(rows), features=size[0], weights=size[1],
        ),
        "utf-8",
    )  # fmt: skip
