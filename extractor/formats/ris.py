"""RIS: the papers for EndNote, Zotero, Mendeley and most library systems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from extractor.formats._format import Format
from extractor.formats._lines import one_line, web_address
from extractor.formats._works import (
    Work,
    WorkType,
    addresses_by_type,
    date_parts,
    main_address,
    works_of,
)
from extractor.records import Author, PageResult, Paper

_TYPES: Mapping[WorkType, str] = MappingProxyType(
    {
        "journal": "JOUR",
        "conference": "CONF",
        "preprint": "UNPB",
        "thesis": "THES",
        "report": "RPRT",
        "book": "BOOK",
        "chapter": "CHAP",
        "other": "GEN",
    }
)
_MAPPING = MappingProxyType(
    {
        "title": "`TI`",
        "title_translation": "`TT`",
        "authors": "`AU`: `Family, Given`, or the whole name where the parts are not sure",
        "year": "`PY`",
        "date": "`PY` and `DA`",
        "venue": "`T2`; thesis: `PB`",
        "volume": "`VL`",
        "issue": "`IS`",
        "pages": "`SP` and `EP`",
        "publisher": "`PB`",
        "abstract": "`AB`",
        "abstract_translation": "`N2`; `AB` where there is no other",
        "keywords": "`KW`",
        "note": "`N1`",
        "identifiers": "`DO`, `SN`; others: `AN` as `scheme:value`",
        "links": "`UR`; PDF: `L1`",
        "language": "`LA`",
        "label": "`LB`",
        "number": "`M1`",
    }
)
_SERIALS = ("isbn", "issn")


def _lines(work: Work) -> Iterator[tuple[str, str | None]]:
    paper = work.paper
    thesis = work.type == "thesis" and not paper.publisher
    yield "TY", _TYPES[work.type]
    yield "ID", work.key
    yield "TI", paper.title
    yield "TT", paper.title_translation
    for author in paper.authors:
        yield "AU", _name(author)
    yield "T2", None if thesis else paper.venue
    yield from _dates(paper)
    yield "VL", paper.volume
    yield "IS", paper.issue
    yield from _pages(paper.pages)
    yield "PB", paper.venue if thesis else paper.publisher
    yield "AB", paper.abstract or paper.abstract_translation
    yield "N2", paper.abstract_translation if paper.abstract else None
    for keyword in paper.keywords:
        yield "KW", keyword
    yield from _identifiers(paper.identifiers)
    yield from _addresses(paper)
    yield "LA", paper.language
    yield "LB", paper.label
    yield "M1", paper.number
    yield "N1", paper.note


def _name(author: Author) -> str:
    return f"{author.family}, {author.given}" if author.family and author.given else author.name


def _dates(paper: Paper) -> Iterator[tuple[str, str | None]]:
    parts = date_parts(paper)
    if parts:
        yield "PY", str(parts[0])
    if len(parts) > 1:
        yield "DA", "/".join(f"{part:02}" for part in parts) + ("/" if len(parts) == 2 else "")


def _pages(pages: str | None) -> Iterator[tuple[str, str | None]]:
    text = one_line(pages or "").replace("\N{EN DASH}", "-").replace("--", "-")
    first, dash, last = (part.strip() for part in text.partition("-"))
    if dash and first and last and "-" not in last:
        yield "SP", first
        yield "EP", last
    else:
        yield "SP", pages


def _identifiers(identifiers: Mapping[str, str]) -> Iterator[tuple[str, str | None]]:
    yield "DO", identifiers.get("doi")
    serial = next((scheme for scheme in _SERIALS if scheme in identifiers), None)
    if serial is not None:
        yield "SN", identifiers[serial]
    others = [
        f"{scheme}:{value}"
        for scheme, value in identifiers.items()
        if scheme not in ("doi", serial)
    ]
    yield "AN", "; ".join(others)


def _addresses(paper: Paper) -> Iterator[tuple[str, str | None]]:
    main = main_address(paper)
    if main is not None:
        yield "UR", web_address(main)
    for kind, addresses in addresses_by_type(paper).items():
        for address in addresses:
            yield "L1" if kind == "pdf" else "UR", web_address(address)


def _record(work: Work) -> str:
    lines = ((tag, one_line(value)) for tag, value in _lines(work) if value)
    return "".join(f"{tag}  - {value}\n" for tag, value in lines if value) + "ER  - \n"


def _render(results: Sequence[PageResult]) -> str:
    return "\n".join(map(_record, works_of(results)))


FORMAT = Format("ris", (".ris",), _render, mapping=_MAPPING)
