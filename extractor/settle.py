"""The one place that decides what is content: judgements and entries together.

Blocks of an accepted entry are content, whatever the judge said; every other block goes where it
was judged to belong. Every block ends in exactly one of the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.document.place import place_of
from extractor.records import Document, Judgement, Paper, Partition, Removed

_MAX_EVIDENCE = 3
"""Different reasons named for one run."""


def settle(
    judgements: Sequence[Judgement],
    papers: Sequence[Paper],
    anchored: frozenset[int] = frozenset(),
) -> Partition:
    """Content and removed blocks of a page.

    `anchored` are blocks that the page itself makes part of its text: the headings that its
    contents list names, its list of references.
    """
    owned = {block for paper in papers for block in paper.blocks} | anchored
    content: list[int] = []
    removed: list[int] = []
    for index, judgement in enumerate(judgements):
        kept = index in owned or judgement.kind == "content"
        (content if kept else removed).append(index)
    return Partition(tuple(content), tuple(removed))


def removed_runs(
    document: Document, judgements: Sequence[Judgement], removed: Sequence[int]
) -> tuple[Removed, ...]:
    """Neighbouring removed blocks of one kind as one item each."""
    return tuple(_removed(document, judgements, run) for run in _runs(judgements, removed))


def _runs(judgements: Sequence[Judgement], removed: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for index in removed:
        if run and (index != run[-1] + 1 or judgements[index].kind != judgements[run[-1]].kind):
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _removed(document: Document, judgements: Sequence[Judgement], run: Sequence[int]) -> Removed:
    reasons = list(dict.fromkeys(judgements[index].evidence for index in run))
    evidence = "; ".join(reasons[:_MAX_EVIDENCE])
    if len(reasons) > _MAX_EVIDENCE:
        evidence += f"; and {len(reasons) - _MAX_EVIDENCE} more"
    text = "\n".join(filter(None, (document.blocks[index].text for index in run)))
    confidence = min(judgements[index].confidence for index in run)
    return Removed(
        judgements[run[0]].kind, text, place_of(document, run), evidence, round(confidence, 3)
    )
