"""Records that describe an item which the page prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.papers.embedded import self_citation
from extractor.papers.embedded.page_title import is_page_title, page_title_block
from extractor.papers.embedded.placing import Placed, place
from extractor.papers.embedded.printed import key_of
from extractor.papers.embedded.readings import readings_of
from extractor.papers.embedded.records import Embedded
from extractor.papers.fields.titles import read_title
from extractor.papers.items import read_item
from extractor.papers.reference_heading import reference_blocks
from extractor.papers.sections import Context
from extractor.records import Candidate, Reading, Role

_SURE = 0.95
_DOUBTFUL = 0.6
_NEUTRAL = ("links", "identifiers", "number")
"""Fields that do not depend on which words of an item are its title."""


def attached(context: Context, finder: str, records: Sequence[Embedded]) -> Iterator[Candidate]:
    """A candidate per record whose title is printed outside it, with the printed item's blocks.

    What the item prints counts before what is embedded; the page's own title is no item.
    """
    if not records:
        return
    references = reference_blocks(context)
    own = page_title_block(context)
    listed = [record for record in records if not _is_of_page(context, record)]
    if len(listed) == 1 and listed[0].blocks and self_citation.is_one(context.document, listed[0]):
        return
    for placed in place(context, listed):
        if placed.spot.block != own and placed.blocks:
            role: Role = "reference" if placed.spot.block in references else "featured"
            yield Candidate(
                finder, role, _blocks(placed), _readings(context, placed), _confidence(placed)
            )


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


def _readings(context: Context, placed: Placed) -> dict[str, Reading]:
    spot = placed.spot
    found = readings_of(placed.record.work, spot.block, spot.start, spot.end)
    printed = read_title(context.document.blocks[spot.block].text[spot.start : spot.end])
    if printed is not None:
        found["title"] = Reading(printed.title, spot.block, spot.start, spot.end)
    if not context.claimed.isdisjoint(placed.blocks):
        return found
    item = read_item(context, placed.blocks)
    if item is None:
        return found
    title = item.readings["title"]
    if title.block == spot.block and title.start < spot.end and spot.start < title.end:
        return {**found, **item.readings, "title": found["title"]}
    neutral = {name: item.readings[name] for name in _NEUTRAL if name in item.readings}
    return {**found, **neutral}
