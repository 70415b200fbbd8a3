"""BibTeX, RIS and schema.org items that describe what the page prints: they fill its entries."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.papers.embedded.attached import attached
from extractor.papers.embedded.records import hidden_records, items, shown_records
from extractor.papers.finder import Finder
from extractor.papers.sections import Context
from extractor.records import Candidate


def find(context: Context) -> Iterator[Candidate]:
    """A candidate per record whose title is printed, with the item that prints it."""
    document = context.document
    records = (*shown_records(document), *hidden_records(document), *items(document))
    return attached(context, "embedded_records", records)


FINDER = Finder("embedded_records", 62, find)
