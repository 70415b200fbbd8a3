"""Venue and year of an item, from what stands beside its title and persons."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from extractor import lexicon
from extractor.papers.cited_titles import TAGGED
from extractor.papers.fields._organisations import is_organisation
from extractor.papers.fields._patterns import holds_any
from extractor.papers.fields.dates import find_dates, read_year
from extractor.papers.fields.names import looks_like_authors, read_authors
from extractor.papers.fields.venues import find_venue, read_venue, venue_likeness
from extractor.papers.item_signs import EDGES
from extractor.papers.labels import Part
from extractor.papers.named_parts import text_of_part
from extractor.papers.sections import Context
from extractor.papers.tagger import values_of
from extractor.papers.venue_by_signs import SURNAME, put_numbers, read_venue_by_signs
from extractor.records import Block, Reading

_text = text_of_part
NAMES_VENUE = 0.6
"""Likeness at which words name a venue."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def read_tagged(
    context: Context, lines: Sequence[Block], title: Part, readings: dict[str, Reading]
) -> bool:
    """Enters what the tagger finds in the line of the title or behind it; whether a venue."""
    for line in lines:
        if line.index < title.block or not _MINTAGGED <= len(line.text) <= _MAXTAGGED:
            continue
        if line.index == title.block and len(line.text) - (title.end - title.start) < _MINTAGGED:
            continue
        tagged = context.tags.of(line)
        venue = tagged.first("venue")
        if venue is None or venue.confidence < TAGGED or tagged.confidence < TAGGED:
            continue
        if line.index == title.block and venue.start < title.end and venue.end > title.start:
            continue
        if _is_no_container(line, Part(line.index, venue.start, venue.end), readings):
            continue
        values = values_of(line.text, tagged)
        for name in ("venue", "year", "volume", "issue", "pages", "publisher"):
            value = getattr(values, name)
            if value is not None:
                readings.setdefault(name, Reading(value, line.index, venue.start, venue.end))
        return "venue" in readings
    return False


def _is_no_container(line: Block, part: Part, readings: Mapping[str, Reading]) -> bool:
    """Whether a stretch of a line names where the persons work, or an editor: 'Lima, A.'."""
    if _EDITOR.fullmatch(line.text[part.start : part.end].strip()):
        return True
    bracketed = Part(part.block, part.start - 1, part.end + 1)
    return _is_workplace((line,), bracketed, readings) or _is_affiliation((line,), part, readings)


_EDITOR = re.compile(r"[^\W\d_a-z][\w'’-]{1,30}, (?:[A-Z]\.?[ -]?){1,3}")
_MINTAGGED, _MAXTAGGED = 12, 900
"""Characters of a line that the tagger is asked about."""


def read_item_venue(
    lines: Sequence[Block], stretches: Sequence[Part], readings: dict[str, Reading]
) -> bool:
    """Enters the venue: where signs say that one is there, in italics, or a known name."""
    if read_venue_by_signs(lines, stretches, readings):
        return True
    for part in (*_italics(lines, stretches), *stretches):
        text = _text(lines, part)
        italic = part not in stretches
        named = "authors" in readings
        if not 2 < len(text) < 400 or (italic and not _may_be_venue(text, named=named)):
            continue
        if italic and _is_affiliation(lines, part, readings):
            continue
        known = find_venue(text)
        if not italic and known is None:
            continue
        if not italic and known is not None:
            clause = _SENTENCES.split(text[_segment_start(text, known.start) :], maxsplit=1)[0]
            text = _in_brackets(text, known.start, known.end) or clause
            text = _behind_surnames(text, part, readings)
        venue = read_venue(_SIGNS_IN_FRONT.sub("", text).rstrip(" ,;"))
        if venue is None:
            continue
        readings["venue"] = Reading(venue.name, part.block, part.start, part.end)
        put_numbers(venue, part, readings)
        return True
    return False


# What the page says of a work, behind the year of its venue: 'Tides 2019. The paper that started'.
_SENTENCES = re.compile(r"(?<=(?:19|20)\d\d)[)\]]?\.\s(?=[A-Z][\w’']*,?\s[\w’']+,?\s[\w’']+)")


