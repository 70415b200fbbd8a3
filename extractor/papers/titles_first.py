"""Titles told by what stands behind them: persons and a venue in italics, a journal in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from extractor.papers.fields.names import looks_like_authors
from extractor.papers.fields.titles import title_likeness
from extractor.papers.fields.venues import venue_likeness
from extractor.papers.labels import Part
from extractor.papers.persons_by_place import persons_by_place
from extractor.records import Block, Span

_TITLED = 0.5
_NAMED, _UNNAMED = 0.5, 0.3
"""Likeness of a list of persons, and of what is none."""
_SHORTEST = 12
"""Bytes of a title."""
_MOST_COMMAS = 8
_COMMA = re.compile(r",\s")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_EDGES = " \t,.;:"


def title_before_persons(line: Block, start: int) -> tuple[Part, Part] | None:
    """The title and the persons of 'A Study of Tides, A. Lima, B. Chen, <i>Tides</i> [2020]' whose
    text starts at `start`; None for any other line."""
    for span in line.spans:
        if is_venue_at_end(line, span, start):
            for comma in _commas(line.text, start, span.start):
                title = Part(line.index, start, comma)
                persons = line.text[comma : span.start].strip(_EDGES)
                if not _is_title(line.text[start:comma]):
                    continue
                if looks_like_authors(persons) >= _NAMED:
                    first = line.text.index(persons, comma)
                    return title, Part(line.index, first, first + len(persons))
    return None


def title_before_venue(line: Block, start: int) -> Part | None:
    """The title of 'A Study of Tides, Conference on Tides [2020]', a line without persons whose
    last clause surely names a venue; None for any other line."""
    commas = list(_commas(line.text, start, len(line.text)))
    if not commas or len(line.text) > _LONGEST or not _YEAR.search(line.text, commas[-1]):
        return None
    title, venue = line.text[start : commas[-1]], without_year(line.text[commas[-1] :])
    if not _is_title(title) or venue_likeness(venue) < _VENUE:
        return None
    return Part(line.index, start, commas[-1])


def without_year(venue: str) -> str:
    """A venue without the year behind it, 'Conference on Tides [2020]', and signs around it."""
    return _YEAR_AT_END.sub("", venue.strip(_EDGES))


_VENUE = 0.75
_LONGEST = 300
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_AT_END = re.compile(r"\s*[(\[（]?(?:19|20)\d\d[)\]）]?\.?$")


def title_before_container(line: Block, start: int) -> tuple[Part, Part | None] | None:
    """The title, and the persons where some are, in front of a journal in quotation marks with
    numbers behind it: 'A. Lima. A Study. 《Tides》, 2020, 12(3)'; None for any other line."""
    match = _CONTAINER.search(line.text, start)
    if match is None:
        return _before_low_quotes(line, start)
    if line.text[: match.start()].rstrip().endswith(tuple("》」』")):
        return _quoted_before(line, start, match.start())
    clauses = [clause.span() for clause in _CLAUSE.finditer(line.text, start, match.start())]
    if not clauses:
        return None
    first, last = clauses[-1]
    persons = line.text[start:first].rstrip(_EDGES + _MARKS)
    if not _is_title(line.text[first:last]) or (persons and looks_like_authors(persons) < _NAMED):
        return None
    title = Part(line.index, first, last)
    return title, Part(line.index, start, start + len(persons)) if persons else None


def _quoted_before(line: Block, start: int, end: int) -> tuple[Part, Part | None] | None:
    """The same with the title in quotation marks: '王小明，《论河流》，《潮汐学报》2018年第3期'."""
    quoted = _QUOTED_AT_END.search(line.text, start, end)
    if quoted is None or "《" in line.text[start : quoted.start()]:
        return None
    persons = line.text[start : quoted.start()].rstrip(_EDGES + _MARKS + "：，。")
    if persons and not persons_by_place(_ROLE.sub("", persons), _SHORTEST_NAME):
        return None
    title = Part(line.index, *quoted.span(1))
    end = start + len(_ROLE.sub("", persons))
    return title, Part(line.index, start, end) if persons else None


_QUOTED_AT_END = re.compile(r"[《「『]([^《》「」『』]{2,200})[》」』]\s*$")
_ROLE = re.compile(r"[(（][^()（）]{1,20}[)）]$")
_SHORTEST_NAME = 2


def title_behind_capitals(line: Block, start: int) -> tuple[Part, Part] | None:
    """The title and the persons of 'LIMA, A.; GIL, B. C. A Study. Tides, v. 9', as Brazilian
    lists have it; None for any other line."""
    match = _IN_CAPITALS.match(line.text, start)
    if match is None or not _LETTERS.search(match[2]) or len(match[2]) < _SHORTEST:
        return None
    return Part(line.index, *match.span(2)), Part(line.index, *match.span(1))


_UPPER = "A-ZÀ-ÖØ-Þ"
_CAPITALS = (
    rf"[{_UPPER}][{_UPPER}'’-]{{1,30}}(?:\s[{_UPPER}][{_UPPER}'’-]{{1,30}}){{0,2}},\s"
    rf"[{_UPPER}]\.(?:[\s-]?[{_UPPER}]\.){{0,3}}"
)
_IN_CAPITALS = re.compile(
    rf"\s*({_CAPITALS}(?:\s?;\s?{_CAPITALS}){{0,30}})[\s.]{{1,3}}"
    rf"([^\W\d_][^.?!]{{5,300}}[?!]?)(?=\.\s|(?<=[?!])\s)"
)


def _before_low_quotes(line: Block, start: int) -> tuple[Part, Part | None] | None:
    """The same with commas between, as Polish lists have it: 'Lima A., Gil B., A Study, „Tides”
    2019, nr 3' and 'Lima A., A Study, [w:] Book, red. B. Gil'."""
    match = _LOW_QUOTES.search(line.text, start)
    if match is None:
        return None
    persons = _PERSONS_IN_FRONT.match(line.text, start, match.start())
    first = persons.end() if persons else start
    title = line.text[first : match.start()]
    if not _is_title(title) and not (persons and len(title) >= _SHORTEST):
        return None
    authors = Part(line.index, start, persons.end(1)) if persons else None
    return Part(line.index, first, match.start()), authors


