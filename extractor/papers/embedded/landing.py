"""The work that a page is about.

What speaks for one, most trusted first: meta elements that only pages of works have; a schema.org
item, other meta elements or a BibTeX record under the page's own title; a printed header of
title, persons, abstract and the work's own address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from extractor.papers.embedded import self_citation
from extractor.papers.embedded.from_json_ld import headlines, works_of_items
from extractor.papers.embedded.from_meta import work_of_meta
from extractor.papers.embedded.header import Header, read_header
from extractor.papers.embedded.page_title import is_page_title, page_title_block
from extractor.papers.embedded.printed import Spot, find_titles, key_of
from extractor.papers.embedded.readings import readings_of
from extractor.papers.embedded.records import Embedded, hidden_records, shown_records
from extractor.papers.embedded.tables import members
from extractor.papers.embedded.venue_line import read_venue_line
from extractor.papers.embedded.work import Work
from extractor.papers.evidence import SCHOLARLY
from extractor.papers.fields.dates import read_date
from extractor.papers.fields.identifiers import identifiers_of_url, read_identifiers
from extractor.papers.fields.titles import read_title, title_likeness
from extractor.papers.labels import Part
from extractor.papers.links import identifiers_of, links_in, unique
from extractor.papers.marked_records import read_marked_venue
from extractor.papers.reference_heading import reference_blocks
from extractor.papers.sections import Context
from extractor.records import Candidate, Link, Reading

_SURE = 0.98
_STATED = 0.95
_PRINTED = 0.88
_SIMILAR = 0.7
_MAX_FAR = 300
_VERSION = re.compile(r"(?<=\d)v\d{1,2}$")
_OWN_TEXT = 20
"""Bytes of a title that is sure to mean the work wherever it stands."""
_MAX_RECORDS = 20


@dataclass(frozen=True, slots=True)
class _Stated:
    work: Work
    confidence: float
    anywhere: bool = False
    """Its title need not be what the head calls the page."""
    blocks: tuple[int, ...] = ()
    """Blocks that show the record."""


def landing_candidate(context: Context, finder: str) -> Candidate | None:
    """The entry of a page about one work; None on any other page."""
    document = context.document
    records = (
        *shown_records(document, limit=_MAX_RECORDS + 1),
        *hidden_records(document, limit=_MAX_RECORDS + 1),
    )
    # A page with many records lists works; none of them is what the page is about.
    stated = _stated(context, records if len(records) <= _MAX_RECORDS else ())
    shown = frozenset(block for record in records for block in record.blocks)
    for each in stated:
        spot = _spot(context, each, shown)
        if spot is not None:
            own = [other for other in stated if _same(other.work, each.work)]
            work = _joined(other.work for other in own)
            extra = tuple(block for other in own for block in other.blocks)
            return _candidate(context, finder, work, spot, each.confidence, extra)
    return None if stated and stated[0].anywhere else _printed(context, finder)


def _stated(context: Context, records: Sequence[Embedded]) -> list[_Stated]:
    """The works that may be the page's, most trusted first."""
    found: list[_Stated] = []
    meta = work_of_meta(context.document.head)
    if meta is not None:
        found.append(_Stated(meta[0], _SURE if meta[1] else _STATED, meta[1]))
    found.extend(
        _Stated(work, _STATED)
        for work in works_of_items(context.document.head)
        if is_page_title(context, key_of(work.title))
    )
    for record in records:
        key = key_of(record.work.title)
        if is_page_title(context, key) and not self_citation.is_one(context.document, record):
            found.append(_Stated(record.work, _STATED, blocks=record.blocks))
    return found


def _same(one: Work, other: Work) -> bool:
    return key_of(one.title) == key_of(other.title)


def _joined(works: Iterable[Work]) -> Work:
    """The first work, with what it lacks from the others."""
    first, *others = works
    for other in others:
        first = replace(
            first,
            authors=first.authors or other.authors,
            date=first.date or other.date,
            values={**other.values, **first.values},
            abstract=first.abstract or other.abstract,
            keywords=first.keywords or other.keywords,
            identifiers={**other.identifiers, **first.identifiers},
            links=unique((*first.links, *other.links)),
        )
    return first


# --------------------------------------------------------------------------- where it stands


