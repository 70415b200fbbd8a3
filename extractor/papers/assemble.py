"""Collected parts to the readings of one entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from extractor.papers.fields._text import has_cjk
from extractor.papers.fields.abstracts import language_of, read_abstract, without_closing
from extractor.papers.fields.dates import read_date, read_year
from extractor.papers.fields.identifiers import read_identifiers
from extractor.papers.fields.keywords import read_keywords
from extractor.papers.fields.names import looks_like_authors, read_authors
from extractor.papers.fields.venues import find_venue, is_state, read_venue
from extractor.papers.group_texts import filled, text_of
from extractor.papers.groups import Group
from extractor.papers.headlines import read_headline
from extractor.papers.item_texts import is_named_abstract
from extractor.papers.labels import Part
from extractor.papers.links import identifiers_of, links_in, unique
from extractor.papers.prose import is_prose
from extractor.papers.sections import Context
from extractor.papers.titles_of_groups import (
    part_reading,
    put_heading_title,
    read_above,
    read_title_badge,
    read_titles,
)
from extractor.papers.venue_in_words import put_stated_venue
from extractor.records import Link, Reading

_LINK_FIELDS = frozenset("title paper link code project data video doi number source".split())
_IDENTIFIER_FIELDS = frozenset("title paper link doi number source venue".split())
_SHORT = 80
"""Characters of a line that may be nothing but links."""
_LOCATORS = re.compile(
    r"(\d{1,5})\s*(?:[(（]\s*([\w-]{1,10})\s*[)）])?\s*(?:[:：,，]\s*([\w]{1,8}\s*[-–—]+\s*[\w]{1,8}|\d{1,6}))?"
)
_QUOTED_WITH_YEAR = re.compile(r"\s*《[^《》]{2,40}》[\s,，(（]*(?:19|20)\d\d")
_FIRST_PIECE = re.compile(r"\s+[·|/]\s+|[、/]")


def read_labelled(context: Context, group: Group, heading: int | None = None) -> dict[str, Reading]:
    """The readings of a labelled group; `heading` is its title where no label or line gives one."""
    readings: dict[str, Reading] = {}
    read_titles(context, group, readings)
    if group.heading is not None and "title" in readings:
        readings.setdefault("title_translation", readings.pop("title"))
        heading = group.heading
    if "title" not in readings and heading is not None:
        put_heading_title(context, heading, readings)
    for name, parts in group.parts:
        known = readings.get(name)
        if parts and name in _SIMPLE and (known is None or name == "authors"):
            text = text_of(context, parts)
            value = _SIMPLE[name](text)
            if value and (known is None or _names_more(value, known)):
                readings[name] = part_reading(value, parts[0])
    read_above(context, group, readings)
    if heading is None:
        read_headline(context, group, readings)
    _read_loose_authors(context, group, readings)
    _read_venue(context, group, readings)
    _read_loose_venue(context, group, readings)
    read_title_badge(context, readings)
    _read_locators(readings)
    _read_year(context, group, readings)
    _read_abstracts(context, group, readings)
    _read_loose_abstract(context, group, readings)
    _read_notes(context, group, readings)
    _read_container_number(context, group, readings)
    links = read_links(context, group, readings.get("authors"))
    _put_links(context, group, links, readings)
    return readings


def _authors(text: str) -> object:
    return read_authors(text).people


def _names_more(people: object, known: Reading) -> bool:
    """Whether a second label names more persons than the first."""
    return isinstance(people, tuple) and len(people) > len(known.value)


def _volume(text: str) -> object:
    return text.strip(" .") or None


_SIMPLE: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {
        "authors": _authors,
        "keywords": read_keywords,
        "date": read_date,
        "publisher": _volume,
        "volume": _volume,
        "issue": _volume,
        "pages": _volume,
    }
)


# --------------------------------------------------------------------------- persons


def _read_loose_authors(context: Context, group: Group, readings: dict[str, Reading]) -> None:
    """A line without label in the paper's own element that reads as a list of persons."""
    if "authors" in readings or "title" not in readings:
        return
    for part in group.loose:
        text = text_of(context, [part])
        inside = part.block in group.container and part.block > readings["title"].block
        if inside and len(text) <= _MOST_NAMES and looks_like_authors(text) >= _NAMED:
            readings["authors"] = part_reading(read_authors(text).people, part)
            return


