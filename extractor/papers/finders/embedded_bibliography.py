"""Pages that present BibTeX or RIS records: an entry per record whose title stands nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.papers.embedded.placing import place
from extractor.papers.embedded.readings import readings_of
from extractor.papers.embedded.records import Embedded, shown_records
from extractor.papers.finder import Finder
from extractor.papers.reference_heading import reference_blocks
from extractor.papers.sections import Context
from extractor.records import Candidate

_MIN_RECORDS = 3
_SHARE = 0.4
_CONFIDENCE = 0.97
_LOOSE = 0.85


def find(context: Context) -> Iterator[Candidate]:
    """A candidate per record, where records are what the page is for: several, or most of it.

    A lone record below an article or a program tells how to cite these.
    """
    records = shown_records(context.document)
    if not records:
        return
    described = {id(each.record) for each in place(context, records)}
    own = [record for record in records if id(record) not in described]
    if len(own) < _MIN_RECORDS and _share(context, own) < _SHARE:
        return
    references = reference_blocks(context)
    for record in own:
        work = record.work
        sure = bool(work.authors) and (work.is_scholarly() or not record.loose)
        yield Candidate(
            "embedded_bibliography",
            "reference" if record.blocks[0] in references else "featured",
            record.blocks,
            readings_of(work, record.blocks[0]),
            _CONFIDENCE if sure else _LOOSE,
        )


def _share(context: Context, records: Sequence[Embedded]) -> float:
    """Share of the page's content that the records are."""
    blocks = context.document.blocks
    shown = {index for record in records for index in record.blocks}
    total = sum(len(block.text) for block in blocks if context.kind(block.index) == "content")
    return sum(len(blocks[index].text) for index in shown) / total if total else 0.0


FINDER = Finder("embedded_bibliography", 12, find)
