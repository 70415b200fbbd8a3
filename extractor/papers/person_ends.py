"""Where a list of persons may end in an item: at italics, a year, a bracket, a venue's name."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice, pairwise

from extractor import lexicon
from extractor.papers.bare_names import BARE_LIST, BARE_NAME
from extractor.papers.fields._name_lists import listed
from extractor.papers.fields._patterns import any_of, holds_any
from extractor.papers.fields.dates import month_numbers
from extractor.papers.fields.names import looks_like_authors
from extractor.papers.fields.venues import find_venue, venue_likeness
from extractor.papers.item_signs import EDGES
from extractor.papers.item_venues import NAMES_VENUE
from extractor.papers.labels import Part
from extractor.papers.once import once_a_page
from extractor.records import Block, Span

PERSON = 0.4
"""Likeness at which a stretch in brackets, or between bars, names persons."""
_AUTHORS_END = re.compile(
    r"\s\((?=[^()\n]{0,80}\b(?:19|20)\d\d\))|(?:\s+in\b)?[.,(（\[]?\s*\b(?:19|20)\d\d\b|\s[-–—|•]\s|\[|\n|\t"
)
# Names with bare initials throughout: 'Lima A, Chen BD.', 'Lima AB.'.
BARE_NAMES = re.compile(rf"{BARE_LIST}|{BARE_NAME}\s[A-Z]{{2,3}}(?=\.\s)")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_][^\W\d_])\.\s")
_INITIALS_NAME = r"(?:[A-Z]\.[ -]?){1,3}[^\W\d_][\w'’-]{1,30}"
# 'J. Ye, J. Lima': short for no journal.
NAMED_BY_INITIALS = re.compile(
    rf"{_INITIALS_NAME}(?:(?:,|,? and| &) {_INITIALS_NAME}){{0,60}}[:.]?"
)


def free_prefixes(line: Block, stretch: Part) -> list[Part]:
    """A stretch up to the places where a list of persons may end: italics, a year, a bracket."""
    start = stretch.start
    time = _TIME.match(line.text, start, stretch.end)
    start = time.end() if time else start
    while start < stretch.end and line.text[start] in _IN_FRONT:
        start += 1
    if (closes := _bracket_end(line.text, stretch, start)) > start:
        return [Part(stretch.block, start, closes)]
    ends = [stretch.end]
    ends += [
        span.start
        for span in line.spans
        if start < span.start < stretch.end
        and (span.type == "cell" or (span.type == "emphasis" and not _is_followed(line.text, span)))
    ]
    ends += _ends_in(line.text, start, stretch.end)
    ends = [end for end in ends if end == stretch.end or _may_end(line.text, start, end)]
    edges = EDGES.replace(".", "") + _OPENING_QUOTES
    prefixes = [
        Part(stretch.block, start, start + len(line.text[start:end].rstrip(edges)))
        for end in sorted(set(ends))
    ]
    return (
        prefixes
        + [
            Part(stretch.block, span.start, span.end)
            for span in line.spans
            if span.type == "emphasis"
            and start < span.start < span.end <= stretch.end
            # 'of <i>Euler</i>' goes on in a sentence.
            and not any(map(str.islower, line.text[start : span.start].split()))
        ]
    )


def _may_end(text: str, start: int, end: int) -> bool:
    """Whether a list of persons may end there: not in a bracket, nor before a person's initials or
    'and'."""
    return not _is_bracketed(text[start:end]) and _goes_on().match(text, end) is None


@cache
def _goes_on() -> re.Pattern[str]:
    words = any_of(listed("conjunctions_of_citations"))
    return re.compile(rf"[\s,]*(?:(?:&|{words})\s|(?:[A-Z]\.[\s-]?){{1,4}}(?:[,;&]|{words}\s))")


def _is_followed(text: str, span: Span) -> bool:
    """Whether a person stands behind italics, which then are an affiliation: 'Ann Lima, <i>Some
    University;</i> Bo Chen'."""
    return _NEXT_PERSON.match(text, max(span.start, span.end - 1)) is not None


_NEXT_PERSON = re.compile(r"[^;]?;\s+(?:and\s)?[^\W\d_a-z]")
# The end of the title before them.
_IN_FRONT = EDGES + "\u300b\u300d\u300f"


