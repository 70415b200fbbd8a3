"""The persons of an item, from what stands around its title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from extractor.papers.bare_names import BARE_NAME
from extractor.papers.fields._organisations import is_organisation
from extractor.papers.fields._text import has_cjk
from extractor.papers.fields.names import looks_like_authors, read_authors
from extractor.papers.fields.venues import venue_likeness
from extractor.papers.item_named import read_called_persons
from extractor.papers.item_signs import EDGES, number_end
from extractor.papers.item_stretches import outside, place_of, separators
from extractor.papers.item_venues import NAMES_VENUE
from extractor.papers.labels import Part
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

_text = text_of_part
_PLAIN = 0.9
"""Likeness at which a stretch is a list of persons and no other is tried."""
_ONE_BARE_NAME = re.compile(rf"{BARE_NAME}\s[A-Z]{{1,3}}\.")
_AROUND = " ,‘’“”„«»\"'"
"""What stands around the persons in front of a title in quotation marks."""


def is_behind_title(persons: Part, title: Part) -> bool:
    """Whether persons stand behind the title in its line, as in citations their venue does."""
    return persons.block == title.block and persons.start >= title.end


def persons_of_citation(
    context: Context, lines: Sequence[Block], title: Part
) -> tuple[Reading, float, Part, tuple[Part, ...]] | None:
    """The persons as the tagger reads them; as persons_around gives them."""
    part = tagged_persons(context, lines, title)
    people = read_authors(_text(lines, part).strip(" ,"), cited=True).people if part else ()
    if part is None or not people or any(_is_mixed(person.name) for person in people):
        return None
    return Reading(people, part.block, part.start, part.end), LIKENESS, part, ()


def _is_mixed(name: str) -> bool:
    """Whether a name has East Asian and Latin letters, as no one's has: '田中. 浅い川 A. Lima'."""
    return has_cjk(name) and any(sign.isascii() and sign.isalpha() for sign in name)


def persons_around(
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
    texts = [_text(lines, each) for each in sorted((part, *more), key=place_of)]
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
    found = persons_around(lines, list(outside(whole, tuple(separators(lines)))), None)
    return None if found is None else found[:2]


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
    # 'Ann Lima': the first word is short for annals, too.
    name = text.strip(_AROUND)
    full = _FULL_NAME.fullmatch(name) and looks_like_authors(name) >= _PLAIN
    if venue_likeness(text) >= NAMES_VENUE and not (full or NAMED_BY_INITIALS.fullmatch(text)):
        return True
    clause = _CLAUSE_END.split(stretch.strip(EDGES), maxsplit=1)[0]
    names, *rest = NAME_END.split(clause, maxsplit=1)
    if rest and venue_likeness(rest[0]) >= NAMES_VENUE and looks_like_authors(names) >= _BARRED:
        # 'with A. Lima. Journal of Tides'
        return False
    return len(clause) > len(text.strip(EDGES)) and venue_likeness(clause) >= NAMES_VENUE


_FULL_NAME = re.compile(r"[^\W\d_a-z][a-z]{1,20} [^\W\d_a-z][^\W\d_]{2,20}")
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
