"""One item of a list, card or row read as a paper: by its markup first, else by its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractor import lexicon
from extractor.papers import evidence
from extractor.papers.assemble import is_link_line, read_labelled
from extractor.papers.beside_quotes import read_beside_quotes
from extractor.papers.bibtex import has_bibtex
from extractor.papers.buttons import is_button
from extractor.papers.cited_titles import CITED
from extractor.papers.cited_within import cited_within
from extractor.papers.comments import without_comment
from extractor.papers.fields.dates import read_year
from extractor.papers.fields.identifiers import identifiers_of_url, read_identifiers
from extractor.papers.fields.names import ends_in_title_label
from extractor.papers.fields.titles import Title, read_title, title_likeness
from extractor.papers.fields.venues import read_venue
from extractor.papers.groups import Group
from extractor.papers.item_fields import read_around
from extractor.papers.item_signs import read_number
from extractor.papers.item_texts import read_abstract_in_row, read_folded, read_texts
from extractor.papers.item_titles import BEFORE_VENUE, find_title, opening_title
from extractor.papers.labels import Part
from extractor.papers.links import identifiers_of, links_in, put_identifier, unique
from extractor.papers.named_parts import NamedParts, named_parts, named_title, without_badges
from extractor.papers.sections import Context
from extractor.papers.short_names import without_short_name
from extractor.papers.titles_first import without_year
from extractor.papers.titles_of_groups import put_badge, put_title
from extractor.records import Block, Link, Reading, Span

MAX_ITEM = 4000
_MIN_TITLE = 6
_TELLING = frozenset(("quoted_title", "linked_title"))


@dataclass(frozen=True, slots=True)
class Item:
    """What was read of one item, and how sure it is a paper."""

    blocks: tuple[int, ...]
    readings: dict[str, Reading]
    pieces: tuple[float, ...]
    """Probabilities, one per piece of evidence."""
    likeness: float
    """How much the title reads as one, 0 to 1."""

    @property
    def title(self) -> str:
        """The title that was read."""
        return str(self.readings["title"].value)

    def confidence(self, *extra: float) -> float:
        """The probability that the item is a paper."""
        joined = evidence.noisy_or((*self.pieces, *extra))
        return min(0.99, joined * (0.5 + 0.5 * min(1.0, self.likeness / 0.5)))


def read_item(context: Context, blocks: Sequence[int], opener: str = "") -> Item | None:
    """The paper that the blocks print, or None where nothing in them reads as a title.

    `opener` is the markup ('link', 'strong') that the items of a list open with and that holds
    their titles, where the list is of one piece (see `common_opener`).
    """
    everything = [context.document.blocks[index] for index in blocks]
    commented = [without_comment(line) for line in _own_lines(context, everything)]
    lines = [line for line, _ in commented]
    if not lines or sum(len(line.text) for line in everything) > MAX_ITEM:
        return None
    lines[0], short = without_short_name(lines[0])
    named = named_parts(context, lines)
    found = _title_of(context, lines, named, opener)
    if found is None:
        return None
    part, marked, authors = found
    title = read_title(context.document.blocks[part.block].text[part.start : part.end])
    if title is None or _width(title.title, marked) < (2 if opener else _MIN_TITLE):
        return None
    readings: dict[str, Reading] = {}
    put_title(readings, title, part)
    _read_year_in_front(title, part, readings)
    _read_short_name(commented[0][0], short, readings)
    read_abstract_in_row(lines, named, readings)
    read_number(lines, part, readings)
    pieces = _of_marks(context, part, marked)
    pieces += read_around(context, lines, part, authors, readings, named)
    pieces += read_beside_quotes(
        context.document.blocks[part.block], part, readings, parted=marked in _PARTED
    )
    if marked == BEFORE_VENUE and _read_venue_behind(lines[0], part, readings):
        pieces.append(evidence.weights("evidence")["venue"])
    put_badge(title, part, readings)
    pieces += _read_links(
        context, everything, part, readings, tuple(_nested_works(context, blocks))
    )
    pieces += _read_labels(context, everything, readings)
    if len(everything) > 1:
        unlabelled = [line for line in everything if not _is_labelled(context, line)]
        read_texts(context, unlabelled, part, readings)
    read_folded(context.document, everything, part, readings)
    _read_comments(context, commented, readings)
    likeness = title_likeness(title.title)
    if marked == CITED:
        likeness = max(likeness, _CITED)
    return Item(tuple(blocks), readings, tuple(pieces), likeness)


def _title_of(
    context: Context, lines: Sequence[Block], named: NamedParts, opener: str
) -> tuple[Part, str, Part | None] | None:
    """The title's stretch by the page's names for it, by what the list's items open with, or by
    its marks and signs; what marks it; and the persons where the same cut gave them."""
    called = named_title(lines, named)
    found = (
        (called, "linked_title" if _is_linked(lines, called) else "", None)
        if called is not None
        else opening_title(lines[0], opener) or find_title(context, lines)
    )
    if found is None:
        return None
    part, marked, authors = found
    part = without_badges(_within_cell(lines, part), named)
    cited = cited_within(context, part)
    return (part, marked, authors) if cited is None else (cited[0], marked, cited[1])


def _read_labels(
    context: Context, lines: Sequence[Block], readings: dict[str, Reading]
) -> list[float]:
    """Enters what the labelled lines say; the evidence of persons that they alone name."""
    if not any(part.label for line in lines for part in context.parts[line.index]):
        return []
    known = "authors" in readings
    _read_labelled_lines(context, lines, readings)
    return [] if known or "authors" not in readings else [evidence.weights("evidence")["authors"]]


def _own_lines(context: Context, lines: Sequence[Block]) -> list[Block]:
    """The lines of an item without labelled ones, and without the BibTeX record of its work."""
    own = [line for line in lines if line.text and not _is_labelled(context, line)]
    return [line for line in own if not has_bibtex(line.text)] or own


def _read_short_name(line: Block, short: Span | None, readings: dict[str, Reading]) -> None:
    """Enters the short name in front of a citation as the page's label for the work."""
    if short is not None:
        name = line.text[short.start : short.end]
        readings["label"] = Reading(name, line.index, short.start, short.end)


