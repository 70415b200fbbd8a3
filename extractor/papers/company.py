"""What the items of a list tell of one another: where their persons stand, and who is no work."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from extractor.lexicon import load
from extractor.papers import evidence
from extractor.papers.buttons import is_button
from extractor.papers.fields._text import has_cjk
from extractor.papers.fields.dates import find_dates
from extractor.papers.fields.names import read_authors
from extractor.papers.fields.venues import read_venue
from extractor.papers.inverted_names import with_inverted_names
from extractor.papers.item_signs import is_bare_number
from extractor.papers.items import Item, own_links
from extractor.papers.labels import Part, label_of
from extractor.papers.named_parts import are_names, text_of_part
from extractor.papers.person_ends import free_prefixes
from extractor.papers.persons_by_place import persons_by_place
from extractor.papers.sections import Context
from extractor.records import Block, Reading

_MOST = 0.6
_FEWEST = 3
_UNKNOWN = 0.5
"""How much words read as persons that stand where the other items have theirs."""


def with_persons_in_place(context: Context, items: Sequence[Item]) -> list[Item]:
    """The items, those without persons read anew where most others have theirs: on the same line,
    counted from the title. No list knows every name."""
    items = [
        item if persons is None else replace(item, readings={**item.readings, "authors": persons})
        for item, persons in zip(
            items, with_inverted_names([item.readings for item in items]), strict=True
        )
    ]
    places = Counter(place for item in items if (place := _place_of_persons(item)) is not None)
    if not places:
        return list(items)
    place, count = places.most_common(1)[0]
    if count < max(_FEWEST, _MOST * sum(places.values())):
        return list(items)
    return [
        item if "authors" in item.readings else _with_persons(context, item, place)
        for item in items
    ]


def _place_of_persons(item: Item) -> tuple[int, bool] | None:
    """The line of the persons, counted from the title's; and whether they stand before it."""
    title, authors = item.readings["title"], item.readings.get("authors")
    if authors is None:
        return None
    return authors.block - title.block, authors.start < title.start


def _with_persons(context: Context, item: Item, place: tuple[int, bool]) -> Item:
    title = item.readings["title"]
    index = title.block + place[0]
    if index not in item.blocks:
        return item
    line = context.document.blocks[index]
    stretch = Part(index, 0, len(line.text))
    if not place[0]:
        stretch = (
            Part(index, 0, title.start) if place[1] else Part(index, title.end, len(line.text))
        )
    for part in (
        *_before_last_clause(line, stretch, item.readings.get("venue")),
        *free_prefixes(line, stretch),
    ):
        text = text_of_part((line,), part).strip(" ,;:")
        named = are_names(text.strip(" ,.;:")) or _INVERTED.fullmatch(text)
        people = read_authors(text).people if named and not label_of(text) else ()
        bare = _WORKPLACE.sub("", text)
        if not named and has_cjk(text) and not label_of(bare) and not _is_linked(line, part):
            people = persons_by_place(bare, _SHORTEST_NAME)
        rest = {**item.readings, **_venue_behind(line, part, item.readings.get("venue"))}
        if people and not any(
            _is_taken(reading, part) for name, reading in rest.items() if name != "year"
        ):
            readings = {**rest, "authors": Reading(people, index, part.start, part.end)}
            if "links" in readings:
                links = tuple(own_links(readings["links"].value, readings))
                readings["links"] = replace(readings["links"], value=links)
            weight = evidence.weights("evidence")["authors"] * _UNKNOWN
            return replace(item, readings=readings, pieces=(*item.pieces, weight))
    return item


def _before_last_clause(line: Block, stretch: Part, venue: Reading | None) -> Iterator[Part]:
    """What stands before the last clause of what was read as a venue from the stretch's first word
    on: 'A. Lima, Tide Notes' is none where the other items have persons."""
    name = str(venue.value) if venue is not None and venue.block == line.index else ""
    comma = name.rfind(", ")
    start = line.text.find(name, stretch.start) if comma > 0 else -1
    if start >= 0 and not any(map(str.isalnum, line.text[stretch.start : start])):
        yield Part(line.index, start, start + comma)


def _venue_behind(line: Block, persons: Part, venue: Reading | None) -> dict[str, Reading]:
    """The venue without the persons that were taken for its beginning: 'A. Lima, Tides' behind
    titles whose persons stand there."""
    if venue is None or venue.block != line.index:
        return {}
    name, text = str(venue.value), line.text[persons.start : persons.end]
    if not name.startswith(text):
        return {}
    rest = read_venue(name[len(text) :].strip(" ,.;:"))
    if rest is None:
        return {}
    return {"venue": replace(venue, value=rest.name, start=max(venue.start, persons.end))}


def _is_linked(line: Block, part: Part) -> bool:
    """Whether links stand in a stretch: persons whom nothing tells have none."""
    return any(
        span.type == "link" and span.start < part.end and part.start < span.end
        for span in line.spans
    )