def _spot(context: Context, stated: _Stated, shown: frozenset[int]) -> Spot | None:
    """Where the page prints the title; a heading before other blocks."""
    blocks = context.document.blocks
    key = key_of(stated.work.title)
    apart = shown | reference_blocks(context)
    spots = find_titles(blocks, (stated.work.title,), apart).get(key, ())
    if spots:
        return min(spots, key=lambda spot: (*_unlikely(context, spot), spot.block))
    if not stated.anywhere:
        return None
    # Formulas and marks are printed otherwise than they are embedded.
    own = page_title_block(context)
    if own is not None and _similar(blocks[own].text, stated.work.title):
        return Spot(own, 0, len(blocks[own].text))
    for block in blocks:
        if block.form == "heading" and _similar(block.text, stated.work.title):
            return Spot(block.index, 0, len(block.text))
    first = next((block for block in blocks if context.kind(block.index) == "content"), None)
    named = is_page_title(context, key)
    return Spot(first.index, 0, 0) if first is not None and named else None


def _unlikely(context: Context, spot: Spot) -> tuple[bool, bool, bool]:
    """What speaks against a block being the title: much else in it, no heading, no content."""
    block = context.document.blocks[spot.block]
    much = len(block.text) > 2 * (spot.end - spot.start) + 40
    return much, block.form != "heading", context.kind(spot.block) != "content"


def _similar(one: str, other: str) -> bool:
    words = [set(text.casefold().split()) for text in (one, other)]
    shared = len(words[0] & words[1])
    return shared >= 3 and shared >= _SIMILAR * max(map(len, words))


# --------------------------------------------------------------------------- the entry


def _candidate(
    context: Context, finder: str, work: Work, spot: Spot, confidence: float, extra: tuple[int, ...]
) -> Candidate:
    header = read_header(context, spot.block, work)
    readings = readings_of(work, spot.block, spot.start, spot.end)
    if "authors" not in readings and header.authors is not None:
        readings["authors"] = header.authors
    if header.abstract is not None and _is_better(str(header.abstract.value), work.abstract):
        readings["abstract"] = header.abstract
    blocks = _put_translations(context, header, readings)
    far = _far(context, work, header)
    printed = [link for link in header.links if _is_own(context, link, work)]
    printed += [link for _, link in far]
    own = _once((*printed, *work.links))
    if own:
        readings["links"] = Reading(own, spot.block, 0, 0)
    identifiers = {**identifiers_of(printed), **work.identifiers}
    if identifiers:
        readings["identifiers"] = Reading(identifiers, spot.block, 0, 0)
    blocks |= {spot.block, *header.blocks, *extra, *(index for index, _ in far)}
    blocks |= _repeats(context, work)
    return Candidate(finder, "featured", tuple(sorted(blocks)), readings, confidence)


def _put_translations(context: Context, header: Header, readings: dict[str, Reading]) -> set[int]:
    """Enters title and abstract in another language; the blocks that print that title again."""
    if header.abstract_translation is not None:
        readings.setdefault("abstract_translation", header.abstract_translation)
    title = header.title_translation
    if title is None:
        return set()
    readings.setdefault("title_translation", title)
    return _repeats(context, Work(str(title.value)))


def _is_better(printed: str, embedded: str | None) -> bool:
    """Whether the printed abstract counts: embedded ones lose sub-headings, or are cut."""
    return embedded is None or len(printed) >= len(embedded) * 0.9


def _is_own(context: Context, link: Link, work: Work) -> bool:
    """Whether a link in the header leads to the work: not to its journal or a service."""
    own = _bare(unquote(context.document.url or ""))
    if link.type == "paper" and own and _bare(unquote(link.url)).startswith(f"{own}/"):
        return False
    if link.type != "other" and key_of(link.text) != key_of(work.values.get("venue", "")):
        return True
    return bool(identifiers_of_url(link.url).items() & work.identifiers.items())


def _once(links: Iterable[Link]) -> tuple[Link, ...]:
    """Links by first appearance of their address, its scheme and version aside."""
    found: dict[str, Link] = {}
    for link in links:
        found.setdefault(_bare(link.url), link)
    return tuple(found.values())


def _bare(url: str) -> str:
    address = url.partition("://")[2].rstrip("/").removeprefix("www.").casefold() or url
    return _VERSION.sub("", address)


def _far(context: Context, work: Work, header: Header) -> list[tuple[int, Link]]:
    """Links elsewhere on the page that carry the work's identifier, or lead to its PDF."""
    known = {
        (kind, value.casefold()) for kind, value in work.identifiers.items() if kind in SCHOLARLY
    }
    files = {_bare(link.url) for link in work.links if link.type == "pdf"}
    apart = {*header.blocks, *reference_blocks(context)}
    return [
        (block.index, link)
        for block in context.document.blocks
        if block.index not in apart and len(block.text) <= _MAX_FAR
        for link in links_in(block, 0, len(block.text))
        if _bare(link.url) in files
        or (
            known & _identifiers(link.url)
            and (link.type == "pdf" or _is_resolver(context, link.url))
        )
    ]