def _of_marks(context: Context, title: Part, marked: str) -> list[float]:
    """The evidence that the marks around a title give, and the label in front of a quoted one."""
    weights = evidence.weights("evidence")
    pieces = [weights[marked]] if marked in _TELLING else []
    before = context.document.blocks[title.block].text[: title.start]
    if marked == "quoted_title" and ends_in_title_label(before[-_LABEL:]):
        pieces.append(weights["heading"])
    return pieces


_LABEL = 16
"""Characters of the longest label in front of a title."""
_CITED = 0.5
"""Likeness of a title that its citation is sure of."""


def _read_comments(
    context: Context, lines: Sequence[tuple[Block, int]], readings: dict[str, Reading]
) -> None:
    """Enters what the page says of the work behind its citation."""
    for line, start in lines:
        text = context.document.blocks[line.index].text
        if start < len(text):
            readings.setdefault("note", Reading(text[start:], line.index, start, len(text)))


def _width(title: str, marked: str) -> int:
    """Characters of a title; of a quoted one, an East Asian sign counts as a word does."""
    return len(title.encode("utf-8", "replace") if marked in ("quoted_title", CITED) else title)


def _read_venue_behind(line: Block, title: Part, readings: dict[str, Reading]) -> bool:
    """Enters the venue that is all that stands behind the title, where none was read yet."""
    venue = read_venue(without_year(line.text[title.end :]))
    if venue is None or "venue" in readings:
        return False
    readings.pop("authors", None)
    readings["venue"] = Reading(venue.name, line.index, title.end, len(line.text))
    return True


_PARTED = frozenset(("quoted_title", "spaced_title"))


def _within_cell(lines: Sequence[Block], title: Part) -> Part:
    """A title as far as its cell goes."""
    for line in lines:
        if line.index == title.block and line.form == "row":
            end = line.text.find("\t", title.start, title.end)
            return replace(title, end=end) if end > title.start else title
    return title


def _read_year_in_front(title: Title, part: Part, readings: dict[str, Reading]) -> None:
    """A year in brackets before a title is no number: '[2019] A Study'."""
    year = read_year(title.badge or title.number or "")
    if year is not None and (title.badge or title.number or "").isdecimal():
        readings["year"] = Reading(year, part.block, part.start, part.end)
        readings.pop("number", None)


def _is_linked(lines: Sequence[Block], title: Part) -> bool:
    """Whether a title is a link."""
    return any(
        span.type == "link" and span.start < title.end and span.end > title.start
        for line in lines
        if line.index == title.block
        for span in line.spans
    )


def _nested_works(context: Context, blocks: Sequence[int]) -> Iterator[Link]:
    """Links to works in the lists nested between an item's blocks: menus of its editions."""
    for line in context.document.blocks[blocks[0] : blocks[-1]]:
        if line.index not in blocks:
            links = links_in(line, 0, len(line.text))
            yield from (
                link for link in links if evidence.SCHOLARLY & identifiers_of([link]).keys()
            )


def _read_links(
    context: Context,
    lines: Sequence[Block],
    title: Part,
    readings: dict[str, Reading],
    nested: Sequence[Link],
) -> list[float]:
    """Enters links and identifiers; the evidence they give."""
    links = unique(
        (*own_links(_links(context, lines, title, readings.get("authors")), readings), *nested)
    )
    identifiers = {**identifiers_of(links)}
    for line in lines:
        for kind, value in read_identifiers(line.text).items():
            put_identifier(identifiers, kind, value)
    if links:
        readings["links"] = Reading(links, title.block, 0, 0)
    if identifiers:
        readings["identifiers"] = Reading(identifiers, title.block, 0, 0)
    return evidence.of_links(links, identifiers)


