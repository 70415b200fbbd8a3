"""CSL-JSON: the papers for Zotero, pandoc and other users of the Citation Style Language."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from extractor.formats._format import Format
from extractor.formats._works import (
    Work,
    WorkType,
    abstracts,
    addresses_by_type,
    date_parts,
    main_address,
    works_of,
)
from extractor.records import Author, PageResult, Paper

_TYPES: Mapping[WorkType, str] = MappingProxyType(
    {
        "journal": "article-journal",
        "conference": "paper-conference",
        "preprint": "article",
        "thesis": "thesis",
        "report": "report",
        "book": "book",
        "chapter": "chapter",
        "other": "document",
    }
)
_IDENTIFIERS = MappingProxyType(
    {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID"}
)
_MAPPING = MappingProxyType(
    {
        "title": "`title`",
        "title_translation": "`note`, in a line `translated-title: …` in front",
        "authors": "`author`: `family` and `given`, or `literal` where the parts are not sure",
        "year": "`issued`",
        "date": "`issued`",
        "venue": "`container-title`; thesis: `publisher`",
        "volume": "`volume`",
        "issue": "`issue`",
        "pages": "`page`",
        "publisher": "`publisher`",
        "abstract": "`abstract`",
        "abstract_translation": "`abstract`, behind an empty line",
        "keywords": "`keyword`, with commas between",
        "note": "`note`",
        "identifiers": "`DOI`, `ISBN`, `ISSN`, `PMID`, `PMCID`; arXiv: `archive` and `number`; "
        "others: `custom`",
        "links": "`URL`; others: `custom`",
        "language": "`language`",
        "label": "`custom`",
        "number": "`custom`",
    }
)


def _item(work: Work) -> dict[str, object]:
    paper = work.paper
    members: dict[str, object] = {
        "id": work.key,
        "type": _TYPES[work.type],
        "title": paper.title,
        "author": [_name(author) for author in paper.authors],
        "issued": {"date-parts": [list(date_parts(paper))]} if date_parts(paper) else None,
        "volume": paper.volume,
        "issue": paper.issue,
        "page": paper.pages,
        "publisher": paper.publisher,
        "abstract": "\n\n".join(abstracts(paper)),
        "keyword": ", ".join(paper.keywords),
        "language": paper.language,
        "URL": main_address(paper),
        "note": _note(paper),
    }
    members |= _venue(work)
    members |= {
        name: paper.identifiers[scheme]
        for scheme, name in _IDENTIFIERS.items()
        if scheme in paper.identifiers
    }
    if "arxiv" in paper.identifiers:
        members |= {"archive": "arXiv", "number": f"arXiv:{paper.identifiers['arxiv']}"}
    members["custom"] = _custom(paper)
    return {name: value for name, value in members.items() if value}


def _venue(work: Work) -> dict[str, object]:
    """A thesis has its school as publisher, every other work its container."""
    venue, publisher = work.paper.venue, work.paper.publisher
    if work.type == "thesis" and not publisher:
        return {"publisher": venue}
    return {"container-title": venue}


def _name(author: Author) -> dict[str, str]:
    if author.family and author.given:
        return {"family": author.family, "given": author.given}
    return {"literal": author.name}


def _note(paper: Paper) -> str:
    """The page's note. Zotero and pandoc read `variable: value` lines in front of a note."""
    translated = f"translated-title: {paper.title_translation}" if paper.title_translation else ""
    return "\n\n".join(filter(None, (translated, paper.note)))


def _custom(paper: Paper) -> dict[str, object]:
    known = {*_IDENTIFIERS, "arxiv"}
    members: dict[str, object] = {
        "label": paper.label,
        "number": paper.number,
        "identifiers": {
            scheme: value for scheme, value in paper.identifiers.items() if scheme not in known
        },
        "links": addresses_by_type(paper),
    }
    return {name: value for name, value in members.items() if value}


def _render(results: Sequence[PageResult]) -> str:
    items = [_item(work) for work in works_of(results)]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


FORMAT = Format("csl-json", (".csl.json", ".csl"), _render, mapping=_MAPPING)