_NAMED = 0.4
_MOST_NAMES = 2000
"""Characters of the longest list of persons without a label."""


# --------------------------------------------------------------------------- venue and year


def _read_venue(context: Context, group: Group, readings: dict[str, Reading]) -> None:
    for name, parts in group.parts:
        if name not in ("venue", "source") or not parts or "venue" in readings:
            continue
        text = text_of(context, parts)
        if name == "source":
            text = _FIRST_PIECE.split(text)[0]
            known = find_venue(text)
            # '《某学报》 2022年第1期': quoted, with a year behind.
            quoted = _QUOTED_WITH_YEAR.match(text)
            if known is None and quoted is None:
                continue
            text = known.name if known is not None else text
        venue = read_venue(text)
        if venue is None or (is_state(venue.name) and find_venue(venue.name) is None):
            continue
        readings["venue"] = part_reading(venue.name, parts[0])
        for field in ("year", "volume", "issue", "pages"):
            value = getattr(venue, field)
            if value is not None:
                readings.setdefault(field, part_reading(value, parts[0]))


def _read_loose_venue(context: Context, group: Group, readings: dict[str, Reading]) -> None:
    """A short line without label that opens with a known venue: 'Preprint at 2019.6.20.'; or a
    remark that says where the paper was accepted."""
    remarks = [part for name, parts in group.parts if name == "ignore" for part in filled(parts)]
    for part in remarks:
        text = text_of(context, [part])
        found = find_venue(text) if "venue" not in readings else None
        if found is not None and len(text) <= _REMARK:
            readings["venue"] = part_reading(found.name.strip(), part)
            year = read_year(found.name)
            if year is not None:
                readings.setdefault("year", part_reading(year, part))
    for part in group.loose:
        text = text_of(context, [part])
        found = find_venue(text) if "venue" not in readings and len(text) <= _SHORT else None
        if found is not None and found.start == 0:
            readings["venue"] = part_reading(found.name.strip(), part)
            year = read_year(text)
            if year is not None:
                readings.setdefault("year", part_reading(year, part))
    short = [part for part in group.loose if part.end - part.start <= _REMARK]
    put_stated_venue(context, short, readings)


_REMARK = 160
"""Characters of a remark on a paper."""


def _read_locators(readings: dict[str, Reading]) -> None:
    """Takes '12(3): 45-61', printed as one value, apart into volume, issue and pages."""
    volume = readings.get("volume")
    match = _LOCATORS.fullmatch(str(volume.value)) if volume is not None else None
    if volume is None or match is None:
        return
    for name, value in zip(("volume", "issue", "pages"), match.groups(), strict=True):
        if value and (name == "volume" or name not in readings):
            readings[name] = Reading(value, volume.block, volume.start, volume.end)


def _read_year(context: Context, group: Group, readings: dict[str, Reading]) -> None:
    for name, parts in group.parts:
        if name == "year" and parts:
            year = read_year(text_of(context, parts))
            if year is not None:
                readings["year"] = part_reading(year, parts[0])
    if "year" not in readings and "date" in readings:
        date = readings["date"]
        readings["year"] = Reading(int(str(date.value)[:4]), date.block, date.start, date.end)


# --------------------------------------------------------------------------- long texts


def _read_abstracts(context: Context, group: Group, readings: dict[str, Reading]) -> None:
    """Original and translation, told apart by label and language."""
    title = readings.get("title")
    language = language_of(str(title.value)) if title is not None else None
    for name, parts in group.parts:
        if name not in ("abstract", "abstract_translation", "summary") or not parts:
            continue
        text = read_abstract(text_of(context, parts))
        if not text:
            continue
        target = "abstract"
        if name == "abstract_translation":
            target = "abstract_translation"
        elif name == "summary":
            foreign = language is not None and language_of(text) != language
            target = "abstract_translation" if foreign else "note"
        elif "abstract" in readings:
            target = _second_abstract(readings, text, language)
        if target and target not in readings:
            readings[target] = part_reading(text, parts[0])


