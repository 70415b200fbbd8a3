"""Lists of papers in plain text, whose lines are told apart by what they say.

Which lines are titles, persons and venues was read before (extractor.papers.plain); here the
records become entries where enough of them stand together and read as scholarly works.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor import lexicon
from extractor.papers import evidence
from extractor.papers.fields.venues import venue_likeness
from extractor.papers.finder import Finder
from extractor.papers.finders.repeated_items import heading_year
from extractor.papers.items import Item, read_item
from extractor.papers.plain.hints import commentary
from extractor.papers.reference_heading import reference_blocks
from extractor.papers.sections import Context, PrintedRecord, is_headed, lists_no_papers
from extractor.records import Candidate

_MIN_ITEMS = 3
_APART = 12
"""Blocks between two records of one list, at most."""
_TELLING = 0.3
_MOST = 0.5
_TITLED, _GOOD = 0.6, 0.6
_VENUE = 0.5


def find(context: Context) -> Iterator[Candidate]:
    """Candidates from every list of at least three records."""
    references = reference_blocks(context)
    records = [
        record
        for record in context.records
        if context.claimed.isdisjoint(record.blocks) and references.isdisjoint(record.blocks)
    ]
    own = frozenset(block for record in records for block in record.blocks)
    for group in _lists(records):
        items = [item for record in group if (item := _read(context, record)) is not None]
        items = _alike(_once(context, items))
        if len(items) < _MIN_ITEMS:
            continue
        listed = is_headed(context, min(items[0].blocks), own) or _is_discussed(context, items)
        if not _is_scholarly(items) and not (listed and _is_list(items)):
            continue
        yield from _candidates(context, items, listed=listed)


def _lists(records: Sequence[PrintedRecord]) -> Iterator[list[PrintedRecord]]:
    current: list[PrintedRecord] = []
    for record in records:
        if current and record.blocks[0] - current[-1].blocks[-1] > _APART:
            yield current
            current = []
        current.append(record)
    if current:
        yield current


def _read(context: Context, record: PrintedRecord) -> Item | None:
    opener = "" if record.cited else "strong"
    others = [block for block in record.blocks if block != record.title]
    return read_item(context, (record.title, *others), opener)


def _once(context: Context, items: Sequence[Item]) -> list[Item]:
    """Without what repeats an item in another form: awards named above a list."""
    lone = [item for item in items if len(item.blocks) == 1]
    if len(lone) > len(items) * _TELLING:
        return list(items)
    texts = [lexicon.fold(context.document.blocks[item.blocks[0]].text) for item in lone]
    titles = [
        lexicon.fold(str(item.readings["title"].value)) for item in items if len(item.blocks) > 1
    ]
    repeated = {
        id(item)
        for item, text in zip(lone, texts, strict=True)
        if any(title in text for title in titles)
    }
    return [item for item in items if id(item) not in repeated]


def _alike(items: Sequence[Item]) -> list[Item]:
    """The records that have persons, where most of their list do, or were published."""
    named = [item for item in items if "authors" in item.readings]
    if len(named) < len(items) * _MOST:
        return list(items)
    return [item for item in items if {"authors", "identifiers", "venue"} & item.readings.keys()]


def _is_scholarly(items: Sequence[Item]) -> bool:
    """Whether enough records have what lists of articles and of talks lack."""
    return sum(map(_is_published, items)) >= len(items) * _TELLING


def _is_list(items: Sequence[Item]) -> bool:
    """Whether most records have a good title, or persons."""
    good = sum(item.likeness >= _TITLED or _persons(item) > 1 for item in items)
    return good >= len(items) * _GOOD


def _persons(item: Item) -> int:
    return len(item.readings["authors"].value) if "authors" in item.readings else 0


def _is_discussed(context: Context, items: Sequence[Item]) -> bool:
    """Whether below most titles the page speaks of a paper: 'This paper proposes ...'."""
    blocks = context.document.blocks
    spoken = sum(
        any(commentary().search(blocks[number].text) for number in item.blocks[1:])
        for item in items
    )
    return spoken >= len(items) * _MOST


def _is_published(item: Item) -> bool:
    readings = item.readings
    if "identifiers" in readings:
        return True
    if "venue" in readings and venue_likeness(str(readings["venue"].value)) >= _VENUE:
        return True
    return "year" in readings and _persons(item) > 1


def _candidates(context: Context, items: Sequence[Item], *, listed: bool) -> Iterator[Candidate]:
    weights = evidence.weights("evidence")
    extra = [weights["siblings"], *([weights["heading"]] if listed else [])]
    for item in items:
        readings = dict(item.readings)
        if "year" not in readings:
            year = heading_year(context, min(item.blocks))
            if year is not None:
                readings["year"] = year
        confidence = item.confidence(*extra)
        if lists_no_papers(context, min(item.blocks)):
            confidence *= evidence.weights("factor")["other_section"]
        if confidence >= evidence.threshold(context, "item"):
            yield Candidate(
                "text_records", "featured", tuple(sorted(item.blocks)), readings,
                round(confidence, 3),
            )  # fmt: skip


FINDER = Finder("text_records", 45, find)
