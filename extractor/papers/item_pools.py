"""Whether the items of a list are works, and which of them: a pool.

A list is one of papers when enough of its items read as papers; then its weaker items profit from
their neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from extractor.papers import evidence
from extractor.papers.company import (
    are_news,
    is_brochure,
    is_event,
    is_menu,
    is_patent,
    with_persons_in_place,
    without_votes,
)
from extractor.papers.headlines_of_lists import with_headlines
from extractor.papers.item_ranges import MIN_ITEMS
from extractor.papers.item_titles import common_opener, opening_span, opens_with_title_lines
from extractor.papers.items import Item
from extractor.papers.list_reader import ListReader, ReadItem, with_labelled
from extractor.papers.list_signs import SHORTEST, is_cited, is_dated, links_to_work, median_width
from extractor.papers.pages_in_turn import are_in_turn, name_authors, with_pages
from extractor.papers.possible_items import (
    first_line,
    is_free,
    is_surely_none,
    may_be_sure,
    may_be_work,
)
from extractor.papers.scholarly_items import (
    alike,
    are_scholarly,
    is_of_several,
    name_persons,
    without_holders,
)
from extractor.papers.sections import Context, lists_papers, may_list_works
from extractor.papers.titles_in_place import title_in_place

_SURE = 0.7
_TELLING = 0.3
_FIELD = 0.15
_SAMPLE = 12
_NARROW = 30


@dataclass(frozen=True, slots=True)
class Pool:
    """The works of a list."""

    items: tuple[Item, ...]
    score: float
    extra: tuple[float, ...]
    """Evidence that the items' company gives each of them."""


def judged_pool(
    context: Context, ranges: Sequence[tuple[int, ...]], reader: ListReader
) -> Pool | None:
    """The pool's items that are papers, where it is a list of papers at all."""
    ranges = with_labelled(context, ranges, reader.goes_on)
    possible = [blocks for blocks in ranges if may_be_work(context, blocks)]
    if not possible or _is_narrow(context, possible):
        return None
    listed = lists_papers(context, possible[0][0])
    paged = are_in_turn(context, ranges)
    if not listed and not paged:
        # Elsewhere only works that are dated or addressed as papers are will pass in the end.
        telling = is_dated if len(ranges) >= MIN_ITEMS else is_cited
        dated = [blocks for blocks in possible if telling(context, blocks)]
        if not dated:
            return None
        if len(dated) < len(possible) * _TELLING:
            possible = dated
    # Menus are lists of the same shape.
    others = [blocks for blocks in ranges if not is_surely_none(context, blocks)]
    return _pool(context, possible, others, reader, listed=listed, paged=paged)


def _is_narrow(context: Context, possible: Sequence[tuple[int, ...]]) -> bool:
    """Whether a list is as narrow as menus are, and not all of it leads to works."""
    if median_width(context, possible) >= _NARROW:
        return False
    return not all(links_to_work(context, blocks) for blocks in possible)


def _opener(context: Context, possible: Sequence[tuple[int, ...]]) -> str:
    """What the items of a list open with: see common_opener; `line`: a line that is their title."""
    first = [first_line(context, blocks) for blocks in possible]
    several = sum(len(blocks) > 1 for blocks in possible)
    return common_opener(first) or ("line" if opens_with_title_lines(first, several) else "")


def _pool(
    context: Context,
    possible: Sequence[tuple[int, ...]],
    ranges: Sequence[tuple[int, ...]],
    reader: ListReader,
    *,
    listed: bool,
    paged: bool,
) -> Pool | None:
    """The papers among the `possible` items of a list; `paged`: their pages follow in turn."""
    if len(possible) < MIN_ITEMS and not may_be_sure(context, possible[0]):
        return None
    opener = _opener(context, possible)
    if opener and context.document.blocks[possible[0][0]].form == "term":
        possible = _without_own_terms(context, possible, opener)
    extra = [evidence.weights("evidence")["heading"]] if listed else []
    read = partial(reader.read, opener=opener)
    if _is_of_other_things(context, possible, extra, read):
        return None
    if not (listed or paged) and _are_too_few(context, possible, len(ranges), read):
        return _sure_ones(context, possible, read)
    items = _read(context, possible, read)
    count = len(ranges)
    paged = paged and name_authors(items)
    persons = paged or _name_persons(context, possible[0][0], items, listed=listed)
    if paged:
        extra.append(evidence.weights("evidence")["pages_in_turn"])
    if persons:
        extra.append(evidence.weights("evidence")["persons"])
        items = _with_unsigned(context, ranges, items, read)
        count = len(items)
    threshold = evidence.threshold(context, "item")
    strong = [item for item in items if item.confidence(*extra) >= threshold]
    if len(strong) < max(MIN_ITEMS, evidence.threshold(context, "region") * count):
        return _sure_pool(context, items)
    extra.append(evidence.weights("evidence")["siblings"])
    kept = [item for item in alike(items) if item.confidence(*extra) >= threshold and item.pieces]
    if not listed and not persons and not are_scholarly(context, kept):
        return None
    if paged:
        kept = list(with_pages(context, kept))
    return Pool(tuple(kept), sum(map(_worth, kept)), tuple(extra))