def _behind_surnames(text: str, part: Part, readings: dict[str, Reading]) -> str:
    """A venue without the surnames in front of it, which are the persons: '(Lima and Chen, Tides
    2019)'."""
    match = _SURNAMES.match(text)
    if match is None or venue_likeness(match[1]) >= NAMES_VENUE or is_organisation(match[1]):
        return text
    if find_venue(text[match.end() :]) is None:
        return text
    people = read_authors(match[1]).people
    if "authors" not in readings and people:
        readings["authors"] = Reading(people, part.block, part.start, part.end)
    return text[match.end() :] if people else text


_SURNAMES = re.compile(
    rf"({SURNAME}(?:(?:, | and | & |, and ){SURNAME}){{0,5}}(?:,? et al\.?)?),\s+(?=[A-Z])"
)

# Icons and marks; brackets and quotation marks belong to what they open.
_SIGNS_IN_FRONT = re.compile(r"^[^\w(（\[【《「『\"“'‘«*]+")


def _is_affiliation(lines: Sequence[Block], part: Part, readings: Mapping[str, Reading]) -> bool:
    """Whether italics right behind the persons name where they work."""
    persons = readings.get("authors")
    if persons is not None and persons.block + 1 == part.block:
        line = next(line for line in lines if line.index == part.block)
        whole = not (line.text[: part.start] + line.text[part.end :]).strip(EDGES)
        name = _text(lines, part)
        return whole and is_organisation(name) and venue_likeness(name) < _SCHOOL
    if persons is None or persons.block != part.block or persons.end > part.start:
        return False
    between = _text(lines, Part(part.block, persons.end, part.start))
    text = _text(lines, part)
    return not between.strip(EDGES) and is_organisation(text) and venue_likeness(text) < _SCHOOL


def _is_workplace(lines: Sequence[Block], part: Part, readings: Mapping[str, Reading]) -> bool:
    """Whether brackets right behind the persons hold the name of an organisation."""
    text = _text(lines, part).strip()
    persons = readings.get("authors")
    if persons is None or persons.block != part.block or not _BRACKETED.fullmatch(text):
        return False
    between = _text(lines, Part(part.block, persons.end, max(persons.end, part.start)))
    inside = text.strip("()\uff08\uff09 ")
    return persons.start < part.start and not between.strip(EDGES) and is_organisation(inside)


_BRACKETED = re.compile(r"[(\uff08][^()\uff08\uff09]+[)\uff09]?")

_SCHOOL = 0.5
"""Likeness as a venue that a school's name stays under."""


def _may_be_venue(text: str, *, named: bool) -> bool:
    """Whether italics behind a title name a venue: anything that is no date and, where the
    persons are not `named` yet, no list of persons."""
    if venue_likeness(text) >= 0.3:
        return True
    letters = sum(sign.isalpha() for sign in text)
    if letters < 3 or not text[0].isupper() or len(text) > 80:
        return False
    return named or looks_like_authors(text) < 0.6


def read_rest(
    lines: Sequence[Block], stretches: Sequence[Part], readings: dict[str, Reading]
) -> bool:
    """Enters what is left of a short line as the venue, where it surely reads as one."""
    for part in stretches:
        text = _text(lines, part).strip(EDGES)
        if _is_workplace(lines, part, readings):
            continue
        if 2 < len(text) <= _MAX_VENUE and "#" not in text and venue_likeness(text) >= NAMES_VENUE:
            venue = read_venue(text)
            if venue is not None:
                readings["venue"] = Reading(venue.name, part.block, part.start, part.end)
                return True
    return False


_MAX_VENUE = 160


def read_locators(
    lines: Sequence[Block], stretches: Sequence[Part], readings: dict[str, Reading]
) -> None:
    """Enters volume, issue and pages from a stretch that is nothing else, as below the titles of
    an issue: '2023, 41(2): 18-26.'; or with a name in front that no list knows: '防災教育 20巻'."""
    for part in stretches:
        if _read_named_locators(lines, part, readings):
            return
        match = _LOCATORS.fullmatch(_text(lines, part).strip())
        if match is not None:
            for name in ("volume", "issue", "pages"):
                readings.setdefault(name, Reading(match[name], part.block, part.start, part.end))
            return


