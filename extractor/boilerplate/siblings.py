"""Items of a menu whose one word means something else elsewhere: 'Share' among the channels.

A phrase names the kind of such an item, the items beside it are all of another kind. In a row of
items alike, each a short link, the few go with the many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.boilerplate.features.links import of_block
from extractor.boilerplate.features.text import width
from extractor.records import Document, Judgement

_LEAST = 4
_SHARE = 0.6
_SHORT = 28.0
_LINKED = 0.7
_LIKE_THE_MANY = frozenset({"nav", "link_list", "related", "seo"})
_STAYING = frozenset({"content", "copyright", "disclaimer", "icp_footer", "login"})
"""Kinds whose phrases are right in any company."""


def like_siblings(document: Document, judgements: Sequence[Judgement]) -> list[Judgement]:
    """The judgements, with the kind of the many for the few in rows of short links."""
    found = list(judgements)
    for row in _rows(document):
        kinds = Counter(found[index].kind for index in row)
        kind, count = min(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
        if kind not in _LIKE_THE_MANY or count < _SHARE * len(row):
            continue
        for index in row:
            if found[index].kind not in _STAYING and found[index].kind != kind:
                evidence = f"list: {count} of {len(row)} items beside it"
                found[index] = replace(found[index], kind=kind, evidence=evidence, parts=())
    return found


def _rows(document: Document) -> Iterator[list[int]]:
    """Short linked blocks in a row whose elements are siblings alike, or one element."""
    row: list[int] = []
    before: tuple[int, str] | None = None
    for block in document.blocks:
        element = document.elements[block.element]
        make = (element.parent, element.tag) if _is_short_link(document, block.index) else None
        if make is None or make != before:
            if len(row) >= _LEAST:
                yield row
            row = []
        before = make
        if make is not None:
            row.append(block.index)
    if len(row) >= _LEAST:
        yield row


def _is_short_link(document: Document, index: int) -> bool:
    block = document.blocks[index]
    if not block.spans or block.form == "heading":
        return False
    whole = width(block.text)
    if whole > _SHORT:
        return False
    count, linked = of_block(block)
    return count == 1 and linked >= _LINKED * whole