def _is_of_other_things(
    context: Context,
    possible: Sequence[tuple[int, ...]],
    extra: Sequence[float],
    read: ReadItem,
) -> bool:
    """Whether none of a few items of a long list is a work."""
    if len(possible) <= _SAMPLE * 2:
        return False
    threshold = evidence.threshold(context, "item")
    sample = map(read, possible[:: len(possible) // _SAMPLE])
    return not any(item and item.confidence(*extra) >= threshold for item in sample)


def _name_persons(context: Context, first: int, items: Sequence[Item], *, listed: bool) -> bool:
    """Whether the items are titles with persons, in a list that may be one of works."""
    addressed = sum(is_cited(context, item.blocks) for item in items) * 2 >= len(items)
    may = listed or addressed
    if not may and (not may_list_works(context, first) or are_news(context, items)):
        return False
    few = listed or all("abstract" in item.readings for item in items)
    return name_persons(items, _LISTED if few else _FEWEST)


def _are_too_few(
    context: Context, possible: Sequence[tuple[int, ...]], count: int, read: ReadItem
) -> bool:
    """Whether too few of a list's `count` items can be works, whatever persons their company finds:
    told before all of them are read, where nothing says that works are listed."""
    if may_list_works(context, possible[0][0]):
        return False
    if any(is_cited(context, blocks) for blocks in possible):
        return False
    least = max(MIN_ITEMS, evidence.threshold(context, "region") * count)
    persons = evidence.weights("evidence")["authors"]
    threshold = evidence.threshold(context, "item")
    left = len(possible)
    for blocks in possible:
        if left < least:
            return True
        item = read(blocks)
        left -= item is None or item.confidence(persons) < threshold
    return left < least


def _sure_ones(
    context: Context, possible: Sequence[tuple[int, ...]], read: ReadItem
) -> Pool | None:
    """The items of a list of other things that are works without company."""
    alone = [blocks for blocks in possible if may_be_sure(context, blocks)]
    return _sure_pool(context, _read(context, alone, read))


def _sure_pool(context: Context, items: Sequence[Item]) -> Pool | None:
    sure = tuple(item for item in items if _is_sure(context, item))
    return Pool(sure, sum(map(_worth, sure)), ()) if sure else None


def _read(context: Context, ranges: Sequence[tuple[int, ...]], read: ReadItem) -> list[Item]:
    """The items that read as works, without what a program has between them."""
    found = (read(blocks) for blocks in ranges if not is_event(first_line(context, blocks).text))
    items = [
        item
        for item in found
        if item is not None
        and not is_event(item.title)
        and not is_menu(context, item)
        and not is_patent(context, item)
        and not is_brochure(context, item)
        and not is_of_several(item)
    ]
    named = with_persons_in_place(context, list(without_holders(context, items)))
    return with_headlines(context, without_votes(context, named))


def _with_unsigned(
    context: Context, ranges: Sequence[tuple[int, ...]], items: Sequence[Item], read: ReadItem
) -> list[Item]:
    """The items with those that have one person and nothing else that papers have: in a list of
    titles with their persons, they are of its kind."""
    known = {item.blocks for item in items}
    taken = {index for blocks in known for index in blocks}
    more = [
        blocks
        for blocks in ranges
        if taken.isdisjoint(blocks)
        and not is_event(first_line(context, blocks).text)
        and is_free(context, blocks)
        and sum(len(context.document.blocks[index].text) for index in blocks) >= SHORTEST
    ]
    if not more or context.document.media_type == "text/plain":
        return list(items)
    in_place = title_in_place(context, items)
    unsigned = (read(blocks) or in_place(blocks) for blocks in more)
    everything = [*items, *(item for item in unsigned if item and not is_patent(context, item))]
    found = with_persons_in_place(context, sorted(everything, key=lambda item: item.blocks))
    return [
        item
        for item in found
        if item.blocks in known or ("authors" in item.readings and not is_event(item.title))
    ]


_FEWEST, _LISTED = 4, 2
"""Items of a list, and of one of papers as their heading says, or with an abstract for each."""


def _without_own_terms(
    context: Context, ranges: Sequence[tuple[int, ...]], opener: str
) -> list[tuple[int, ...]]:
    """Definition lists: a term that does not open as the others do goes with the one before."""
    joined: list[list[int]] = []
    for blocks in ranges:
        span = opening_span(first_line(context, blocks))
        opens = opener == "line" or (span is not None and span.type == opener)
        if joined and not opens and joined[-1][-1] + 1 == blocks[0]:
            joined[-1] += blocks
        else:
            joined.append(list(blocks))
    return list(map(tuple, joined))


def _worth(item: Item) -> float:
    """What an item adds to its pool's claim on its blocks: sure, and with many fields."""
    return item.confidence() * (1 + _FIELD * len(item.readings))


def _is_sure(context: Context, item: Item) -> bool:
    """Whether an item is a paper without the company of others: persons, and an identifier or a
    venue with them, and no list inside."""
    if not may_be_sure(context, item.blocks):
        return False
    named = "authors" in item.readings
    published = "venue" in item.readings and "year" in item.readings
    return named and ("identifiers" in item.readings or published) and item.confidence() >= _SURE