_SHORTEST_NAME = 2
_WORKPLACE = re.compile(r"\s?[(\uff08][^()\uff08\uff09]*[)\uff09]?$")
# 'Okoth, J., Sousa, M.'
_INVERTED = re.compile(
    r"[A-Z][\w'’-]{1,30}, (?:[A-Z]\.[ -]?){1,3}"
    r"(?:(?:,|;|,? and|,? &) [A-Z][\w'’-]{1,30}, (?:[A-Z]\.[ -]?){1,3}){0,20}"
)


def _is_taken(reading: Reading, part: Part) -> bool:
    return reading.block == part.block and reading.start < part.end and part.start < reading.end


def are_news(context: Context, items: Sequence[Item]) -> bool:
    """Whether items with persons are news: dated to the day, or all by the same few writers."""
    named = [item.readings["authors"].value for item in items if "authors" in item.readings]
    writers = {tuple(person.name for person in people) for people in named}
    if len(named) >= _FEWEST and len(writers) * 2 < len(named):
        return True
    blocks = context.document.blocks
    dated = sum(any(_tells_a_day(blocks[index].text) for index in item.blocks) for item in items)
    return dated * 2 > len(items)


def _tells_a_day(text: str) -> bool:
    """Whether a short line holds a date to the day."""
    if len(text) > _MAX_DATED or not _DIGIT.search(text):
        return False
    return any(len(date.value) > len("2020-01") for date in find_dates(text))


_MAX_DATED = 200
_DIGIT = re.compile(r"\d")


def is_event(text: str) -> bool:
    """Whether a line of a program is no work: a break, a welcome, an invited talk."""
    return _events().match(text) is not None


@cache
def _events() -> re.Pattern[str]:
    data = load("extractor.papers", "data/lists.toml")["events"]
    surely, alone = "|".join(data["starts"]), "|".join(data["alone"])
    time = r"[\W\d]*+(?:[ap]\.?m\.?[\W\d]*+){0,2}"
    return re.compile(rf"\A{time}(?:(?:{surely})\b|(?:{alone})\s*(?:[:(–—-]|$))", re.IGNORECASE)


def without_votes(context: Context, items: Sequence[Item]) -> list[Item]:
    """The items without the numbers on lines of their own that count something else than them,
    votes or comments: those that do not rise from item to item up to a new start, or fall one by
    one."""
    alone = [item.readings.get("number") for item in items]
    numbers = [
        int(number.value)
        for number in alone
        if number is not None
        and str(number.value).isdecimal()
        and is_bare_number(context.document.blocks[number.block].text)
    ]
    pairs = list(pairwise(numbers))
    rise = all(before < after or after == 1 for before, after in pairs)
    if rise or all(before - 1 == after for before, after in pairs):
        return list(items)
    return [
        replace(item, readings={k: v for k, v in item.readings.items() if k != "number"})
        if number is not None and is_bare_number(context.document.blocks[number.block].text)
        else item
        for item, number in zip(items, alone, strict=True)
    ]


def is_patent(context: Context, item: Item) -> bool:
    """Whether an item prints what only patents have: their number."""
    texts = (context.document.blocks[index].text for index in item.blocks)
    return any(_patents().search(text) for text in texts)


@cache
def _patents() -> re.Pattern[str]:
    words = load("extractor.papers", "data/lists.toml")["patents"]["words"]
    return re.compile("|".join(words), re.IGNORECASE)


def is_brochure(context: Context, item: Item) -> bool:
    """Whether an item without persons and identifiers is called a white paper or the like."""
    if "authors" in item.readings or "identifiers" in item.readings:
        return False
    return any(_brochures().match(context.document.blocks[index].text) for index in item.blocks)


@cache
def _brochures() -> re.Pattern[str]:
    words = load("extractor.papers", "data/lists.toml")["brochures"]["words"]
    return re.compile("|".join(words), re.IGNORECASE)


def is_menu(context: Context, item: Item) -> bool:
    """Whether an item is a row of links to places and no work: nothing but links is printed, none
    is a button such as works have beside them, and no person or identifier is named."""
    if "authors" in item.readings or "identifiers" in item.readings:
        return False
    links = item.readings["links"].value if "links" in item.readings else ()
    return (
        len(links) >= _ROW
        and all(link.type in _PLACES and not is_button(link.text) for link in links)
        and not any(
            map(_prints_beside_links, (context.document.blocks[index] for index in item.blocks))
        )
    )


_ROW = 3
"""Links of a menu."""
_PLACES = frozenset(("other", "project"))
"""What links of menus lead to: sites and their parts."""


def _prints_beside_links(block: Block) -> bool:
    """Whether letters or digits stand outside of the links."""
    end = 0
    for span in sorted(block.spans, key=lambda span: span.start):
        if span.type == "link":
            if any(map(str.isalnum, block.text[end : span.start])):
                return True
            end = max(end, span.end)
    return any(map(str.isalnum, block.text[end:]))
