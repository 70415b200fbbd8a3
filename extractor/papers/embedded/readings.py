"""An embedded work as the readings of a candidate."""

from __future__ import annotations

from extractor.papers.embedded.work import Work
from extractor.records import Reading


def readings_of(work: Work, block: int, start: int = 0, end: int = 0) -> dict[str, Reading]:
    """Everything that the work has, read from one stretch of a block."""
    values: dict[str, object] = {
        "title": work.title,
        "authors": work.authors,
        "year": work.year,
        "date": work.date if work.date and len(work.date) > 4 else None,
        **work.values,
        "abstract": work.abstract,
        "keywords": work.keywords,
        "identifiers": dict(work.identifiers),
        "links": work.links,
    }
    return {name: Reading(value, block, start, end) for name, value in values.items() if value}
