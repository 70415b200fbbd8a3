"""Items of a list that read otherwise than their own records say: the records' titles stand."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.papers.embedded.attached import misread
from extractor.papers.embedded.records import coins, hidden_records, items, shown_records
from extractor.papers.finder import Finder
from extractor.papers.sections import Context
from extractor.records import Candidate


def find(context: Context) -> Iterator[Candidate]:
    """A candidate per record beside an item whose title would be taken from the wrong words."""
    document = context.document
    shown = shown_records(document, without=context.claimed)
    records = (*shown, *hidden_records(document), *items(document), *coins(document))
    return misread(context, "embedded_titles", records)


FINDER = Finder("embedded_titles", 35, find)
