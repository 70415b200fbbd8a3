"""The line of a landing page that names where its work appeared."""

from __future__ import annotations

from extractor.papers.embedded.header import Header
from extractor.papers.fields.dates import read_year
from extractor.papers.fields.venues import find_venue, read_venue
from extractor.papers.sections import Context
from extractor.records import Reading

_MAX_LINE = 200
_FAR = 12
"""Blocks behind the header that may hold the line."""


def read_venue_line(context: Context, header: Header, readings: dict[str, Reading]) -> set[int]:
    """Enters venue, volume and the like from the header or the labelled lines right behind it.

    A line counts where its label says so, or where it starts with a known venue. Returns the
    blocks of the line and its label.
    """
    blocks = context.document.blocks
    last = header.blocks[-1]
    for index in range(header.blocks[0] + 1, min(len(blocks), last + _FAR)):
        block = blocks[index]
        if index > last and block.form == "heading":
            break
        if not 2 < len(block.text) <= _MAX_LINE:
            continue
        label = _label_above(context, index)
        if label is None and not _names_venue(context, index):
            continue
        venue = read_venue(block.text)
        if venue is None:
            continue
        readings["venue"] = Reading(venue.name, index, 0, len(block.text))
        for name in ("volume", "issue", "pages"):
            value = getattr(venue, name)
            if value is not None:
                readings.setdefault(name, Reading(value, index, 0, len(block.text)))
        year = venue.year or read_year(block.text)
        if year is not None:
            readings.setdefault("year", Reading(year, index, 0, len(block.text)))
        return {index} if label is None else {label, index}
    return set()


def _label_above(context: Context, index: int) -> int | None:
    """The block right above that is nothing but a label of the venue ('Publication')."""
    parts = context.parts[index - 1] if index else ()
    if len(parts) == 1 and parts[0].alone and parts[0].label is not None:
        return index - 1 if parts[0].label.field in ("venue", "paper", "source") else None
    return None


def _names_venue(context: Context, index: int) -> bool:
    text = context.document.blocks[index].text
    found = find_venue(text)
    emphasis = any(span.type == "emphasis" for span in context.document.blocks[index].spans)
    return found is not None and found.start <= (4 if emphasis else 0)
