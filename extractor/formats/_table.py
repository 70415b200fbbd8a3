"""The papers as a table: one row a paper, the same columns for every delimiter."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from extractor.formats._works import main_address
from extractor.records import PageResult, Paper

_SEPARATOR = "; "
_FORMULA_STARTS = frozenset("=+-@\t\r\n|")
"""What spreadsheets take for the start of a formula, or pass over before one."""
_IDENTIFIERS = ("doi", "arxiv")
COLUMNS = (
    "page", "page_url", "id", "role", "number", "label", "title", "title_translation", "authors",
    "year", "date", "venue", "volume", "issue", "pages", "publisher", "abstract",
    "abstract_translation", "keywords", "note", "doi", "arxiv", "identifiers", "url", "links",
    "language", "status", "found_by", "confidence",
)  # fmt: skip
MAPPING: Mapping[str, str] = MappingProxyType(
    {
        name: f"`{name}`"
        for name in COLUMNS
        if name not in ("page", "page_url", "url", *_IDENTIFIERS)
    }
    | {
        "authors": "`authors`: whole names, `; ` between",
        "keywords": "`keywords`, `; ` between",
        "identifiers": "`doi`, `arxiv`; others: `identifiers` as `scheme:value`, `; ` between",
        "links": "`url`; all: `links` as `type address`, `; ` between",
        "found_by": "`found_by`, `; ` between",
    }
)


def table(results: Sequence[PageResult], dialect: str, *, lines: bool) -> str:
    """The header and one row a paper. `lines`: cells may hold line breaks."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, dialect)
    writer.writerow(COLUMNS)
    for result in results:
        for paper in result.papers:
            writer.writerow([_cell(value, lines=lines) for value in _row(result, paper)])
    return buffer.getvalue()


def _row(result: PageResult, paper: Paper) -> list[object]:
    derived: dict[str, object] = {
        "page": result.source.name,
        "page_url": result.page.url or result.source.url,
        "authors": _SEPARATOR.join(author.name for author in paper.authors),
        "keywords": _SEPARATOR.join(paper.keywords),
        "identifiers": _SEPARATOR.join(
            f"{scheme}:{value}"
            for scheme, value in paper.identifiers.items()
            if scheme not in _IDENTIFIERS
        ),
        "url": main_address(paper),
        "links": _SEPARATOR.join(f"{link.type} {link.url}" for link in paper.links),
        "found_by": _SEPARATOR.join(paper.found_by),
    }
    derived |= {scheme: paper.identifiers.get(scheme) for scheme in _IDENTIFIERS}
    return [derived[name] if name in derived else getattr(paper, name) for name in COLUMNS]


def _cell(value: object, *, lines: bool) -> str:
    """The value as text that no spreadsheet runs: an apostrophe stands before a formula."""
    text = "" if value is None else str(value).replace("\0", "")
    text = text if lines else " ".join(text.split())
    first = unicodedata.normalize("NFKC", text[:1])
    return f"'{text}" if first and first[0] in _FORMULA_STARTS else text
