"""Lists of papers: regions of a page whose items repeat, whatever their tags.

Elements of one shape (tag, class and parent's shape alike) form a pool; so do the lines that
`<br>` parts in one element. A pool is a list of papers when enough of its items read as papers;
then its weaker items profit from their neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from extractor.papers import evidence
from extractor.papers.company import (
    are_news,
    is_event,
    is_menu,
    is_patent,
    with_persons_in_place,
    without_votes,
)
from extractor.papers.fields.dates import find_dates, read_year
from extractor.papers.finder import Finder
from extractor.papers.headlines_of_lists import with_headlines
from extractor.papers.item_ranges import MIN_ITEMS, item_ranges, parts_of, without_tail
from extractor.papers.item_texts import is_named_abstract
from extractor.papers.item_titles import common_opener, opening_span, opens_with_title_lines
from extractor.papers.items import Item, read_item
from extractor.papers.list_signs import (
    SHORTEST,
    cites_work,
    has_sign,
    is_cited,
    is_dated,
    links_to_work,
    median_width,
)
from extractor.papers.pages_in_turn import are_in_turn, name_authors, with_pages
from extractor.papers.prose import is_prose
from extractor.papers.scholarly_items import (
    alike,
    are_scholarly,
    is_of_several,
    is_surely_work,
    name_persons,
    without_holders,
)
from extractor.papers.sections import (
    Context,
    headings_above,
    lists_no_papers,
    lists_papers,
    may_list_works,
)
from extractor.papers.titles_in_place import title_in_place
from extractor.records import Block, Candidate, Reading

_SURE = 0.7
_TELLING = 0.3
_FIELD = 0.15
_TITLED = 0.35
_MAX_YEAR_HEADING = 24
_SAMPLE = 12
_NARROW = 30
_NO_LISTS = frozenset(
    "nav toc prev_next comments share login icp_footer copyright disclaimer seo".split()
)


@dataclass(frozen=True, slots=True)
class _Pool:
    items: tuple[Item, ...]
    score: float
    extra: tuple[float, ...]
    """Evidence that the items' company gives each of them."""


def find(context: Context) -> Iterator[Candidate]:
    """Candidates from every pool that is a list of papers; pools of many sure items first."""
    from extractor.papers.reference_heading import reference_blocks

    references = reference_blocks(context)
    pools = list(_pools(context, _Reader(context)))
    taken: set[int] = set()
    for pool in sorted(pools, key=lambda pool: -_claim(pool, pools)):
        for item in pool.items:
            if taken.isdisjoint(item.blocks) and references.isdisjoint(item.blocks):
                taken.update(item.blocks)
                yield _candidate(context, item, pool.extra)


def _pools(context: Context, reader: _Reader) -> Iterator[_Pool]:
    """The lists of papers; where the items are none together, or a part of them has nothing in it,
    the parts that are one by themselves."""
    for ranges in item_ranges(context):
        items = [without_tail(context, blocks) for blocks in ranges]
        pool = _judge(context, items, reader)
        if pool is not None:
            yield pool
        yield from _parts(context, items, pool, reader)


def _parts(
    context: Context, items: Sequence[tuple[int, ...]], pool: _Pool | None, reader: _Reader
) -> Iterator[_Pool]:
    """The lists of papers that parts of the items are, where `pool` is not all of them."""
    parts = list(parts_of(context, items))
    if not parts:
        return
    whole = pool is not None and bool(pool.extra)
    taken = {index for item in pool.items for index in item.blocks} if pool else set()
    telling = {
        blocks
        for blocks in items
        if is_dated(context, blocks) and taken.isdisjoint(blocks) and _may_be(context, blocks)
    }
    if len(telling) < MIN_ITEMS:
        return
    for part in parts:
        if len(telling.intersection(part)) < MIN_ITEMS:
            continue
        if whole and not all(taken.isdisjoint(blocks) for blocks in part):
            continue
        found = _judge(context, part, reader)
        if found is not None:
            yield found


