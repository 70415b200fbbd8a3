"""Records that describe an item which the page prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.papers.embedded import self_citation
from extractor.papers.embedded.page_title import is_page_title, page_title_block
from extractor.papers.embedded.placing import Placed, place
from extractor.papers.embedded.printed import key_of
from extractor.papers.embedded.printed_authors import printed_authors
from extractor.papers.embedded.readings import readings_of
from extractor.papers.embedded.records import Embedded
from extractor.papers.fields.titles import read_title
from extractor.papers.items import Item, read_item
from extractor.papers.reference_heading import reference_blocks
from extractor.papers.sections import Context
from extractor.records import Candidate, Reading, Role

_SURE = 0.95
_DOUBTFUL = 0.6
_MISREAD = 0.79
"""Below what claims an item's blocks, so that the list around it is still judged as a whole."""
_NEUTRAL = ("links", "identifiers", "number")
"""Fields that do not depend on which words of an item are its title."""


def attached(context: Context, finder: str, records: Sequence[Embedded]) -> Iterator[Candidate]:
    """A candidate per record whose title is printed outside it, with the printed item's blocks.

    What the item prints counts before what is embedded; the page's own title is no item.
    """
    for placed, role in _placed(context, records):
        readings = _embedded(context, placed)
        if context.claimed.isdisjoint(placed.blocks):
            item = read_item(context, placed.blocks)
            if item is not None and _agrees(item, placed):
                readings = {**readings, **item.readings, "title": readings["title"]}
            elif item is not None:
                readings |= _neutral(item)
        yield Candidate(finder, role, _blocks(placed), readings, _confidence(placed))


def misread(context: Context, finder: str, records: Sequence[Embedded]) -> Iterator[Candidate]:
    """A candidate per record whose printed item, read by itself, would get another title."""
    for placed, role in _placed(context, records):
        if not context.claimed.isdisjoint(placed.blocks):
            continue
        item = read_item(context, placed.blocks)
        if item is not None and not _agrees(item, placed):
            readings = {**_embedded(context, placed), **_neutral(item)}
            confidence = min(_MISREAD, _confidence(placed))
            yield Candidate(finder, role, _blocks(placed), readings, confidence)


def _placed(context: Context, records: Sequence[Embedded]) -> Iterator[tuple[Placed, Role]]:
    listed = [record for record in records if not _is_of_page(context, record)]
    if len(listed) == 1 and listed[0].blocks and self_citation.is_one(context.document, listed[0]):
        return
    references = reference_blocks(context) if listed else frozenset()
    own = page_title_block(context) if listed else None
    for placed in place(context, listed) if listed else ():
        if placed.spot.block != own and placed.blocks:
            yield placed, "reference" if placed.spot.block in references else "featured"


def _is_of_page(context: Context, record: Embedded) -> bool:
    """Whether a record is about the page itself, which is no item of it."""
    return is_page_title(context, key_of(record.work.title)) or self_citation.cites_page(
        context.document, record
    )


def _blocks(placed: Placed) -> tuple[int, ...]:
    return tuple(sorted({*placed.blocks, *placed.record.blocks}))


def _confidence(placed: Placed) -> float:
    work = placed.record.work
    typed = placed.record.form in ("bibtex", "ris") and not placed.record.loose
    return _SURE if work.authors and (typed or work.is_scholarly()) else _DOUBTFUL


def _embedded(context: Context, placed: Placed) -> dict[str, Reading]:
    """The record's values, with the title as printed."""
    spot = placed.spot
    found = readings_of(placed.record.work, spot.block, spot.start, spot.end)
    printed = read_title(context.document.blocks[spot.block].text[spot.start : spot.end])
    if printed is not None:
        found["title"] = Reading(printed.title, spot.block, spot.start, spot.end)
    authors = printed_authors(
        context.document, placed.blocks, spot.block, placed.record.work.authors
    )
    if authors is not None:
        found["authors"] = authors
    return found


def _agrees(item: Item, placed: Placed) -> bool:
    """Whether an item's title, as read, lies where the record's is printed."""
    title, spot = item.readings["title"], placed.spot
    return title.block == spot.block and title.start < spot.end and spot.start < title.end


def _neutral(item: Item) -> dict[str, Reading]:
    return {name: item.readings[name] for name in _NEUTRAL if name in item.readings}