def _identifiers(url: str) -> set[tuple[str, str]]:
    return {(kind, value.casefold()) for kind, value in identifiers_of_url(url).items()}


def _is_resolver(context: Context, url: str) -> bool:
    """Whether an address resolves an identifier, on another site than the page's own."""
    try:
        parts = urlsplit(url)
        own = urlsplit(context.document.url or "").netloc
    except ValueError:
        return False
    return not parts.query and parts.netloc in members("addresses", "resolvers") - {own}


def _repeats(context: Context, work: Work) -> set[int]:
    """Blocks of content that print the title again, as 'cite this article' does."""
    key = key_of(work.title)
    if len(key.encode("utf-8", "replace")) < _OWN_TEXT:
        return set()
    spots = find_titles(context.document.blocks, (work.title,), reference_blocks(context))
    return {spot.block for spot in spots.get(key, ()) if context.kind(spot.block) == "content"}


# --------------------------------------------------------------------------- printed only


def _printed(context: Context, finder: str) -> Candidate | None:
    """A page without metadata of works whose header reads as a landing page's: title, at least one
    person, an abstract, and an address of the work in the lines between."""
    own = page_title_block(context)
    if own is None:
        return None
    text = context.document.blocks[own].text
    title = read_title(text)
    named = headlines(context.document.head)
    if title is None or (title_likeness(text) < 0.5 and text not in named):
        return None
    header = read_header(context, own, Work(title.title))
    if header.authors is None or header.abstract is None:
        return None
    if header.abstract.block < header.authors.block:
        return None
    cited = _cited(context, title.title, own)
    identifiers = {**cited, **identifiers_of(header.links)}
    files = any(link.type == "pdf" for link in header.links)
    addressed = bool(SCHOLARLY & identifiers.keys()) or files
    if not addressed or not _is_listed_first(context, own, header):
        return None
    readings = {"title": Reading(title.title, own, 0, len(text))}
    readings |= {"authors": header.authors, "abstract": header.abstract}
    if header.links:
        readings["links"] = Reading(header.links, own, 0, 0)
    if identifiers:
        readings["identifiers"] = Reading(identifiers, own, 0, 0)
    blocks = {*header.blocks, *_repeats(context, Work(title.title))}
    blocks |= _put_translations(context, header, readings)
    _put_date(context, own, header, readings)
    _put_citation(context, title.title, readings)
    blocks |= read_venue_line(context, header, readings)
    return Candidate(finder, "featured", tuple(sorted(blocks)), readings, _PRINTED)


def _cited(context: Context, title: str, own: int) -> dict[str, str]:
    """The identifiers in the lines that print the title again, as 'cite this article' does."""
    found: dict[str, str] = {}
    for block in sorted(_repeats(context, Work(title)) - {own}):
        for kind, value in read_identifiers(context.document.blocks[block].text).items():
            found.setdefault(kind, value)
    return found


def _put_citation(context: Context, title: str, readings: dict[str, Reading]) -> None:
    """Enters the container and its numbers in a citation that prints the title again with a mark
    behind it: '引用本文: … A Study[J]. Tides, 2022, 18(5): 77-86'."""
    spots = find_titles(context.document.blocks, (title,), reference_blocks(context))
    for spot in spots.get(key_of(title), ()):
        block = context.document.blocks[spot.block]
        if read_marked_venue(block, Part(spot.block, spot.start, spot.end), readings):
            return


def _is_listed_first(context: Context, own: int, header: Header) -> bool:
    """Whether the persons stand right below the title, without a label as bylines have."""
    assert header.authors is not None
    if any(part.label is not None for part in context.parts[header.authors.block]):
        return False
    return header.authors.block - own <= 2


def _put_date(context: Context, own: int, header: Header, readings: dict[str, Reading]) -> None:
    """The date that a line of the header is."""
    assert header.abstract is not None
    for index in header.blocks:
        text = context.document.blocks[index].text
        if own < index < header.abstract.block and len(text) <= 40:
            date = read_date(text)
            if date:
                readings["year"] = Reading(int(date[:4]), index, 0, len(text))
                if len(date) > 4:
                    readings["date"] = Reading(date, index, 0, len(text))
                return