def _claim(pool: _Pool, pools: Sequence[_Pool]) -> float:
    """A pool's claim on its blocks; more where another pool's items are parts of this one's, a
    title's line and a citation's, or lack the lines with their numbers."""
    blocks = {index for item in pool.items for index in item.blocks}
    parted = any(
        len(other.items) >= len(pool.items)
        and blocks > {index for item in other.items for index in item.blocks}
        for other in pools
    )
    return pool.score * (_WHOLE if parted else 1.0)


_WHOLE = 1.1
"""How much more whole items count than their parts, which must add something to be entries."""


def _with_labelled(
    context: Context, ranges: Sequence[tuple[int, ...]], goes_on: Callable[[int], bool]
) -> list[tuple[int, ...]]:
    """The items with the labelled paragraphs ('Abstract: …') that follow each of them."""
    starts = {blocks[0] for blocks in ranges if not goes_on(blocks[0])}
    longer: list[tuple[int, ...]] = []
    for blocks in ranges:
        if blocks[0] not in starts and longer:
            continue
        end = blocks[-1] + 1
        while end < len(context.document.blocks) and end not in starts and goes_on(end):
            end += 1
        longer.append((*blocks, *range(blocks[-1] + 1, end)))
    return longer


def _goes_on(context: Context, block: int) -> bool:
    """Whether a block opens with the label of a text about the paper before it, or is in an
    element that is called its abstract."""
    parts = context.parts[block]
    label = parts[0].label if parts else None
    if label is not None and label.field in _FOLLOWING:
        return True
    element = context.document.blocks[block].element
    for _ in range(2):
        if element >= 0:
            if is_named_abstract(context.document.elements[element]):
                return True
            element = context.document.elements[element].parent
    return False


_FOLLOWING = frozenset("abstract abstract_translation summary keywords note".split())


def _opener(context: Context, possible: Sequence[tuple[int, ...]]) -> str:
    """What the items of a list open with: see common_opener; `line`: a line that is their title."""
    first = [_first_line(context, blocks) for blocks in possible]
    several = sum(len(blocks) > 1 for blocks in possible)
    return common_opener(first) or ("line" if opens_with_title_lines(first, several) else "")


def _judge(context: Context, ranges: Sequence[tuple[int, ...]], reader: _Reader) -> _Pool | None:
    """The pool's items that are papers, where it is a list of papers at all."""
    ranges = _with_labelled(context, ranges, reader.goes_on)
    possible = [blocks for blocks in ranges if _may_be(context, blocks)]
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
    others = [blocks for blocks in ranges if not _is_surely_none(context, blocks)]
    return _pool(context, possible, others, reader, listed=listed, paged=paged)


def _is_narrow(context: Context, possible: Sequence[tuple[int, ...]]) -> bool:
    """Whether a list is as narrow as menus are, and not all of it leads to works."""
    if median_width(context, possible) >= _NARROW:
        return False
    return not all(links_to_work(context, blocks) for blocks in possible)


def _pool(
    context: Context,
    possible: Sequence[tuple[int, ...]],
    ranges: Sequence[tuple[int, ...]],
    reader: _Reader,
    *,
    listed: bool,
    paged: bool,
) -> _Pool | None:
    """The papers among the `possible` items of a list; `paged`: their pages follow in turn."""
    if len(possible) < MIN_ITEMS and not _may_be_sure(context, possible[0]):
        return None
    count = len(ranges)
    opener = _opener(context, possible)
    if opener and context.document.blocks[possible[0][0]].form == "term":
        possible = _without_own_terms(context, possible, opener)
    extra = [evidence.weights("evidence")["heading"]] if listed else []
    threshold = evidence.threshold(context, "item")
    read = partial(reader.read, opener=opener)
    if len(possible) > _SAMPLE * 2:
        # Long lists of other things are told by a few of their items.
        step = len(possible) // _SAMPLE
        sample = map(read, possible[::step])
        if not any(item and item.confidence(*extra) >= threshold for item in sample):
            return None
    may = listed or paged or may_list_works(context, possible[0][0])
    if not may and not any(is_cited(context, blocks) for blocks in possible):
        least = max(MIN_ITEMS, evidence.threshold(context, "region") * count)
        if _are_too_few(context, possible, least, read):
            return _sure_ones(context, possible, read)
    items = _read(context, possible, read)
    addressed = sum(is_cited(context, item.blocks) for item in items) * 2 >= len(items)
    may = (
        listed
        or addressed
        or (may_list_works(context, possible[0][0]) and not are_news(context, items))
    )
    few = listed or all("abstract" in item.readings for item in items)
    persons = may and name_persons(items, _LISTED if few else _FEWEST)
    paged = paged and name_authors(items)
    persons = persons or paged
    if paged:
        extra.append(evidence.weights("evidence")["pages_in_turn"])
    if persons:
        extra.append(evidence.weights("evidence")["persons"])
        items = _with_unsigned(context, ranges, items, read)
        count = len(items)
    strong = [item for item in items if item.confidence(*extra) >= threshold]
    if len(strong) < max(MIN_ITEMS, evidence.threshold(context, "region") * count):
        return _sure_pool(context, items)
    extra.append(evidence.weights("evidence")["siblings"])
    kept = [item for item in alike(items) if item.confidence(*extra) >= threshold and item.pieces]
    if not listed and not persons and not are_scholarly(context, kept):
        return None
    if paged:
        kept = list(with_pages(context, kept))
    return _Pool(tuple(kept), sum(map(_worth, kept)), tuple(extra))


