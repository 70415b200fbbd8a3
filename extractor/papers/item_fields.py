"""Persons, venue and year of an item, from what stands around its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from extractor.papers import evidence
from extractor.papers.bare_names import BARE_NAME
from extractor.papers.buttons import is_button
from extractor.papers.columns import presenters
from extractor.papers.fields._organisations import is_organisation
from extractor.papers.fields._text import has_cjk
from extractor.papers.fields.dates import read_year
from extractor.papers.fields.names import looks_like_authors, read_authors
from extractor.papers.fields.venues import venue_likeness
from extractor.papers.item_named import (
    read_called_persons,
    read_named,
    year_beside_persons,
    year_of_venue,
)
from extractor.papers.item_signs import EDGES, number_end
from extractor.papers.item_venues import (
    NAMES_VENUE,
    read_item_venue,
    read_item_year,
    read_locators,
    read_numbered,
    read_rest,
    read_school,
    read_tagged,
)
from extractor.papers.labels import Part
from extractor.papers.marked_records import read_marked_venue
from extractor.papers.named_parts import NamedParts, named_persons, text_of_part
from extractor.papers.person_ends import (
    BARE_NAMES,
    NAME_END,
    NAMED_BY_INITIALS,
    PERSON,
    free_prefixes,
)
from extractor.papers.sections import Context
from extractor.papers.tagged_persons import LIKENESS, tagged_persons
from extractor.records import Block, Reading

_PLAIN = 0.9
"""Likeness at which a stretch is a list of persons and no other is tried."""
_ONE_BARE_NAME = re.compile(rf"{BARE_NAME}\s[A-Z]{{1,3}}\.")


def read_around(
    context: Context,
    lines: Sequence[Block],
    title: Part,
    authors: Part | None,
    readings: dict[str, Reading],
    named: NamedParts = MappingProxyType({}),
) -> list[float]:
    """Persons, venue and year from what is left of the item; the evidence they give.

    `named`: the parts that the page's class names call so.
    """
    stretches = list(_stretches(lines, title))
    weights = evidence.weights("evidence")
    pieces, taken = read_named(lines, named, title, readings)
    texts = [part for part in named.get("abstract", ()) if "abstract" in readings]
    kinds = named.get("kind", ())
    stretches = list(_outside(stretches, (*taken, *texts, *kinds, *_separators(lines))))
    person = None if "authors" in readings else _persons(lines, stretches, authors, title)
    if "authors" not in readings and (person is None or _is_behind(person[2], title)):
        person = _persons_of_citation(context, lines, title) or person
    if person is not None:
        readings["authors"], likeness, part, more = person
        pieces.append(weights["authors"] * likeness)
        stretches = [_without(stretch, part) for stretch in stretches if stretch not in more]
    pieces += _read_venue(context, lines, stretches, title, readings)
    if "year" not in readings:
        read_item_year(lines, stretches, title, readings)
    if "year" not in readings:
        for found in (year_of_venue(lines, named, readings), year_beside_persons(lines, taken)):
            if found is not None:
                readings.setdefault("year", found)
    if "year" not in readings:
        _read_year_of_short_form(lines[0], readings)
    if "year" in readings:
        pieces.append(weights["year"])
    return pieces


def _read_year_of_short_form(line: Block, readings: dict[str, Reading]) -> None:
    """The year in the short form in front of a citation: 'Lima 2020: A. Lima, …'."""
    end = number_end(line.text)
    year = read_year(line.text[:end]) if end else None
    if year is not None:
        readings["year"] = Reading(year, line.index, 0, end)


def _read_venue(
    context: Context,
    lines: Sequence[Block],
    stretches: Sequence[Part],
    title: Part,
    readings: dict[str, Reading],
) -> list[float]:
    """Enters the venue, where none was read yet, or at least volume and pages; the evidence that it
    gives."""
    if "venue" in readings:
        return []
    weight = evidence.weights("evidence")["venue"]
    own = next(line for line in lines if line.index == title.block)
    if (
        read_marked_venue(own, title, readings)
        or read_school(lines, stretches, readings)
        or read_item_venue(lines, stretches, readings)
        or ("authors" not in readings and read_numbered(lines, title, readings))
    ):
        return [weight]
    if "authors" in readings and (
        read_tagged(context, lines, title, readings) or read_rest(lines, stretches, readings)
    ):
        return [weight * venue_likeness(readings["venue"].value)]
    read_locators(lines, stretches, readings)
    return [weight] if "venue" in readings else []


_AROUND = " ,‘’“”„«»\"'"
"""What stands around the persons in front of a title in quotation marks."""


def _is_behind(persons: Part, title: Part) -> bool:
    """Whether persons stand behind the title in its line, as in citations their venue does."""
    return persons.block == title.block and persons.start >= title.end


def _persons_of_citation(
    context: Context, lines: Sequence[Block], title: Part
) -> tuple[Reading, float, Part, tuple[Part, ...]] | None:
    """The persons as the tagger reads them; as _persons gives them."""
    part = tagged_persons(context, lines, title)
    people = read_authors(_text(lines, part).strip(" ,"), cited=True).people if part else ()
    if part is None or not people or any(_is_mixed(person.name) for person in people):
        return None
    return Reading(people, part.block, part.start, part.end), LIKENESS, part, ()


def _is_mixed(name: str) -> bool:
    """Whether a name has East Asian and Latin letters, as no one's has: '田中. 浅い川 A. Lima'."""
    return has_cjk(name) and any(sign.isascii() and sign.isalpha() for sign in name)


