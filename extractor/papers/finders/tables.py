"""Tables with a header row that names fields: one paper per row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.papers import evidence
from extractor.papers.columns import column_field
from extractor.papers.company import is_event
from extractor.papers.fields._text import has_cjk
from extractor.papers.fields.dates import read_year
from extractor.papers.fields.identifiers import read_identifiers
from extractor.papers.fields.names import looks_like_authors, read_authors
from extractor.papers.fields.titles import title_likeness
from extractor.papers.fields.venues import is_state, read_venue
from extractor.papers.finder import Finder
from extractor.papers.inverted_names import with_inverted_names
from extractor.papers.items import own_links
from extractor.papers.labels import Part
from extractor.papers.links import identifiers_of, links_in, unique
from extractor.papers.sections import Context, says_papers
from extractor.papers.titles_of_groups import put_title, read_title_part
from extractor.records import Block, Candidate, Reading, Span

_TITLES = frozenset(("title", "paper"))
_OTHERS = frozenset(("authors", "venue", "abstract", "link"))


def find(context: Context) -> Iterator[Candidate]:
    """A candidate per row of a table whose header names a title and another field of papers."""
    found = list(_rows(context))
    anew = with_inverted_names([candidate.readings for candidate in found])
    for candidate, persons in zip(found, anew, strict=True):
        own = candidate.readings if persons is None else {**candidate.readings, "authors": persons}
        yield replace(candidate, readings=own)


def _rows(context: Context) -> Iterator[Candidate]:
    """The rows that read as papers, and all others of a table of which most do: by the header,
    words too few for a title are one."""
    for rows in _tables(context):
        found = [_candidate(context, block, cells) for block, cells in rows]
        if sum(each is not None for each in found) * 2 > len(rows):
            found = [
                each or _short(context, block, cells)
                for each, (block, cells) in zip(found, rows, strict=True)
            ]
        yield from (each for each in found if each is not None)


def _short(context: Context, block: Block, cells: dict[str, Span]) -> Candidate | None:
    """A row whose title reads as none by itself; breaks of a program are none anyway."""
    found = _candidate(context, block, cells, least=_SHORT)
    return None if found is None or is_event(str(found.readings["title"].value)) else found


_SHORT = 0.4
"""Likeness of a title that its column tells."""


def _tables(context: Context) -> Iterator[list[tuple[Block, dict[str, Span]]]]:
    """The rows of each table with the cells that the header names, where it names a title and
    another field of papers."""
    headers: tuple[str, ...] = ()
    table = -1
    rows: list[tuple[Block, dict[str, Span]]] = []
    for block in context.document.blocks:
        if block.form != "row" or block.header:
            continue
        around = context.document.elements[block.element].parent
        if around != table:
            yield rows
            rows = []
            table, headers = around, _headers_in(block)
            if headers:
                continue
        cells = {name: span for span in _cells(block, headers) if (name := _field(span))}
        if _TITLES & cells.keys() and (_OTHERS & cells.keys() or _tells_where(cells)):
            rows.append((block, cells))
    yield rows


def _tells_where(cells: dict[str, Span]) -> bool:
    """Whether a column says where the works appeared whose column says that they are papers."""
    return "source" in cells and "title" in cells and says_papers(cells["title"].value)


def _cells(block: Block, headers: Sequence[str]) -> Iterator[Span]:
    """The filled cells; `headers` name the columns of a table whose header is a row like any."""
    cells = [span for span in block.spans if span.type == "cell"]
    if len(cells) == len(headers) and not any(span.value for span in cells):
        cells = [replace(span, value=name) for span, name in zip(cells, headers, strict=True)]
    return (span for span in cells if span.end > span.start)


def _headers_in(block: Block) -> tuple[str, ...]:
    """The texts of a first row that name a title and other fields; nothing where it does not."""
    texts = [block.text[span.start : span.end] for span in block.spans if span.type == "cell"]
    fields = {column_field(text) for text in texts} - {""}
    return tuple(texts) if len(fields) > 1 and fields & _TITLES else ()


def _field(span: Span) -> str:
    return column_field(span.value)


def _candidate(
    context: Context, block: Block, cells: dict[str, Span], least: float = 0.0
) -> Candidate | None:
    title_cell = cells.get("title") or cells["paper"]
    first, following = _lines(block, title_cell)
    found = read_title_part(context, first)
    if found is None:
        return None
    readings: dict[str, Reading] = {}
    put_title(readings, *found)
    for name, span in cells.items():
        _read_cell(block, name, span, readings)
    _read_count(block, readings)
    if "authors" not in readings and following is not None:
        _read_cell(block, "authors", following, readings)
    links = unique(own_links(links_in(block, 0, len(block.text)), readings))
    identifiers = {**read_identifiers(block.text), **identifiers_of(links)}
    if links:
        readings["links"] = Reading(links, block.index, 0, 0)
    if identifiers:
        readings["identifiers"] = Reading(identifiers, block.index, 0, 0)
    weights = evidence.weights("evidence")
    pieces = [weights["siblings"], *evidence.of_links(links, identifiers)]
    pieces += [weights[name] for name in ("authors", "venue", "year") if name in readings]
    likeness = max(least, title_likeness(found[0].title))
    confidence = evidence.noisy_or(pieces) * (0.5 + 0.5 * min(1.0, likeness / 0.5))
    if confidence < evidence.threshold(context, "item"):
        return None
    return Candidate(
        "tables", "featured", (block.index,), readings, round(min(confidence, 0.99), 3)
    )


def _read_count(block: Block, readings: dict[str, Reading]) -> None:
    """Enters the number in the first cell of a row, where its column has no name."""
    first = next((span for span in block.spans if span.type == "cell"), None)
    if first is None or first.value or "number" in readings:
        return
    text = block.text[first.start : first.end].strip(" .[]()")
    if text.isdecimal() and len(text) <= _DIGITS:
        readings["number"] = Reading(text, block.index, first.start, first.end)


_DIGITS = 3


def _lines(block: Block, cell: Span) -> tuple[Part, Span | None]:
    """The title's stretch in its cell, and the line of persons below it, where one is there."""
    end = block.text.find("\n", cell.start, cell.end)
    if end < 0:
        return Part(block.index, cell.start, cell.end), None
    last = block.text.find("\n", end + 1, cell.end)
    persons = replace(cell, start=end + 1, end=last if last >= 0 else cell.end)
    if looks_like_authors(block.text[persons.start : persons.end]) < _PERSONS:
        return Part(block.index, cell.start, cell.end), None
    return Part(block.index, cell.start, end), persons