def _read_loose_abstract(context: Context, group: Group, readings: dict[str, Reading]) -> None:
    """Enters the sentences that stand without a label behind a title in their language and persons:
    in the paper's own element, where no page writes so much of its own; or right below the persons,
    where the page itself is in another language."""
    if "authors" not in readings or "title" not in readings:
        return
    language = language_of(str(readings["title"].value))
    known = readings.get("abstract")
    if known is not None and language_of(str(known.value)) == language:
        return
    latin = not has_cjk(str(readings["title"].value))
    foreign = latin and (known is not None or _is_eastern(context))
    for part in group.loose:
        text = text_of(context, [part])
        below = foreign and part.block == readings["authors"].block + 1
        follows = part.block == readings["authors"].block + 1
        named = known is None and _is_named_abstract(context, part.block, follows=follows)
        behind = below or named or (known is None and part.block in group.container)
        least = _LEAST_FOREIGN if below or named else _LOOSE_ABSTRACT
        if not behind or len(text.encode("utf-8", "replace")) < least:
            continue
        if part.block <= readings["title"].block:
            continue
        sentences = (below or named) and text.rstrip().endswith((".", "…"))
        sentences = sentences or is_prose(text, shortest=40, per_word=80)
        if sentences and language_of(text) == language:
            if known is not None:
                readings.setdefault("abstract_translation", known)
            readings["abstract"] = part_reading(read_abstract(text) or text, part)
            group.loose.remove(part)
            return


def _is_named_abstract(context: Context, block: int, *, follows: bool) -> bool:
    """Whether the element of a block is called an abstract, or a summary, where it `follows` the
    persons."""
    number = context.document.blocks[block].element
    if number < 0:
        return False
    element = context.document.elements[number]
    return is_named_abstract(element) or (follows and "summary" in element.classes.split())


def _is_eastern(context: Context) -> bool:
    """Whether a page is in Chinese, Japanese or Korean, as its head says."""
    head = context.document.head
    named = (head.language or "").casefold().startswith(("zh", "ja", "ko"))
    return named or has_cjk(head.title or "")


_LEAST_FOREIGN, _LOOSE_ABSTRACT = 140, 240
"""Bytes of a text that is an abstract though nothing calls it one."""


def _second_abstract(readings: dict[str, Reading], text: str, language: str | None) -> str:
    """Where a second abstract goes; the first one makes room when it is the translation."""
    first = readings["abstract"]
    if language_of(text) == language_of(str(first.value)):
        return ""
    if language is not None and language_of(text) == language:
        readings["abstract_translation"] = first
        del readings["abstract"]
        return "abstract"
    return "abstract_translation"


def _read_notes(context: Context, group: Group, readings: dict[str, Reading]) -> None:
    pieces: list[tuple[str, Part]] = []
    for name, parts in group.parts:
        if name == "note" and parts:
            pieces.append((without_closing(text_of(context, parts)), parts[0]))
    pieces.extend(note_pieces(context, group.loose))
    put_note(pieces, readings)


def note_pieces(context: Context, parts: Iterable[Part]) -> list[tuple[str, Part]]:
    """The stretches that are the page's own words: sentences, no captions, no links alone."""
    found = []
    for part in parts:
        block = context.document.blocks[part.block]
        text = text_of(context, [part])
        if block.form in ("paragraph", "item", "definition") and len(text) >= _NOTE_LENGTH:
            linked = sum(
                span.end - span.start
                for span in block.spans
                if span.type == "link" and span.start >= part.start and span.end <= part.end
            )
            said = context.kind(part.block) in ("content", "link_list")
            if said and linked < len(text) * 0.6 and _may_be_words(text):
                found.append((text, part))
    return found


