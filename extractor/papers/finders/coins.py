"""COinS beside printed items: an entry per span whose work the page prints."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.papers.embedded.attached import attached
from extractor.papers.embedded.records import coins
from extractor.papers.finder import Finder
from extractor.papers.sections import Context
from extractor.records import Candidate


def find(context: Context) -> Iterator[Candidate]:
    """A candidate per span, with the item that it stands in."""
    return attached(context, "coins", coins(context.document))


FINDER = Finder("coins", 60, find)
