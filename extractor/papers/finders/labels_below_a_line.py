"""Papers whose title is a line of its own and whose other fields, below it, have labels.

Ranked behind the repeated items: where the structure of the page says what belongs together, the
line before a label says less.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor.papers.finder import Finder
from extractor.papers.finders.labelled_fields import labelled_candidates
from extractor.papers.sections import Context
from extractor.records import Candidate


def find(context: Context) -> Iterator[Candidate]:
    """Candidates from groups of labels that only the line before gives a title."""
    for candidate in labelled_candidates(context, below_a_line=True):
        yield replace(candidate, finder="labels_below_a_line")


FINDER = Finder("labels_below_a_line", 60, find)
