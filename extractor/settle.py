"""The one place that decides what is content: judgements and entries together.

Blocks of an accepted entry are content, whatever the judge said; every other block goes where it
was judged to belong. Every block ends in exactly one of the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.document.place import place_of
from extractor.records import Document, Judgement, Notice, Paper, Partition, Place, Removed

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
    """Neighbouring removed blocks of one kind as one item each.

    A block that holds notices of several kinds gives each of them to an item of its kind.
    """
    pieces = [piece for index in removed for piece in _pieces(judgements[index], index)]
    return tuple(_removed(document, judgements, run) for run in _runs(pieces))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A removed block, or a part of one."""

    block: int
    kind: str
    evidence: str
    part: Notice | None = None


def _pieces(judgement: Judgement, index: int) -> Iterator[_Piece]:
    if not judgement.parts:
        yield _Piece(index, judgement.kind, judgement.evidence)
    for part in judgement.parts:
        yield _Piece(index, part.kind, part.evidence, part)


def _runs(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    run: list[_Piece] = []
    for piece in pieces:
        if run and (piece.block > run[-1].block + 1 or piece.kind != run[-1].kind):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _removed(document: Document, judgements: Sequence[Judgement], run: Sequence[_Piece]) -> Removed:
    reasons = list(dict.fromkeys(piece.evidence for piece in run))
    evidence = "; ".join(reasons[:_MAX_EVIDENCE])
    if len(reasons) > _MAX_EVIDENCE:
        evidence += f"; and {len(reasons) - _MAX_EVIDENCE} more"
    text = "\n".join(filter(None, (_text(document, piece) for piece in run)))
    confidence = min(judgements[piece.block].confidence for piece in run)
    return Removed(run[0].kind, text, _place(document, run), evidence, round(confidence, 3))


def _text(document: Document, piece: _Piece) -> str:
    text = document.blocks[piece.block].text
    return text if piece.part is None else text[piece.part.start : piece.part.end]


def _place(document: Document, run: Sequence[_Piece]) -> Place:
    """Of plain text the characters of the parts, where the block's text is as printed."""
    place = place_of(document, list(dict.fromkeys(piece.block for piece in run)))
    if place.start is None or place.end is None:
        return place
    first, last = (document.blocks[piece.block] for piece in (run[0], run[-1]))
    start, end = place.start, place.end
    if run[0].part is not None and first.end - first.start == len(first.text):
        start = first.start + run[0].part.start
    if run[-1].part is not None and last.end - last.start == len(last.text):
        end = last.start + run[-1].part.end
    return replace(place, start=start, end=end)
