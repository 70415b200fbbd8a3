"""Bold lines that are one link to a work, with the page's words about it below."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from extractor.papers.fields.titles import title_likeness
from extractor.papers.links import identifiers_of, links_in
from extractor.records import Block, Document, Judgement, Link

_SHORTEST, _LONGEST = 16, 300
_WHOLE, _TITLED = 0.9, 0.4
_PROSE = 60
_SEVERAL = 2


def linked_titles(
    document: Document, judgements: Sequence[Judgement], apart: AbstractSet[str]
) -> list[int]:
    """The bold lines that are the titles of what they link to, each with prose below, where
    several lead to works by identifiers; then those that lead to a paper without one, too. Lines
    of the kinds `apart` are none."""
    found: dict[int, Link] = {}
    for block, below in zip(document.blocks, document.blocks[1:], strict=False):
        if judgements[block.index].kind in apart or not _opens_prose(below):
            continue
        link = _only_link(block)
        if link is not None and title_likeness(block.text) >= _TITLED:
            found[block.index] = link
    sure = {link.url for link in found.values() if identifiers_of([link]).keys() - _OF_BOOKS}
    if len(sure) < _SEVERAL:
        return []
    return [i for i, link in found.items() if link.url in sure or link.type in ("pdf", "paper")]


_OF_BOOKS = frozenset(("isbn", "issn"))


def _only_link(block: Block) -> Link | None:
    """The link that a bold line is as a whole."""
    if block.form != "paragraph" or not _SHORTEST <= len(block.text) <= _LONGEST:
        return None
    enough = len(block.text) * _WHOLE
    kinds = {span.type for span in block.spans if span.end - span.start >= enough}
    if not {"link", "strong"} <= kinds:
        return None
    links = list(links_in(block, 0, len(block.text)))
    return links[0] if len(links) == 1 else None


def _opens_prose(block: Block) -> bool:
    linked = sum(span.end - span.start for span in block.spans if span.type == "link")
    return block.form == "paragraph" and not block.joined and len(block.text) - linked >= _PROSE