_Read = Callable[[tuple[int, ...]], Item | None]
"""Reads an item of one list."""


class _Reader:
    """Reads the items of a page's lists, which share many of them: each once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._on: dict[int, bool] = {}
        self._known: dict[tuple[tuple[int, ...], str], Item | None] = {}

    def read(self, blocks: tuple[int, ...], opener: str) -> Item | None:
        """The item as a list reads it whose items open with `opener`."""
        key = (blocks, opener)
        if key not in self._known:
            self._known[key] = read_item(self._context, blocks, opener)
        return self._known[key]

    def goes_on(self, block: int) -> bool:
        """Whether a block goes on with the item before it."""
        found = self._on.get(block)
        if found is None:
            found = self._on[block] = _goes_on(self._context, block)
        return found


def _are_too_few(
    context: Context, possible: Sequence[tuple[int, ...]], least: float, read: _Read
) -> bool:
    """Whether fewer than `least` of the items can be works, whatever persons their company finds:
    told before all of them are read."""
    persons = evidence.weights("evidence")["authors"]
    threshold = evidence.threshold(context, "item")
    left = len(possible)
    for blocks in possible:
        if left < least:
            return True
        item = read(blocks)
        left -= item is None or item.confidence(persons) < threshold
    return left < least


def _sure_ones(context: Context, possible: Sequence[tuple[int, ...]], read: _Read) -> _Pool | None:
    """The items of a list of other things that are works without company."""
    alone = [blocks for blocks in possible if _may_be_sure(context, blocks)]
    return _sure_pool(context, _read(context, alone, read))


def _sure_pool(context: Context, items: Sequence[Item]) -> _Pool | None:
    sure = tuple(item for item in items if _is_sure(context, item))
    return _Pool(sure, sum(map(_worth, sure)), ()) if sure else None


def _read(context: Context, ranges: Sequence[tuple[int, ...]], read: _Read) -> list[Item]:
    """The items that read as works, without what a program has between them."""
    found = (read(blocks) for blocks in ranges if not is_event(_first_line(context, blocks).text))
    items = [
        item
        for item in found
        if item is not None
        and not is_event(item.title)
        and not is_menu(context, item)
        and not is_patent(context, item)
        and not is_of_several(item)
    ]
    named = with_persons_in_place(context, list(without_holders(context, items)))
    return with_headlines(context, without_votes(context, named))


def _with_unsigned(
    context: Context, ranges: Sequence[tuple[int, ...]], items: Sequence[Item], read: _Read
) -> list[Item]:
    """The items with those that have one person and nothing else that papers have: in a list of
    titles with their persons, they are of its kind."""
    known = {item.blocks for item in items}
    taken = {index for blocks in known for index in blocks}
    more = [
        blocks
        for blocks in ranges
        if taken.isdisjoint(blocks)
        and not is_event(_first_line(context, blocks).text)
        and _is_free(context, blocks)
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
        span = opening_span(_first_line(context, blocks))
        opens = opener == "line" or (span is not None and span.type == opener)
        if joined and not opens and joined[-1][-1] + 1 == blocks[0]:
            joined[-1] += blocks
        else:
            joined.append(list(blocks))
    return list(map(tuple, joined))


def _worth(item: Item) -> float:
    """What an item adds to its pool's claim on its blocks: sure, and with many fields."""
    return item.confidence() * (1 + _FIELD * len(item.readings))