def _persons(
    lines: Sequence[Block],
    stretches: Sequence[Part],
    cited: Part | None,
    title: Part | None = None,
) -> tuple[Reading, float, Part, tuple[Part, ...]] | None:
    """The persons, how much they read so, where they start, and the lines they go on in."""
    found = _authors_in(lines, stretches, cited)
    if found is None:
        return None
    part, likeness = _without_year(lines, found[0]), found[1]
    more = _beside(lines, stretches, part)
    texts = [_text(lines, each) for each in sorted((part, *more), key=_place)]
    opens = title is not None and part.block == title.block and part.start < title.start
    people = read_authors(", ".join(text.strip(_AROUND) for text in texts), cited=opens).people
    reading = Reading(people, part.block, part.start, part.end)
    return (reading, likeness, part, more) if people else None


def _without_year(lines: Sequence[Block], part: Part) -> Part:
    """The persons, without the year behind them in 'Lima, A. and Chen, B. (2003)'."""
    match = _YEAR_BEHIND.search(_text(lines, part))
    return part if match is None else replace(part, end=part.start + match.start())


_YEAR_BEHIND = re.compile(r"\s*[(\[]?\b(?:19|20)\d\d[a-z]?[)\]]?[\s.,:]*\Z")


def read_persons(
    lines: Sequence[Block], named: NamedParts = MappingProxyType({})
) -> tuple[Reading, float] | None:
    """The persons in lines below a title, and how much they read as persons."""
    readings: dict[str, Reading] = {}
    parts, likeness = named_persons(lines, named)
    if parts and read_called_persons(lines, parts, likeness, readings):
        return readings["authors"], likeness
    whole = [Part(line.index, 0, len(line.text)) for line in lines]
    found = _persons(lines, list(_outside(whole, tuple(_separators(lines)))), None)
    return None if found is None else found[:2]


def _stretches(lines: Sequence[Block], title: Part) -> list[Part]:
    """What stands before and behind the title, line by line; behind comes first."""
    behind: list[Part] = []
    before: list[Part] = []
    for line in lines:
        if line.index == title.block:
            first, last = _own_line(line, title)
            behind.append(Part(line.index, title.end, last))
            behind.append(Part(line.index, last, len(line.text)))
            before.append(Part(line.index, max(first, number_end(line.text)), title.start))
            before.append(Part(line.index, number_end(line.text), first))
        elif line.index < title.block:
            before.append(Part(line.index, 0, len(line.text)))
        else:
            behind.append(Part(line.index, 0, len(line.text)))
    return [part for part in (*behind, *before) if part.end > part.start]


def _own_line(line: Block, title: Part) -> tuple[int, int]:
    """Where the title's line starts and ends in a row's cell, which may print several works; the
    whole of any other block."""
    if line.form != "row":
        return 0, len(line.text)
    first = max(line.text.rfind(sign, 0, title.start) for sign in "\n\t") + 1
    last = line.text.find("\n", title.end)
    return first, last if last >= 0 else len(line.text)


