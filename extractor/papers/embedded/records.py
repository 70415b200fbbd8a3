"""The bibliographic records that a page shows or holds: BibTeX, RIS, COinS, schema.org items."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice

from extractor.papers import bibtex, ris
from extractor.papers.embedded.from_bibtex import (
    is_known_type,
    is_loose,
    work_of_bibtex,
    work_of_ris,
)
from extractor.papers.embedded.from_coins import work_of_coins
from extractor.papers.embedded.from_json_ld import works_of_items
from extractor.papers.embedded.work import Work
from extractor.records import Block, Document

MAX_RUN = 2_000_000
"""Characters of a run of blocks that is read at once."""
_CLOSERS = frozenset(("}", ")", "},", "}}", ""))
_MAX_LINE = 6000


@dataclass(frozen=True, slots=True)
class Embedded:
    """A record with where it stands."""

    work: Work
    form: str
    """`bibtex`, `ris`, `coins` or `item`."""
    blocks: tuple[int, ...] = ()
    """The blocks that show it; empty where it is not shown."""
    element: int = -1
    """The element that holds it, where it is not shown."""
    loose: bool = False
    """Its type says nothing of what it is."""


def shown_records(
    document: Document, without: Collection[int] = (), limit: int | None = None
) -> tuple[Embedded, ...]:
    """The first `limit` BibTeX and RIS records in the page's text, outside the blocks `without`."""
    return tuple(islice(_shown(document, without), limit))


def hidden_records(document: Document, limit: int | None = None) -> tuple[Embedded, ...]:
    """The first `limit` records in scripts, attributes and hidden elements; one of a title and
    element."""
    found: dict[tuple[str, int], Embedded] = {}
    for form, text, element in document.head.embedded:
        for each in _parsed(text, element) if form == "text" else ():
            if limit is not None and len(found) >= limit:
                return tuple(found.values())
            found.setdefault((each.work.title, element), each)
    return tuple(found.values())


def coins(document: Document) -> tuple[Embedded, ...]:
    """What the page's COinS say."""
    works = (
        (work_of_coins(text), element)
        for form, text, element in document.head.embedded
        if form == "coins"
    )
    return tuple(Embedded(work, "coins", (), element) for work, element in works if work)


def items(document: Document) -> tuple[Embedded, ...]:
    """What the page's JSON-LD, microdata and RDFa say."""
    return tuple(Embedded(work, "item") for work in works_of_items(document.head))


def _parsed(text: str, element: int) -> Iterator[Embedded]:
    for record in bibtex.read_bibtex(text):
        work = work_of_bibtex(record) if is_known_type(record) else None
        if work is not None:
            yield Embedded(work, "bibtex", (), element, is_loose(record))
    for entry in ris.read_ris(text):
        work = work_of_ris(entry)
        if work is not None:
            yield Embedded(work, "ris", (), element)


def _shown(document: Document, without: Collection[int]) -> Iterator[Embedded]:
    for run in _runs(document.blocks, without):
        # The blocks of a run joined by line breaks; a position's block is found by bisection.
        text = "\n".join(block.text for block in run)
        starts: list[int] = []
        position = 0
        for block in run:
            starts.append(position)
            position += len(block.text) + 1
        for start, end, work, form, loose in _works(text):
            if work is not None:
                yield Embedded(work, form, _blocks_of(run, starts, start, end), loose=loose)


def _works(text: str) -> Iterator[tuple[int, int, Work | None, str, bool]]:
    for record in bibtex.read_bibtex(text):
        if is_known_type(record):
            yield record.start, record.end, work_of_bibtex(record), "bibtex", is_loose(record)
    for entry in ris.read_ris(text):
        yield entry.start, entry.end, work_of_ris(entry), "ris", False


def _blocks_of(run: list[Block], starts: list[int], start: int, end: int) -> tuple[int, ...]:
    first = bisect_right(starts, start) - 1
    last = bisect_right(starts, max(start, end - 1)) - 1
    return tuple(block.index for block in run[first : last + 1])


def _runs(blocks: tuple[Block, ...], without: Collection[int]) -> Iterator[list[Block]]:
    """From each block in which a record starts to where its fields stop."""
    run: list[Block] = []
    length = 0
    for block in blocks:
        if block.index in without:
            continue
        opens = bibtex.has_bibtex(block.text) or ris.has_ris(block.text)
        if run and not opens and not _goes_on(block):
            yield run
            run, length = [], 0
        if opens or run:
            run.append(block)
            length += len(block.text)
        if length > MAX_RUN:
            yield run
            run, length = [], 0
    if run:
        yield run


def _goes_on(block: Block) -> bool:
    """Whether a block may continue a record that line breaks or paragraphs cut."""
    text = block.text.strip()
    if len(text) > _MAX_LINE and block.form != "preformatted":
        return False
    return text in _CLOSERS or bibtex.is_field_line(text) or ris.is_tag_line(text)