def _read_named_locators(lines: Sequence[Block], part: Part, readings: dict[str, Reading]) -> bool:
    """Whether a whole line is a short East Asian name with its volume in words behind it; or a
    stretch begins with a clause of ideographs, a year, volume and issue."""
    clause = _CLAUSE_BEFORE_VOLUME.match(_text(lines, part))
    if clause is not None:
        start = part.start + clause.start(1)
        readings["venue"] = Reading(clause[1], part.block, start, start + len(clause[1]))
        return True
    line = next(line for line in lines if line.index == part.block)
    match = _named_volume().match(line.text)
    if match is None or part.start or part.end < len(line.text) or line.form == "row":
        return False
    venue = read_venue(line.text)
    if venue is None or venue.name != match[1] or venue.volume is None:
        return False
    put_numbers(venue, part, readings)
    readings["venue"] = Reading(venue.name, part.block, part.start, match.end(1))
    return True


_CLAUSE_BEFORE_VOLUME = re.compile(
    r"[,，.。\s]{0,3}([\u3400-\u9fff]{3,20}(?:[(（][\u3400-\u9fff]{2,10}[)）])?)[,，]\s?"
    r"(?:19|20)\d\d[,，]\s?\d{1,4}\s?[(（][\w-]{1,9}[)）]"
)


@cache
def _named_volume() -> re.Pattern[str]:
    """An East Asian name, group 1, in front of a volume in words."""
    data = lexicon.load("extractor.papers", "data/venues.toml")
    return re.compile(
        r"([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u30fb]{3,40})[\s,\uff0c\u3001]+"
        rf"(?:[{data['ordinal']}]?\s?\d{{1,4}}\s?[{data['volume_sign']}]|vol\.?\s?\d)",
        re.IGNORECASE,
    )


_LOCATORS = re.compile(
    r"(?:(?:19|20)\d\d\s?\u5e74?\s?[,\uff0c.;]?\s?)?"
    r"(?:vol\.?\s?|\u7b2c)?(?P<volume>\d{1,4})(?:\s?\u5377)?[,\uff0c]?\s?"
    r"(?:[(\uff08]|no\.?\s?|\u7b2c)(?P<issue>[\w-]{1,9}?)(?:[)\uff09]|\s?\u671f|(?=[:,]))\s?"
    r"[:\uff1a,\uff0c.]?\s?(?:pp?\.?\s?)?(?P<pages>\w{1,8}\s?[-\u2013\u2014~]{1,2}\s?\w{1,8})\s?[.\u9875\u3002]?",
    re.IGNORECASE,
)


def read_numbered(lines: Sequence[Block], title: Part, readings: dict[str, Reading]) -> bool:
    """Enters the venue that all of the line behind the title is, with volume, year and pages: 'A
    Study, Tide Notes 22 (1996), 1-14', as owners list the works that are theirs alone."""
    line = next(line for line in lines if line.index == title.block)
    text = line.text[title.end :].strip(EDGES)
    venue = read_venue(text) if len(text) <= _MAX_VENUE else None
    if venue is None or venue.year is None or not (venue.volume and venue.pages):
        return False
    if venue_likeness(text) < NAMES_VENUE:
        return False
    part = Part(line.index, title.end, len(line.text))
    readings["venue"] = Reading(venue.name, part.block, part.start, part.end)
    put_numbers(venue, part, readings)
    return True


def read_school(
    lines: Sequence[Block], stretches: Sequence[Part], readings: dict[str, Reading]
) -> bool:
    """Enters the school behind the word for a thesis, or glued to it: 'PhD thesis, University of
    Oslo, 2010'."""
    for part in stretches:
        text = _text(lines, part)
        # Searched for only where one of the words stands, since that search is dear.
        match = _theses().search(text) if holds_any(text.casefold(), _thesis_words()) else None
        if match is None:
            continue
        school = _SCHOOL_END.split(text[match.end() :].strip(EDGES), maxsplit=1)[0]
        school = _PLACE.sub("", school, count=1)
        if not is_organisation(school):
            # '南江大学硕士学位论文': East Asian lists put the school in front.
            school = _CLAUSE.split(text[: match.start()])[-1]
        if is_organisation(school):
            readings["venue"] = Reading(school.strip(EDGES), part.block, part.start, part.end)
            return True
    return _says_thesis(lines) and _read_school_alone(lines, stretches, readings)


def _says_thesis(lines: Sequence[Block]) -> bool:
    """Whether a short run of an item, a badge or a line, is a word for theses."""
    for line in lines:
        if holds_any(line.text.casefold(), _thesis_words()):
            runs = [line.text[span.start : span.end] for span in line.spans]
            if any(_theses().fullmatch(text.strip(_SIGNS)) for text in (*runs, line.text)):
                return True
    return False