_PERSONS = 0.4


def _read_cell(block: Block, name: str, span: Span, readings: dict[str, Reading]) -> None:
    text = block.text[span.start : span.end]
    value: object = None
    if name == "authors":
        value = read_authors(text).people
    elif name in ("venue", "source"):
        venue = None if name == "source" and "venue" in readings else read_venue(text)
        if venue is not None and is_state(venue.name):
            venue = None
        name, value = "venue", venue.name if venue is not None else readings.get("venue")
        if venue is not None and venue.year is not None:
            readings.setdefault("year", Reading(venue.year, block.index, span.start, span.end))
    elif name in ("year", "date"):
        month = _MONTH.fullmatch(text)
        name, value = "year", int(month[1]) if month else read_year(text)
    elif name == "number":
        number = text.strip(" .[]()")
        value = number if _NUMBER.fullmatch(number) else None
    elif name in ("note", "summary"):
        name, value = "note", " ".join(text.split()) if _is_note(text) else None
    elif name in ("label", "abstract", "title_translation"):
        value = " ".join(text.split()).strip("-/")
    if value and not isinstance(value, Reading):
        readings[name] = Reading(value, block.index, span.start, span.end)


def _is_note(text: str) -> bool:
    return len(text) >= (_SHORTEST_EASTERN if has_cjk(text) else _SHORTEST_NOTE)


_SHORTEST_NOTE, _SHORTEST_EASTERN = 12, 8
# A month of a column of dates, 2023.05; a volume behind the year, 2023.14（3）.
_MONTH = re.compile(
    r"\s*((?:19|20)\d\d)(?:\s?[./-]\s?(?:0?[1-9]|1[0-2])|\s?[.,，]?\s?\d{1,3}\s?[(（]\d{1,3}[)）])\s*"
)
_NUMBER = re.compile(r"[A-Z]{0,3}-?\d{1,5}(?:[.-]\d{1,4})?")


FINDER = Finder("tables", 25, find)
