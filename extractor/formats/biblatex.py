"""BibLaTeX: the papers for LaTeX with Biber, in UTF-8."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from extractor.formats._bib import MAPPING, Fields, Writer, render, shared_fields
from extractor.formats._format import Format
from extractor.formats._works import Work, WorkType, date_parts
from extractor.records import PageResult

_TYPES: Mapping[WorkType, str] = MappingProxyType(
    {
        "journal": "article",
        "conference": "inproceedings",
        "preprint": "online",
        "thesis": "thesis",
        "report": "report",
        "book": "book",
        "chapter": "incollection",
        "other": "misc",
    }
)
_VENUE: Mapping[WorkType, str] = MappingProxyType(
    {
        "journal": "journaltitle",
        "conference": "booktitle",
        "chapter": "booktitle",
        "thesis": "institution",
        "report": "institution",
        "preprint": "organization",
    }
)
_KINDS: Mapping[WorkType, str] = MappingProxyType({"thesis": "thesis", "report": "techreport"})
"""Biber wants to know which; `thesis` leaves the degree open."""
_LANGUAGES = MappingProxyType(
    {"en": "english", "zh": "chinese", "ja": "japanese", "de": "german", "fr": "french"}
)
_MAPPING = MappingProxyType(
    {
        **MAPPING,
        "year": "`date`",
        "date": "`date`",
        "venue": "`journaltitle`, `booktitle`, `institution` or `organization` by type, "
        "else `howpublished`",
        "note": "`annotation`",
        "language": "`langid`",
        "label": "`usera`",
        "number": "`userb`",
    }
)
_WRITER = Writer(letters=False)


def _fields(work: Work) -> Fields:
    paper = work.paper
    return {
        "title": _WRITER.title(paper.title),
        "titleaddon": _WRITER.text(paper.title_translation),
        "author": _WRITER.authors(paper.authors),
        "date": "-".join(f"{part:02}" for part in date_parts(paper)),
        "type": _KINDS.get(work.type),
        _VENUE.get(work.type, "howpublished"): _WRITER.text(paper.venue),
        **shared_fields(_WRITER, paper),
        "eprinttype": "arxiv" if "arxiv" in paper.identifiers else None,
        "langid": _LANGUAGES.get(paper.language or "", paper.language),
        "annotation": _WRITER.text(paper.note),
        "usera": _WRITER.text(paper.label),
        "userb": _WRITER.text(paper.number),
    }


def _render(results: Sequence[PageResult]) -> str:
    return render(results, _TYPES, _fields)


FORMAT = Format("biblatex", (".biblatex", ".biblatex.bib"), _render, mapping=_MAPPING)
