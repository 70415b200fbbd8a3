"""BibTeX: the papers for LaTeX; accented Latin letters as commands, other scripts as UTF-8."""

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
        "preprint": "misc",
        "thesis": "phdthesis",
        "report": "techreport",
        "book": "book",
        "chapter": "incollection",
        "other": "misc",
    }
)
_VENUE: Mapping[WorkType, str] = MappingProxyType(
    {
        "journal": "journal",
        "conference": "booktitle",
        "chapter": "booktitle",
        "thesis": "school",
        "report": "institution",
    }
)
_MONTHS = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
_MAPPING = MappingProxyType(
    {
        **MAPPING,
        "year": "`year`",
        "date": "`year` and `month`",
        "venue": "`journal`, `booktitle`, `school` or `institution` by type, else `howpublished`",
        "note": "`annote`",
        "language": "`language`",
        "label": "`pagelabel`",
        "number": "`pagenumber`",
    }
)
_WRITER = Writer(letters=True)


def _fields(work: Work) -> Fields:
    paper, date = work.paper, date_parts(work.paper)
    return {
        "title": _WRITER.title(paper.title),
        "titleaddon": _WRITER.text(paper.title_translation),
        "author": _WRITER.authors(paper.authors),
        "year": str(date[0]) if date else None,
        "month": _MONTHS[date[1] - 1] if len(date) > 1 else None,
        "type": "Thesis" if work.type == "thesis" else None,  # of which degree is not known
        _VENUE.get(work.type, "howpublished"): _WRITER.text(paper.venue),
        **shared_fields(_WRITER, paper),
        "archiveprefix": "arXiv" if "arxiv" in paper.identifiers else None,
        "language": paper.language,
        "annote": _WRITER.text(paper.note),
        "pagelabel": _WRITER.text(paper.label),
        "pagenumber": _WRITER.text(paper.number),
    }


def _render(results: Sequence[PageResult]) -> str:
    return render(results, _TYPES, _fields)


FORMAT = Format("bibtex", (".bib", ".bibtex"), _render, mapping=_MAPPING)