def _separators(lines: Sequence[Block]) -> Iterator[Part]:
    """The links of the lines that are buttons, with the brackets around them; what parts cells, and
    the cells of those who present the papers of others."""
    for line in lines:
        if line.form == "row":
            yield from presenters(line)
            yield from (
                Part(line.index, place, place + 1)
                for place, sign in enumerate(line.text)
                if sign == "\t"
            )
        for span in line.spans:
            if span.type == "link" and is_button(line.text[span.start : span.end]):
                opens = line.text[span.start - 1 : span.start] in _OPENING
                closes = line.text[span.end : span.end + 1] in _CLOSING
                yield Part(line.index, span.start - opens, span.end + closes)


_OPENING, _CLOSING = frozenset("[(（【"), frozenset("])）】")


def _outside(stretches: Iterable[Part], taken: Sequence[Part]) -> Iterator[Part]:
    """What is left of the stretches around those that are `taken`."""
    for stretch in stretches:
        start = stretch.start
        for part in sorted(taken, key=_place):
            if part.block == stretch.block and part.end > start and part.start < stretch.end:
                if part.start > start:
                    yield Part(stretch.block, start, part.start)
                start = part.end
        if start < stretch.end:
            yield Part(stretch.block, start, stretch.end)


_text = text_of_part


def _without(stretch: Part, taken: Part) -> Part:
    """`stretch` behind `taken`, when that is in it."""
    if stretch.block == taken.block and stretch.start <= taken.start < stretch.end:
        return Part(stretch.block, min(taken.end, stretch.end), stretch.end)
    return stretch


def _authors_in(
    lines: Sequence[Block], stretches: Sequence[Part], cited: Part | None
) -> tuple[Part, float] | None:
    """The stretch that reads most like a list of persons."""
    best: tuple[Part, float] | None = None
    whole = [cited] if cited is not None else []
    for stretch in whole + list(stretches):
        for part in _cited(lines, stretch) if stretch is cited else _prefixes(lines, stretch):
            text = _text(lines, part)
            if not len(text.encode("utf-8", "replace")) > 3 or len(text) > _LONGEST:
                continue
            likeness = looks_like_authors(text)
            if len(text) <= _ONE_NAME and likeness < _KNOWN:
                continue
            if likeness >= 0.4 and _names_venue(_text(lines, stretch), text):
                continue
            if likeness >= 0.4 and (best is None or likeness > best[1] + 0.1):
                best = (part, likeness)
            if likeness >= _PLAIN:
                found = _up_to_bars(lines, stretch, part) or best
                return _in_front(lines, stretches, part) or found
    return best


def _in_front(
    lines: Sequence[Block], stretches: Sequence[Part], behind: Part
) -> tuple[Part, float] | None:
    """The persons that the item opens with, right before its title, where what stands behind that
    reads as persons, too, 'A. Lima, A Study, J. Tides': a journal may."""
    for stretch in stretches:
        if stretch.block != behind.block or stretch.end > behind.start:
            continue
        whole = Part(stretch.block, stretch.start, stretch.end)
        text = _text(lines, whole).strip(EDGES)
        opens = not any(map(str.isalnum, _line_of(lines, stretch).text[: stretch.start]))
        if (opens or stretch.start <= number_end(_line_of(lines, stretch).text)) and (
            looks_like_authors(text) >= _PLAIN
        ):
            start = _line_of(lines, stretch).text.index(text, stretch.start)
            return Part(stretch.block, start, start + len(text)), looks_like_authors(text)
    return None


def _line_of(lines: Sequence[Block], part: Part) -> Block:
    return next(line for line in lines if line.index == part.block)


def _cited(lines: Sequence[Block], part: Part) -> list[Part]:
    """The persons as a citation gave them; only as far as names with bare initials go, where those
    are followed by a full stop: 'Lima A, Chen B. Int J Tides'."""
    line = next(line for line in lines if line.index == part.block)
    bare = BARE_NAMES.match(line.text, part.start, len(line.text))
    if bare is not None and bare.end() < part.end:
        return [Part(part.block, part.start, bare.end())]
    # 'Lima A.' before the next clause: the full stop is the citation's.
    stop = _ONE_BARE_NAME.fullmatch(_text(lines, part)) is not None
    return [Part(part.block, part.start, part.end - stop)]