_NOTE_LENGTH = 12


def _may_be_words(text: str) -> bool:
    """Whether a line may be sentences: a short one without any full stop is a date, a button or a
    name; East Asian text does without."""
    short = len(text) < _LONG_LINE and not has_cjk(text)
    return not short or _STOP.search(text) is not None


_LONG_LINE = 60
_STOP = re.compile(r"[.!?…]")


def put_note(pieces: Sequence[tuple[str, Part]], readings: dict[str, Reading]) -> None:
    """Enters the page's own words in page order."""
    ordered = sorted(pieces, key=lambda piece: (piece[1].block, piece[1].start))
    if ordered and "note" not in readings:
        text = "\n".join(text for text, _ in ordered)
        readings["note"] = part_reading(text, ordered[0][1])


# --------------------------------------------------------------------------- links


def _read_container_number(context: Context, group: Group, readings: dict[str, Reading]) -> None:
    """'[12]' at the start of the paper's own element."""
    if "number" in readings or "title" not in readings or not group.container:
        return
    first = context.document.blocks[group.container[0]]
    match = _NUMBER.match(first.text)
    if match is not None and first.index <= readings["title"].block:
        readings["number"] = Reading(match.group(1), first.index, *match.span(1))


_NUMBER = re.compile(r"\[(\d{1,4})\](?!\w)")


def read_links(context: Context, group: Group, persons: Reading | None = None) -> list[Link]:
    """The links of labelled values and of short lines; those in prose are not the entry's, nor
    are those of a line that is `persons`."""
    blocks = context.document.blocks
    found: list[tuple[int, int, Link]] = []
    stretches: list[tuple[Part, str | None]] = []
    for field, parts in group.parts:
        if field in _LINK_FIELDS:
            stretches.extend((part, field) for part in parts)
    named = (persons.block, persons.start) if persons is not None else None
    stretches.extend(
        (part, None)
        for part in group.loose
        if (part.block, part.start) != named and is_link_line(context, part)
    )
    if group.title is not None:
        stretches.append((group.title, None))
    for part, name in stretches:
        links = links_in(blocks[part.block], part.start, part.end, name)
        found.extend((part.block, part.start, link) for link in links)
    found.sort(key=lambda entry: entry[:2])
    return [link for _, _, link in found]


def is_link_line(context: Context, part: Part, *, prose: bool = True) -> bool:
    """Whether a stretch is links with little around them ('PDF', '[code] [slides]').

    With `prose`, a link in any short line counts too.
    """
    block = context.document.blocks[part.block]
    length = part.end - part.start
    linked = [
        span
        for span in block.spans
        if span.type == "link" and part.start <= span.start and span.end <= part.end
    ]
    if not linked:
        return False
    covered = sum(span.end - span.start for span in linked)
    # A linked word at the very start is a button ('PDF。' with commentary behind it).
    button = linked[0].start == part.start and linked[0].end - linked[0].start <= 12
    short = prose and length <= _SHORT
    return covered >= length * 0.4 or short or (button and len(linked) == 1)


def _put_links(
    context: Context, group: Group, links: Sequence[Link], readings: dict[str, Reading]
) -> None:
    own = unique(links)
    identifiers = identifiers_of(own)
    for name, parts in group.parts:
        if name in _IDENTIFIER_FIELDS and parts:
            for part in parts:
                # The label is part of what makes a number an identifier: 'PMID: 123'.
                text = context.document.blocks[part.block].text[part.label_start : part.end]
                for kind, value in read_identifiers(text).items():
                    identifiers.setdefault(kind, value)
    for part in group.loose:
        if part.end - part.start <= _SHORT:
            text = text_of(context, [part])
            for kind, value in read_identifiers(text).items():
                identifiers.setdefault(kind, value)
    first = group.blocks()[0]
    if own:
        readings["links"] = Reading(own, first, 0, 0)
    if identifiers:
        readings["identifiers"] = Reading(identifiers, first, 0, 0)