# The time of a talk, '9:30', '10.00-10.30 h'.
_TIME = re.compile(
    r"\s*\d{1,2}[:.h]\d\d(?:\s?[-–]\s?\d{1,2}[:.h]\d\d)?(?:\s?(?:[ap]\.?m\.?|hs?|Uhr)\b)?[\s:,–-]+",
    re.IGNORECASE,
)

# In front of a title, behind its persons.
_OPENING_QUOTES = "「『《“„«"


def _bracket_end(text: str, stretch: Part, start: int) -> int:
    """Where the bracket closes that a list of persons stands in, '(with A. Lima, B. Chen)'; 0
    where none opens just before `start`."""
    if "(" not in text[stretch.start : start]:
        return 0
    open_brackets = 1
    for place in range(start, stretch.end):
        open_brackets += (text[place] == "(") - (text[place] == ")")
        if not open_brackets:
            return place if looks_like_authors(text[start:place]) >= PERSON else 0
    return 0


@once_a_page
def _ends_in(text: str, start: int, end: int) -> tuple[int, ...]:
    """Where a list of persons in `text[start:end]` may end by its words and signs."""
    ends: list[int] = []
    bare = BARE_NAMES.match(text, start, end)
    if bare:
        ends.append(bare.end())
    for pattern in (_AUTHORS_END, _dates(), _others()):
        # The words of the last are rare, and looking for them is dear.
        if pattern is not _others() or holds_any(text[start + 2 : end].casefold(), _other_words()):
            match = pattern.search(text, start + 2, end)
            if match:
                ends.append(match.start())
    found = find_venue(text[start:end])
    if found is not None and found.start > 2:
        # No list of persons ends within a venue: before the year of 'ACL 2022'.
        first, last = start + found.start, start + found.end
        ends = [place for place in ends if not first < place <= last]
        ends.append(first)
    sentence = _SENTENCE_END.search(text, start + 8, end)
    if sentence:
        ends.append(sentence.start())
    comma = _comma_before_venue(text, start, end)
    if comma:
        ends.append(comma)
    return tuple(ends)


def _comma_before_venue(text: str, start: int, end: int) -> int:
    """Where a clause starts that is a venue: 'with A. Lima and B. Chen, Journal of Tides, 2019'."""
    commas = [match.start() for match in islice(_COMMA.finditer(text, start, end), _MAX_COMMAS)]
    for comma, following in pairwise((*commas, end)):
        clause = _DASH.split(text[comma + 1 : following].strip(EDGES), maxsplit=1)[0]
        least = NAMES_VENUE if " " in clause else _ACRONYM
        if len(clause) < 3 or venue_likeness(clause) < least:
            continue
        if NAMED_BY_INITIALS.fullmatch(clause) or _TWO_WORDS.fullmatch(clause):
            continue
        # 'A. Lima. Journal of Tides': the last person's name ends in the clause.
        rest = NAME_END.split(clause, maxsplit=1)
        if len(rest) == 1 or venue_likeness(rest[1]) < NAMES_VENUE:
            return comma
    return 0


_ACRONYM = 0.9
"""How much one word must read as a venue."""
# 'Ann Thomas', whose first word may be short for Annals.
_TWO_WORDS = re.compile(r"[^\W\d_]+ [^\W\d_]+")
NAME_END = re.compile(r"(?<=[^\W\d_]{2})\. (?=(?:[Ii]n:?|[A-Z]{2,}|[^\W\d_]{4,})\s)")
_COMMA = re.compile(r"[,;]\s")
_DASH = re.compile(r"\s[-–—|·•]\s|[\n\t]")
_MAX_COMMAS = 12


def _is_bracketed(text: str) -> bool:
    """Whether a bracket is open at the end of `text`."""
    return text.count("(") + text.count("（") > text.count(")") + text.count("）")


@cache
def _dates() -> re.Pattern[str]:
    """A date with a month, which parts persons from a venue: 'Lima, A., 1 Oct 2021, In: Tides'."""
    names = any_of(month_numbers())
    return re.compile(
        rf"[,.]\s\(?(?:\d{{1,2}}\.?\s)?{names}\.?\s(?:\d{{1,2}},?\s)?(?:19|20)\d\d\b", re.IGNORECASE
    )


@cache
def _other_words() -> tuple[str, ...]:
    words = lexicon.load("extractor.papers.data", "names.toml")["others"]
    return tuple(map(lexicon.fold, words))


@cache
def _others() -> re.Pattern[str]:
    return re.compile(
        "|".join(
            rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)
            for word in _other_words()
        ),
        re.IGNORECASE,
    )
