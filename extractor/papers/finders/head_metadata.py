"""Landing pages: the one work that a page is about, from its metadata and its printed header."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.papers.embedded.landing import landing_candidate
from extractor.papers.finder import Finder
from extractor.papers.sections import Context
from extractor.records import Candidate


def find(context: Context) -> Iterator[Candidate]:
    """One candidate on a page about one work, none on others."""
    candidate = landing_candidate(context, "head_metadata")
    if candidate is not None:
        yield candidate


FINDER = Finder("head_metadata", 10, find)