def _up_to_bars(lines: Sequence[Block], stretch: Part, part: Part) -> tuple[Part, float] | None:
    """The stretch as far as bars part persons in it: 'A. Lima | B. Chen | 2020'."""
    text = _text(lines, Part(part.block, part.start, stretch.end))
    end = part.end - part.start
    if not _BAR.match(text, end) or len(text) > _LONGEST:
        return None
    while (bar := _BAR.match(text, end)) is not None:
        following = _BAR.search(text, bar.end())
        behind = following.start() if following is not None else len(text)
        if looks_like_authors(text[bar.end() : behind]) < PERSON:
            break
        end = behind
    likeness = looks_like_authors(text[:end])
    if end == part.end - part.start or likeness < _BARRED:
        return None
    return Part(part.block, part.start, part.start + end), likeness


def _names_venue(stretch: str, text: str) -> bool:
    """Whether what reads as names is a venue or begins one: 'J. Mach. Learn' of its 'Res'."""
    # A workplace in brackets behind the persons, or behind a space, is no venue.
    text = _IN_BRACKETS.split(text, maxsplit=1)[0] or text
    names, *behind = text.rsplit(maxsplit=1)
    if behind and has_cjk(names) and is_organisation(behind[0]):
        return looks_like_authors(names) < PERSON
    if venue_likeness(text) >= NAMES_VENUE and not NAMED_BY_INITIALS.fullmatch(text):
        return True
    clause = _CLAUSE_END.split(stretch.strip(EDGES), maxsplit=1)[0]
    names, *rest = NAME_END.split(clause, maxsplit=1)
    if rest and venue_likeness(rest[0]) >= NAMES_VENUE and looks_like_authors(names) >= _BARRED:
        # 'with A. Lima. Journal of Tides'
        return False
    return len(clause) > len(text.strip(EDGES)) and venue_likeness(clause) >= NAMES_VENUE


_CLAUSE_END = re.compile(r"[,，;\n\t()（）]|\s(?=\d)|\s[-–—|]\s")
_IN_BRACKETS = re.compile(r"\s?[(（]")
_ONE_NAME, _KNOWN = 3, 0.8
"""Characters of one Chinese name, and how much it must read as one."""
_BAR = re.compile(r"\s*[|·•]\s|\s[-–—]\s")
_BARRED = 0.7
_LONGEST = 1500
"""Characters of the longest list of persons."""


def _beside(lines: Sequence[Block], stretches: Sequence[Part], first: Part) -> tuple[Part, ...]:
    """The lines that a list of persons goes on in, before and behind, since commas join them."""
    whole = {line.index: line.text for line in lines}
    free = {part.block: part for part in stretches if _is_names(whole, part, first)}
    found: list[Part] = []
    for step in (-1, 1):
        last, at = first, first.block + step
        while at in free or (at in whole and _ONLY_SIGNS.fullmatch(whole[at])):
            before, behind = sorted((last.block, at))
            joined = _GOES_ON.search(whole[before]) or _COMES_AFTER.match(whole[behind])
            if not joined:
                break
            last = free.get(at, Part(at, 0, 0))
            found.append(last)
            at += step
    return tuple(part for part in found if part.end)


def _place(part: Part) -> tuple[int, int]:
    return part.block, part.start


def _is_names(whole: Mapping[int, str], part: Part, first: Part) -> bool:
    """Whether a stretch is a whole short line that may go on with persons."""
    text = whole[part.block][part.start : part.end]
    if part.block == first.block or part.start or len(text) > _MAX_LINE:
        return False
    return looks_like_authors(_COMES_AFTER.sub("", text, count=1)) >= 0.4


_MAX_LINE = 300
_ONLY_SIGNS = re.compile(r"\s*(?:[,，;；、&|]|and)?\s*")
_GOES_ON = re.compile(r"(?:[,，;；、&]|\band)\s*$")
_COMES_AFTER = re.compile(r"\A\s*(?:[,，;；、&]|and\b)\s*")


def _prefixes(lines: Sequence[Block], stretch: Part) -> list[Part]:
    return free_prefixes(next(line for line in lines if line.index == stretch.block), stretch)
