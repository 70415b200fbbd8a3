"""Whether items of a list are works, by what was read of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.papers import evidence
from extractor.papers.fields.dates import find_dates
from extractor.papers.fields.identifiers import identifiers_of_url
from extractor.papers.fields.names import ends_in_title_label
from extractor.papers.fields.titles import title_likeness
from extractor.papers.fields.venues import venue_likeness
from extractor.papers.items import Item
from extractor.papers.sections import Context

_MOST, _SEVERAL, _TELLING = 0.6, 0.4, 0.3
"""Shares of the items that have what works have."""
_LIKE_TITLES = 0.5
_VENUE = 0.5
_LABEL = 16
"""Characters of the longest label in front of a title."""
_CITED = 30
"""Characters of a link that is a citation."""


def name_persons(items: Sequence[Item], fewest: int) -> bool:
    """Whether the items of a list are titles with the persons who wrote them, several for many:
    so are papers, while news, posts and talks have one person or none."""
    if len(items) < fewest:
        return False
    counts = [
        len(item.readings["authors"].value) if "authors" in item.readings else 0 for item in items
    ]
    titled = sum(item.likeness for item in items) / len(items)
    return (
        sum(count > 0 for count in counts) >= len(items) * _MOST
        and sum(count > 1 for count in counts) >= len(items) * _SEVERAL
        and titled >= _LIKE_TITLES
    )


def are_scholarly(context: Context, items: Sequence[Item]) -> bool:
    """Whether enough items have what teasers of articles lack: an identifier or a PDF, a venue,
    several persons and a year."""
    signs = sum(_is_addressed(item) or _is_published(context, item) for item in items)
    return signs >= len(items) * _TELLING * context.strictness


def _is_published(context: Context, item: Item) -> bool:
    readings = item.readings
    title = readings["title"]
    before = context.document.blocks[title.block].text[: title.start]
    if ends_in_title_label(before[-_LABEL:]):
        return True
    if "venue" in readings and venue_likeness(str(readings["venue"].value)) >= _VENUE:
        return True
    if "year" not in readings or "authors" not in readings:
        return False
    text = context.document.blocks[readings["year"].block].text
    # The full date of a piece of news is no year of publication.
    news = any(len(date.value) > len("2020-01") for date in find_dates(text))
    return not news and len(readings["authors"].value) > 1


def alike(items: Sequence[Item]) -> list[Item]:
    """The items that have what most of them have: persons; or a paper's own address, an abstract,
    or venue and year, as the owner's own works on a page that names coauthors alone."""
    named = [item for item in items if "authors" in item.readings]
    if len(named) < len(items) * _MOST:
        return list(items)
    return [
        item
        for item in items
        if "authors" in item.readings
        or _is_addressed(item)
        or _is_in_volume(item)
        or "abstract" in item.readings
        or {"venue", "year"} <= item.readings.keys()
    ]


def _is_in_volume(item: Item) -> bool:
    return "venue" in item.readings and "volume" in item.readings


def _is_addressed(item: Item) -> bool:
    if "identifiers" in item.readings:
        return True
    links = item.readings["links"].value if "links" in item.readings else ()
    return any(link.type == "pdf" for link in links)


def is_of_several(item: Item) -> bool:
    """Whether an item links to several works: a lecture with its readings."""
    links = item.readings["links"].value if "links" in item.readings else ()
    preprints = {identifiers_of_url(link.url).get("arxiv") for link in links} - {None}
    titled = [link for link in links if _names_work(link.text)]
    return len(preprints) > 1 or evidence.of_several_works(titled)


def _names_work(text: str) -> bool:
    """Whether a link's words are a title or a citation, no address."""
    return " " in text and (len(text) >= _CITED or title_likeness(text) >= _LIKE_TITLES)


def without_holders(context: Context, items: Sequence[Item]) -> Iterator[Item]:
    """The items without those that hold another one, of another title, and without those that
    another one of their title holds: elements of one shape may nest, a lecture around its readings,
    a table around a title."""
    surely = [
        item
        for item in items
        if {"authors", "identifiers"} & item.readings.keys()
        and item.confidence() >= evidence.threshold(context, "item")
    ]
    inside: dict[int, list[Item]] = {}
    for item in surely:
        inside.setdefault(item.blocks[0], []).append(item)
    widest: dict[tuple[str, int], int] = {}
    for item in items:
        for block in item.blocks:
            widest[item.title, block] = max(len(item.blocks), widest.get((item.title, block), 0))
    for item in items:
        if widest[item.title, item.blocks[0]] > len(item.blocks):
            continue
        others = (other for block in item.blocks for other in inside.get(block, ()))
        if not any(_holds(item, other) for other in others):
            yield item


def _holds(item: Item, other: Item) -> bool:
    """Whether `item` has all blocks of another one and more, and not its title."""
    if len(other.blocks) >= len(item.blocks) or other.title == item.title:
        return False
    return set(item.blocks).issuperset(other.blocks)


def is_surely_work(item: Item) -> bool:
    """Whether an item has persons and an identifier that only works have: no menu has both."""
    identifiers = item.readings.get("identifiers")
    if identifiers is None or "authors" not in item.readings:
        return False
    return not evidence.SCHOLARLY.isdisjoint(identifiers.value)