def _first_line(context: Context, blocks: Sequence[int]) -> Block:
    """The first block of an item that has text."""
    lines = (context.document.blocks[index] for index in blocks)
    return next((line for line in lines if line.text), context.document.blocks[blocks[0]])


def _is_sure(context: Context, item: Item) -> bool:
    """Whether an item is a paper without the company of others: persons, and an identifier or a
    venue with them, and no list inside."""
    if not _may_be_sure(context, item.blocks):
        return False
    named = "authors" in item.readings
    published = "venue" in item.readings and "year" in item.readings
    return named and ("identifiers" in item.readings or published) and item.confidence() >= _SURE


def _may_be_sure(context: Context, numbers: Sequence[int]) -> bool:
    """Whether blocks hold no list and no running text: asked before anything is read of them."""
    blocks = [context.document.blocks[number] for number in numbers]
    if sum(block.form in ("item", "heading") for block in blocks) > 1:
        return False
    return not any(is_prose(block.text, shortest=80, per_word=130) for block in blocks)


def _may_be(context: Context, blocks: Sequence[int]) -> bool:
    """Whether an item may be a paper at all: it has words, no labels, and is no navigation."""
    if _is_surely_none(context, blocks):
        return False
    return _is_free(context, blocks) and has_sign(context, blocks)


def _is_surely_none(context: Context, blocks: Sequence[int]) -> bool:
    """Whether an item was judged to be of a kind that lists no works, and cites none."""
    judged = [context.judgements[index] for index in blocks]
    surely = all(each.kind in _NO_LISTS and each.confidence >= 0.8 for each in judged)
    return surely and not cites_work(context, blocks)


def _is_free(context: Context, blocks: Sequence[int]) -> bool:
    """Whether no better finder has an item's blocks, and no label calls it otherwise."""
    if not context.claimed.isdisjoint(blocks) or _is_header(context, blocks):
        return False
    labels = [part.label for index in blocks for part in context.parts[index] if part.label]
    return not any(
        label.field in ("title", "paper") and label.weight >= _TITLED for label in labels
    )


def _is_header(context: Context, blocks: Sequence[int]) -> bool:
    """Whether blocks are the row of a table that names its columns."""
    return all(context.document.blocks[index].header for index in blocks)


def _candidate(context: Context, item: Item, extra: Sequence[float]) -> Candidate:
    readings = dict(item.readings)
    if "year" not in readings:
        year = heading_year(context, item.blocks[0])
        if year is not None:
            readings["year"] = year
    confidence = item.confidence(*extra)
    if lists_no_papers(context, item.blocks[0]):
        confidence *= evidence.weights("factor")["other_section"]
    against = evidence.AGAINST_LISTED - (_MENUS if is_surely_work(item) else frozenset())
    if evidence.boilerplate_share(context, item.blocks, against) > 0.5:
        confidence *= evidence.weights("factor")["boilerplate"]
    return Candidate("repeated_items", "featured", item.blocks, readings, round(confidence, 3))


_MENUS = frozenset(("nav", "toc"))


def heading_year(context: Context, block: int) -> Reading | None:
    """The year that a heading above the block is, the page's own title aside."""
    for heading in headings_above(context, block):
        text = context.document.blocks[heading].text
        dates = find_dates(text) if len(text) <= _MAX_YEAR_HEADING else ()
        # A day or month heads the sessions of a program, a bare year the works of that year.
        year = read_year(text) if dates and all(len(date.value) == 4 for date in dates) else None
        if year is not None:
            return Reading(year, heading, 0, len(text))
    return None


FINDER = Finder("repeated_items", 50, find)