_SIGNS = EDGES + "()[]"


def _read_school_alone(
    lines: Sequence[Block], stretches: Sequence[Part], readings: dict[str, Reading]
) -> bool:
    """Enters the school that a clause of an item names that is called a thesis elsewhere."""
    for part in stretches:
        clauses = (clause.strip(EDGES) for clause in _SCHOOL_END.split(_text(lines, part)))
        school = next(filter(is_organisation, clauses), "")
        if school and len(school) <= _MAX_VENUE:
            readings["venue"] = Reading(school, part.block, part.start, part.end)
            return True
    return False


# The place in front of the school, with a colon.
_PLACE = re.compile(r"^[^\W\d][^:\uff1a]{1,30}[:\uff1a]\s?")
_SCHOOL_END = re.compile(r"[.;(，,]\s|\b(?:19|20)\d\d\b|[。，；（]|\n|\t")


_CLAUSE = re.compile(r"[\s,.;:，。；：、()（）\[\]]")


@cache
def _thesis_words() -> tuple[str, ...]:
    words = lexicon.load("extractor.papers.data", "venues.toml")["theses"]
    return tuple(sorted((word.casefold() for word in words), key=len, reverse=True))


@cache
def _theses() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _thesis_words())), re.IGNORECASE)


def _in_brackets(text: str, start: int, end: int) -> str:
    """What the brackets hold that open a clause and `text[start:end]` stands in: 'Title (ICML 2020)
    Persons'."""
    for opening, closing in ("()", "[]", "（）", "【】"):
        left, right = text.rfind(opening, 0, start + 1), text.find(closing, end - 1)
        opens = not text[_segment_start(text, start) : max(left, 0)].strip(EDGES)
        if left >= 0 and right >= 0 and opens and closing not in text[left:start]:
            return text[left + 1 : right]
    return ""


def _segment_start(text: str, position: int) -> int:
    """Where the clause starts that holds `position`."""
    for sign in (". ", "; ", "。", "\n", "\t", " | ", " · ", " • "):
        found = text.rfind(sign, 0, position)
        if found >= 0:
            return found + len(sign)
    return 0 if position < 60 else position


def _italics(lines: Sequence[Block], stretches: Sequence[Part]) -> list[Part]:
    found: list[Part] = []
    for stretch in stretches:
        line = next(line for line in lines if line.index == stretch.block)
        found.extend(
            Part(line.index, max(stretch.start, _word_start(line.text, span.start)), span.end)
            for span in line.spans
            if span.type == "emphasis" and stretch.start <= span.start < span.end <= stretch.end
        )
    return found


def _word_start(text: str, position: int) -> int:
    """Where the word starts that `position` is in: italics may begin behind its first letter."""
    if not (text[position].isascii() and text[position].isalpha()):
        return position
    while position and text[position - 1].isascii() and text[position - 1].isalpha():
        position -= 1
    return position


def read_item_year(
    lines: Sequence[Block], stretches: Sequence[Part], title: Part, readings: dict[str, Reading]
) -> None:
    """Enters the first year beside the title, volumes of series aside, and days in front of the
    title, when a meeting was."""
    for stretch in stretches:
        text = _text(lines, stretch)
        before = (stretch.block, stretch.start) < (title.block, title.start)
        if before and any(len(date.value) > len("2020-01") for date in find_dates(text)):
            continue
        if _YEAR.search(text):
            before_volume = _BEFORE_VOLUME.search(text)
            year = read_year(before_volume[0] if before_volume else _series().sub("", text))
            if year is not None:
                readings["year"] = Reading(year, stretch.block, stretch.start, stretch.end)
                return


# 'Tides 2023, 23(1), 12', whatever day it went online.
_BEFORE_VOLUME = re.compile(r"\b(?:19|20)\d\d\)?[,;]\s?(?=\d{1,4}\s?\(\d)")


@cache
def _series() -> re.Pattern[str]:
    """Series of books with their numbers, which look like years: 'LNCS 2009'."""
    names = "|".join(lexicon.load("extractor.papers.data", "venues.toml")["series"])
    # '2024/123' is the number of a report.
    return re.compile(rf"\b(?:{names})\s\d+|\b\d{{4}}/\d{{3,5}}\b")
