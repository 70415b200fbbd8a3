"""Several works on one line: links that only commas, brackets and semicolons part."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.papers import evidence
from extractor.papers.buttons import is_button
from extractor.papers.company import is_event
from extractor.papers.fields.identifiers import identifiers_of_url
from extractor.papers.fields.links import link_type
from extractor.papers.fields.titles import title_likeness
from extractor.records import Block, Span

_TITLED, _CITED = 0.5, 0.3
"""Likeness of a title, and of a citation that has the address of a work."""
_WORDS = 4
"""Spaces of words that are more than a key or a button."""
# What may stand behind a work's link before the next one.
_BEHIND = re.compile(
    r"((?:\s?[(\[（][^()\[\]（）]{0,120}[)\]）])*)\s*(?:[,;，；、|·•]|and|&|\.)?\s*(?:and\s)?"
)
_LEAD = re.compile(r"(?:\A|[:：.]\s?|\n)\s*$")
_SEMICOLON = re.compile(r"[;；]\s*")

Stretch = tuple[int, int]


def works_in(block: Block, links: Sequence[Span], start: int, end: int) -> list[Stretch]:
    """The works of a line `block.text[start:end]`, each with one of `links`, all that it has; none
    where other words stand between them."""
    if len(links) < _SEVERAL or len({link.value for link in links}) < len(links):
        return [(start, end)] if links else []
    return _between_links(block, links, start, end) or _between_semicolons(block, links, start, end)


_SEVERAL = 2


def works_behind_leads(block: Block, links: Sequence[Span]) -> list[Stretch]:
    """The works of a whole block that stand in a row behind its start or a colon."""
    return _between_links(block, links, 0, len(block.text)) if links else []


def work_links(block: Block) -> list[Span]:
    """The links of a block whose words are a title and that lead where works are, or may be; in
    order."""
    found = [
        span
        for span in block.spans
        if span.type == "link" and _leads_to_work(block.text[span.start : span.end], span.value)
    ]
    return sorted(found, key=lambda span: span.start)


def _leads_to_work(text: str, address: str) -> bool:
    if is_button(text) or is_event(text):
        return False
    likeness = title_likeness(text)
    if evidence.SCHOLARLY & identifiers_of_url(address).keys():
        return likeness >= _CITED or (likeness > 0 and text.count(" ") >= _WORDS)
    return likeness >= _TITLED and link_type(address, text) in ("paper", "pdf")


def _between_links(block: Block, links: Sequence[Span], start: int, end: int) -> list[Stretch]:
    """The links with the brackets behind each, behind the start of the line or a colon."""
    text = block.text
    if not _LEAD.search(text[start : links[0].start]):
        return []
    found: list[Stretch] = []
    for link, following in zip(links, (*(each.start for each in links[1:]), None), strict=True):
        behind = _BEHIND.match(text, link.end, end if following is None else following)
        if behind is None or following not in (None, behind.end()):
            return []
        found.append((link.start, behind.end(1)))
    return found


def _between_semicolons(block: Block, links: Sequence[Span], start: int, end: int) -> list[Stretch]:
    """What semicolons part, where each part has a link."""
    marks = (match.span() for match in _SEMICOLON.finditer(block.text, start, end))
    places = [start, *(place for mark in marks for place in mark), end]
    parts = list(_pairs(places))
    starts = [link.start for link in links]
    own = (bisect_left(starts, last) - bisect_left(starts, first) for first, last in parts)
    return parts if all(count == 1 for count in own) else []


def _pairs(places: Sequence[int]) -> Iterator[Stretch]:
    yield from list(pairwise(places))[::2]