# A journal in quotation marks with a number behind it; what a chapter is in.
_LOW_QUOTES = re.compile(
    r",\s(?=[„«][^„”“«»]{2,80}[”“»],?\s(?:(?:19|20)\d\d|[^\W\d_]{1,5}\.?\s?\d)|\[(?:w|in|en|v|u)\s?:\]\s)"
)
_PERSONS_IN_FRONT = re.compile(
    r"((?:[^\W\d_][\w'’-]{1,30}\s(?:[^\W\d_]\.[\s-]?){1,3},\s?){0,20}"
    r"[^\W\d_][\w'’-]{1,30}\s(?:[^\W\d_]\.-?\s?){1,3}),\s"
)
_CONTAINER = re.compile(
    r"[.,，。．]\s?(?=[《『][^《》『』]{2,40}[》』][\s,，.、(（]*(?:(?:19|20)\d\d|\d|\u7b2c|[Vv]ol))"
)
_CLAUSE = re.compile(r"[^.。．\s](?:[^.。．]|[.](?!\s))*")
_MARKS = "*#†‡∗"


def title_before_leaders(line: Block, start: int) -> tuple[Part, Part] | None:
    """The title and the persons of a line of a contents list, with dots between and perhaps a page
    at the end: 'A Study …… A. Lima (12)'; None for any other line."""
    match = _LEADERS.search(line.text, start)
    if match is None or not _is_title(line.text[start : match.start()]):
        return None
    persons = Part(
        line.index, match.end(), match.end() + len(_PAGE.sub("", line.text[match.end() :]))
    )
    if persons.end <= persons.start:
        return None
    return Part(line.index, start, match.start()), persons


_LEADERS = re.compile(
    r"\s*(?:…{2,}|[.·。﹒∙]{5,}|—{4,}|-{6,}|_{4,})\s*"
    # 'A Study / A. Lima (12)', as issues announce their contents.
    r"|\s[/／]\s(?=[^/／()（）\d]{2,80}[(（]\d{1,4}(?:\s?[-–]\s?\d{1,4})?[)）]\s*$)"
)
_PAGE = re.compile(r"[\s(（/·…]*\d{1,4}(?:\s?[-–]\s?\d{1,4})?[)）\s]*$")


def is_venue_at_end(line: Block, span: Span, start: int) -> bool:
    """Whether italics close a line that opens with a title and no persons: nothing but numbers
    stands behind them."""
    if span.type != "emphasis" or _LETTERS.search(line.text, span.end):
        return False
    comma = next(_commas(line.text, start, span.start), -1)
    if comma < 0 or not _is_title(line.text[start:comma]):
        return False
    return looks_like_authors(line.text[start : span.start]) < _UNNAMED


def _is_title(text: str) -> bool:
    return (
        len(text.encode("utf-8", "replace")) >= _SHORTEST
        and title_likeness(text) >= _TITLED
        and looks_like_authors(text) < _UNNAMED
    )


def _commas(text: str, start: int, end: int) -> Iterator[int]:
    return (match.start() for match in islice(_COMMA.finditer(text, start, end), _MOST_COMMAS))
