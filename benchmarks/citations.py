"""How well citation strings are read: held-out styles and records, and strings of real pages.

    python -m benchmarks.citations [--pages ../shared/pages] [--records ../shared/records]

Held-out strings share neither style nor record with the training strings (training/citations). The
strings of the real pages are the smallest run of blocks that prints an entry's title and first
author; no page was used in training, but the styles were developed with them in view.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks._citation_strings import PageString, page_strings, plain
from extractor.papers._tagger_read import CitationFields
from extractor.papers.tagger import TrainedTagger, read_tagged, tag

if TYPE_CHECKING:
    from training.citations.strings import Labelled

PUBLISHED = """Published, of other strings and so no comparison on a par: GROBID F1 0.89 out of
the box, the best of ten reference parsers (D. Tkaczyk et al., 2018, Machine Learning vs. Rules and
Out-of-the-Box vs. Retrained). Anystyle's hand-labelled strings are among the sets above."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command and prints the tables; 2 when neither folder is there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=Path, default=Path("../shared/pages"))
    parser.add_argument("--records", type=Path, default=Path("../shared/records"))
    parser.add_argument("--errors", action="store_true", help="print what was read wrong")
    arguments = parser.parse_args(argv)
    present = [folder for folder in (arguments.pages, arguments.records) if folder.is_dir()]
    for folder in {arguments.pages, arguments.records} - set(present):
        print(f"SKIPPED: {folder} is not there", file=sys.stderr)
    if arguments.pages in present:
        measure_pages(arguments.pages, errors=arguments.errors)
    if arguments.records in present:
        measure_held_out(arguments.records)
    print(f"\n{PUBLISHED}")
    return 0 if present else 2


# --------------------------------------------------------------------------- held out


def measure_held_out(records: Path) -> None:
    """Token and field scores on strings of unseen styles and records."""
    from training.citations.corpus import build_corpus  # needs the training extra

    corpus = build_corpus(records, 0, train=False)
    sets = (
        ("held-out styles and records, as printed", corpus.held_out_clean),
        ("held-out styles and records, with the faults of the web", corpus.held_out),
        ("anystyle's hand-labelled strings, held-out fifth", corpus.tagged),
    )
    for name, strings in sets:
        _print_score(name, strings)


def _print_score(name: str, strings: Sequence[Labelled]) -> None:
    """Token F1 by label, exact fields and time."""
    from training.citations.score import score

    tagger = TrainedTagger()
    found = score(tagger, strings)
    labels = ", ".join(f"{label} {count.f1:.3f}" for label, count in sorted(found.labels.items()))
    print(f"\n{name}: {found.strings} strings, {found.tokens} tokens")
    print(f"  token F1 {found.micro.f1:.4f}; {labels}")
    print(f"  whole field: title {found.share('title'):.4f}, authors {found.share('author'):.4f}")
    started = time.process_time()
    for string in strings:
        tagger.tag(string.text, string.spans)
    each = 1000 * (time.process_time() - started) / max(1, found.strings)
    print(f"  {each:.2f} ms a string of {found.tokens / max(1, found.strings):.0f} tokens")


# --------------------------------------------------------------------------- real pages


def measure_pages(pages: Path, *, errors: bool) -> None:
    """Exact fields of strings of real pages, with their markup and without."""
    strings = list(page_strings(pages))
    print(
        f"strings of real pages: {len(strings)}, of one block {sum(s.blocks == 1 for s in strings)}"
    )
    readers: tuple[tuple[str, Callable[[PageString], CitationFields]], ...] = (
        ("tagger, with markup", lambda s: read_tagged(s.text, s.spans)),
        ("tagger, text alone", lambda s: read_tagged(s.text)),
    )
    for name, reader in readers:
        hits: dict[str, Counter[str]] = defaultdict(Counter)
        for string in strings:
            right = _compare(string, reader(string))
            for group in ("all", "one block" if string.blocks == 1 else "several blocks"):
                for field, ok in right.items():
                    hits[group][field] += ok
                    hits[group][f"{field} of"] += 1
            if (
                errors
                and name == "tagger, with markup"
                and not (right["title"] and right["authors"])
            ):
                _show(string, reader(string), right)
        for group, counts in sorted(hits.items()):
            row = ", ".join(
                f"{field} {counts[field] / counts[field + ' of']:.4f}"
                for field in ("title", "authors", "both", "venue", "year")
                if counts[field + " of"]
            )
            print(f"  {name:<22} {group:<15} {row}  (of {counts['title of']})")
    _print_calibration(strings)


def _compare(string: PageString, read: CitationFields) -> dict[str, bool]:
    """Which of the printed fields were read exactly."""
    gold = string.paper
    right = {"title": plain(read.title or "") == plain(gold["title"])}
    right["authors"] = [_name(a.name) for a in read.authors] == [_name(a) for a in gold["authors"]]
    right["both"] = right["title"] and right["authors"]
    if gold.get("venue") and plain(gold["venue"]) in plain(string.text):
        right["venue"] = _container(read.venue or "") == _container(gold["venue"])
    if gold.get("year") and str(gold["year"]) in string.text:
        right["year"] = read.year == gold["year"]
    return right


def _name(name: str) -> str:
    return " ".join(
        sorted(plain(word) for word in name.replace(",", " ").replace(".", " ").split())
    )


def _container(name: str) -> str:
    """As the pages' scorer compares: years aside, arXiv with or without its number."""
    letters = plain(" ".join(w for w in name.split() if not (w.isdigit() and len(w) == 4)))
    return "arxiv" if letters.startswith("arxiv") else letters


def _show(string: PageString, read: CitationFields, right: dict[str, bool]) -> None:
    names = "; ".join(author.name for author in read.authors)
    gold = string.paper
    print(f"\n[{string.page}] {string.text[:500]!r}")
    for field, value in (("title", read.title), ("authors", names)):
        mark = "ok" if right[field] else "--"
        print(f"    {field:<7} {mark} {value!r}  gold {gold[field]!r}")


def _print_calibration(strings: Sequence[PageString]) -> None:
    """How often title and authors are right, by the tagger's confidence."""
    bins: dict[int, list[bool]] = defaultdict(list)
    for string in strings:
        tagged = tag(string.text, string.spans)
        right = _compare(string, read_tagged(string.text, string.spans))
        bins[min(9, int(tagged.confidence * 10))].append(right["both"])
    print("  confidence: title and authors right (strings)")
    for tenth, outcomes in sorted(bins.items()):
        share = sum(outcomes) / len(outcomes)
        print(f"    {tenth / 10:.1f}-{(tenth + 1) / 10:.1f}: {share:.2f} ({len(outcomes)})")


if __name__ == "__main__":
    sys.exit(main())
