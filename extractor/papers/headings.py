"""Headings as the titles of entries."""

from __future__ import annotations

from extractor.papers.links import identifiers_of, links_in, unique
from extractor.papers.sections import Context
from extractor.records import Link, Reading


def heading_links(context: Context, heading: int) -> tuple[Link, ...]:
    """The heading's own links, in-page anchors aside."""
    block = context.document.blocks[heading]
    return tuple(links_in(block, 0, len(block.text)))


def add_heading_links(context: Context, heading: int, readings: dict[str, Reading]) -> None:
    """Puts the heading's links in front of those that the entry has."""
    own = heading_links(context, heading)
    if not own:
        return
    old = readings["links"].value if "links" in readings else ()
    links = unique((*own, *old))
    readings["links"] = Reading(links, heading, 0, 0)
    identifiers = identifiers_of(own)
    if identifiers:
        known = readings["identifiers"].value if "identifiers" in readings else {}
        merged = {**identifiers, **known}
        readings["identifiers"] = Reading(merged, heading, 0, 0)
