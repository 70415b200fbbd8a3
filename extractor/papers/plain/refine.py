"""A page of plain text with its glued lines cut where papers are printed in them.

The finders look at the finer blocks; what they find is told in blocks of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.papers.finer import Refined
from extractor.papers.item_signs import number_end
from extractor.papers.labels import Part
from extractor.papers.plain.atoms import Atom, atoms_between, atoms_of
from extractor.papers.plain.cited import citation_score, may_be_cited
from extractor.papers.plain.decode import Stretch, decode
from extractor.papers.plain.hints import may_list_papers
from extractor.papers.plain.label_lines import glued_labels, with_awaited
from extractor.papers.plain.records import records_of
from extractor.papers.plain.roles import BUTTONS, CITATION, OUTSIDE, TITLE, Scores, scores_of
from extractor.papers.plain.runs import pieces, run_starts
from extractor.papers.sections import Context, build_context
from extractor.records import Block, Document, Span

_MOST_LINES = 3000
"""Lines of a page beyond which it is not read so."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch that becomes a finer block."""

    stretch: Stretch
    opens: bool
    """It is the first of its block."""


def refine(context: Context) -> Refined | None:
    """The finer context of a plain text; None for other pages and where no line is a paper's."""
    document = context.document
    if document.media_type != "text/plain" or len(document.blocks) > _MOST_LINES:
        return None
    if not may_list_papers(document.blocks):
        return None
    stretches = _read(context)
    if all(stretch.role == OUTSIDE for stretch in stretches):
        return None
    cut = tuple(_pieces(document, stretches))
    finer = build_context(
        _finer(document, cut),
        tuple(context.judgements[piece.stretch.block] for piece in cut),
        context.tags,
    )
    records = tuple(records_of([piece.stretch.role for piece in cut]))
    finer = replace(finer, records=records, parts=_parts(finer, cut), strictness=context.strictness)
    return Refined(finer, tuple((piece.stretch.block, piece.stretch.start) for piece in cut))


def _finer(document: Document, cut: Sequence[_Piece]) -> Document:
    """The document with the pieces as blocks."""
    blocks = tuple(_block(document, number, piece) for number, piece in enumerate(cut))
    first = {piece.stretch.block: number for number, piece in enumerate(cut) if piece.opens}
    return replace(
        document,
        blocks=blocks,
        elements=(replace(document.elements[0], last=len(blocks)),),
        contents=tuple(first[block] for block in document.contents),
        outline=tuple(
            replace(item, block=first[item.block]) if item.block is not None else item
            for item in document.outline
        ),
    )


def _parts(context: Context, cut: Sequence[_Piece]) -> tuple[tuple[Part, ...], ...]:
    """The parts of the finer blocks; a button cut off a line, '[code]', is no label of the next."""
    return tuple(
        (Part(number, 0, len(context.document.blocks[number].text)),)
        if piece.stretch.role == BUTTONS and not piece.opens
        else parts
        for number, (piece, parts) in enumerate(zip(cut, context.parts, strict=True))
    )


def _read(context: Context) -> list[Stretch]:
    contents = frozenset(context.document.contents)
    blocks = [each for each in context.document.blocks if each.text and each.index not in contents]
    glued = glued_labels(blocks)
    found: list[tuple[Atom, ...]] = []
    for block in blocks:
        found.extend(_lines(context, block, glued.get(block.index)))
    lines = list(with_awaited(found, context.document.blocks))
    return decode(lines, _Scorer(context, lines))


def _lines(context: Context, block: Block, label: int | None) -> Iterator[tuple[Atom, ...]]:
    """A block as one line, or as the citations that run on in it; `label` is where a label starts
    that sticks to its end."""
    parts = context.parts[block.index]
    if label is not None:
        yield (
            *atoms_between(block.index, block.text, 0, label),
            Atom(block.index, label, len(block.text), "label"),
        )
        return
    starts: tuple[int, ...] = (0,)
    if all(part.label is None for part in parts):
        starts = run_starts(block.text, context.tags.of_text)
    if len(starts) == 1:
        yield atoms_of(block.index, block.text, parts)
        return
    for start, end in pieces(block.text, starts):
        yield atoms_between(block.index, block.text, start, end)


class _Scorer:
    """Scores stretches, each text once; whole lines as citations too."""

    def __init__(self, context: Context, lines: Sequence[Sequence[Atom]]) -> None:
        self._context = context
        self._known: dict[tuple[str, str], Scores] = {}
        self._whole = {(line[0].block, line[0].start, line[-1].end) for line in lines}

    def __call__(self, atom: Atom, end: int) -> Scores:
        text = self._context.document.blocks[atom.block].text[atom.start : end]
        key = (text, atom.label)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = scores_of(text, atom.label)
        if (atom.block, atom.start, end) in self._whole and not atom.label and may_be_cited(text):
            cited = citation_score(text, self._context.tags.of_text(text))
            if cited is not None:
                outside = min(found[OUTSIDE], -min(1.0, max(0.0, cited - 1.0)))
                found = {**found, CITATION: cited, OUTSIDE: outside}
        return found


def _pieces(document: Document, stretches: Sequence[Stretch]) -> Iterator[_Piece]:
    """Every block whole, or its stretches where it is cut."""
    by_block: dict[int, list[Stretch]] = {}
    for stretch in stretches:
        by_block.setdefault(stretch.block, []).append(stretch)
    for block in document.blocks:
        whole = Stretch(block.index, 0, len(block.text), OUTSIDE)
        for number, stretch in enumerate(by_block.get(block.index, [whole])):
            yield _Piece(stretch, number == 0)


def _block(document: Document, number: int, piece: _Piece) -> Block:
    stretch = piece.stretch
    block = document.blocks[stretch.block]
    text = block.text[stretch.start : stretch.end]
    spans = [
        replace(span, start=span.start - stretch.start, end=span.end - stretch.start)
        for span in block.spans
        if stretch.start <= span.start and span.end <= stretch.end
    ]
    if stretch.role == TITLE:
        # The title of a record stands out as bold text does.
        spans.insert(0, Span(number_end(text), len(text), "strong"))
    return replace(
        block,
        index=number,
        text=text,
        spans=tuple(spans),
        joined=block.joined or not piece.opens,
        marker=block.marker if piece.opens else "",
    )
