"""Lists of papers: regions of a page whose items repeat, whatever their tags.

Elements of one shape (tag, class and parent's shape alike) form a pool; so do the lines that
`<br>` parts in one element. A pool is a list of papers when enough of its items read as papers;
then its weaker items profit from their neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.papers import evidence
from extractor.papers.fields.dates import find_dates, read_year
from extractor.papers.finder import Finder
from extractor.papers.item_pools import Pool, judged_pool
from extractor.papers.item_ranges import MIN_ITEMS, item_ranges, parts_of, without_tail
from extractor.papers.items import Item
from extractor.papers.list_reader import ListReader
from extractor.papers.list_signs import is_dated
from extractor.papers.possible_items import may_be_work
from extractor.papers.scholarly_items import is_surely_work
from extractor.papers.sections import Context, headings_above, lists_no_papers
from extractor.records import Candidate, Reading

_MAX_YEAR_HEADING = 24


def find(context: Context) -> Iterator[Candidate]:
    """Candidates from every pool that is a list of papers; pools of many sure items first."""
    from extractor.papers.reference_heading import reference_blocks

    references = reference_blocks(context)
    pools = list(_pools(context, ListReader(context)))
    taken: set[int] = set()
    for pool in sorted(pools, key=lambda pool: -_claim(pool, pools)):
        for item in pool.items:
            if taken.isdisjoint(item.blocks) and references.isdisjoint(item.blocks):
                taken.update(item.blocks)
                yield _candidate(context, item, pool.extra)


def _pools(context: Context, reader: ListReader) -> Iterator[Pool]:
    """The lists of papers; where the items are none together, or a part of them has nothing in it,
    the parts that are one by themselves."""
    for ranges in item_ranges(context):
        items = [without_tail(context, blocks) for blocks in ranges]
        pool = judged_pool(context, items, reader)
        if pool is not None:
            yield pool
        yield from _parts(context, items, pool, reader)


def _parts(
    context: Context, items: Sequence[tuple[int, ...]], pool: Pool | None, reader: ListReader
) -> Iterator[Pool]:
    """The lists of papers that parts of the items are, where `pool` is not all of them."""
    parts = list(parts_of(context, items))
    if not parts:
        return
    whole = pool is not None and bool(pool.extra)
    taken = {index for item in pool.items for index in item.blocks} if pool else set()
    telling = {
        blocks
        for blocks in items
        if is_dated(context, blocks) and taken.isdisjoint(blocks) and may_be_work(context, blocks)
    }
    if len(telling) < MIN_ITEMS:
        return
    for part in parts:
        if len(telling.intersection(part)) < MIN_ITEMS:
            continue
        if whole and not all(taken.isdisjoint(blocks) for blocks in part):
            continue
        found = judged_pool(context, part, reader)
        if found is not None:
            yield found


def _claim(pool: Pool, pools: Sequence[Pool]) -> float:
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