def own_links(links: Iterable[Link], readings: dict[str, Reading]) -> Iterator[Link]:
    """The links without those to the persons' pages and, where the paper itself is linked, to the
    venue's."""
    people = readings["authors"].value if "authors" in readings else ()
    names = {lexicon.fold(person.name).strip(_AT_ENDS) for person in people}
    venue = lexicon.fold(readings["venue"].value) if "venue" in readings else ""
    links = tuple(links)
    title = lexicon.fold(str(readings["title"].value)) if "title" in readings else ""
    linked = any(
        link.type == "pdf" or identifiers_of_url(link.url) or lexicon.fold(link.text) == title
        for link in links
    )
    for link in links:
        text = lexicon.fold(link.text).strip(_AT_ENDS)
        identified = bool(identifiers_of_url(link.url))
        if text in names or (text.isdecimal() and link.type != "pdf" and not identified):
            # A person's page; how often the work was cited.
            continue
        if linked and text != title and not identified and _names(link, text, venue):
            continue
        yield link


def _names(link: Link, text: str, venue: str) -> bool:
    """Whether the words of a link are a part of the venue's name, or, of a link that leads to
    nothing else, hold it as words of their own."""
    if not venue or len(text) <= _ACRONYM:
        return False
    wider = link.type in ("other", "paper") and venue in text
    return text in venue or (wider and re.search(rf"\b{re.escape(venue)}\b", text) is not None)


_ACRONYM = 2
"""Letters of the longest words that say too little."""
_AT_ENDS = " .,*"
"""Signs at the ends of a linked name."""


_AROUND = 6
"""Characters by which the link of a person may reach over the persons: brackets, signs."""


def _is_of_work(link: Link) -> bool:
    """Whether a link says itself that it leads to a work or what belongs to it."""
    if link.type not in ("other", "paper") or is_button(link.text) or not link.text:
        return True
    return bool(identifiers_of_url(link.url))


def _is_labelled(context: Context, line: Block) -> bool:
    """Whether the line opens with a field label."""
    parts = context.parts[line.index]
    return bool(parts) and parts[0].label is not None


def _read_labelled_lines(
    context: Context, lines: Sequence[Block], readings: dict[str, Reading]
) -> None:
    """Enters what labelled lines of the item say: an abstract, keywords, a venue."""
    group = Group()
    for line, following in zip(lines, (*lines[1:], None), strict=True):
        for part in context.parts[line.index]:
            if part.label is None:
                continue
            value = [part]
            below = following if part.alone and part.label.field in _BELOW else None
            if below is not None and not is_button(below.text):
                value.append(Part(below.index, 0, len(below.text)))
            if part.label.field in _LONG:
                value += _list_behind(lines, value[-1])
            group.add(part.label.field, value)
    for name, reading in read_labelled(context, group).items():
        if name not in ("title", "links", "identifiers"):
            readings.setdefault(name, reading)


def _list_behind(lines: Sequence[Block], last: Part) -> list[Part]:
    """The list that a text goes on in which ends with a colon, and the line that closes it."""
    behind = [line for line in lines if line.index >= last.block]
    if not behind or not behind[0].text[: last.end].endswith(":"):
        return []
    end = 1
    while end < len(behind) and behind[end].form == "item":
        end += 1
    closes = end > 1 and end < len(behind) and behind[end].form == "definition"
    return [Part(line.index, 0, len(line.text)) for line in behind[1 : end + closes]]


_LONG = frozenset(("abstract", "abstract_translation"))
_BELOW = frozenset(("abstract", "abstract_translation", "keywords"))
"""Fields whose value may stand in the line below their label."""


def _links(
    context: Context, lines: Sequence[Block], title: Part, persons: Reading | None
) -> tuple[Link, ...]:
    """Links of the item; those in sentences of a long paragraph are not its own, nor are badges
    above the title, which lead to the venue or a topic, nor schools among the persons."""
    found: list[Link] = []
    for line in lines:
        part = Part(line.index, 0, len(line.text))
        if len(line.text) < 600 or is_link_line(context, part):
            links = list(links_in(line, 0, len(line.text)))
            if persons is not None and persons.block == line.index:
                width = persons.end - persons.start
                among = [
                    link
                    for link in links_in(line, persons.start, persons.end)
                    # A link around the whole citation is the work's.
                    if len(link.text) <= width + _AROUND
                ]
                links = [link for link in links if link not in among or _is_of_work(link)]
            found.extend(link for link in links if line.index >= title.block or _is_of_work(link))
    return unique(found)
