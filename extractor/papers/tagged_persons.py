"""The persons of a citation as the tagger reads it, where no rule knows their names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.papers.cited_titles import is_citation, may_be_cited, persons_of
from extractor.papers.labels import Part
from extractor.papers.sections import Context
from extractor.papers.tagger import Segment
from extractor.records import Block

_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_LONGEST = 700
"""Characters of a citation."""
_SAME = 0.8
"""Share of a title that both readings have."""
LIKENESS = 0.8
"""How much such persons count as evidence."""


def tagged_persons(context: Context, lines: Sequence[Block], title: Part) -> Part | None:
    """The stretch of the persons in the title's line, where the tagger is sure of them, reads the
    same title and finds what else a citation has."""
    line = next(line for line in lines if line.index == title.block)
    # Looks that cost little first: next to all citations have a year.
    if len(line.text) > _LONGEST or not _YEAR.search(line.text) or not may_be_cited(line.text):
        return None
    tagged = context.tags.of(line)
    people, read = persons_of(tagged, line.text), tagged.first("title")
    if read is None or not people or not is_citation(tagged) or not _is_same(read, title):
        return None
    if people[-1].end > title.start:
        people = people[:1]
    return (
        Part(line.index, people[0].start, people[-1].end) if people[0].end <= title.start else None
    )


def _is_same(read: Segment, title: Part) -> bool:
    shared = min(read.end, title.end) - max(read.start, title.start)
    return shared >= _SAME * max(read.end - read.start, title.end - title.start)
