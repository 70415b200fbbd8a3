"""Reads years and dates, as precise as they are printed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from extractor.lexicon import load
from extractor.papers.fields._patterns import any_of, holds_any, shortest
from extractor.papers.once import once_a_page

FIRST_YEAR, LAST_YEAR = 1800, 2100
"""Numbers beyond are taken for something else. Fixed, so that a page reads alike in any year."""
_TEXT_LENGTH = 20_000
_YEAR = r"(?:1[89]|20)\d\d"
_YEAR_DIGITS = re.compile(_YEAR)
# A date reaches this many characters to either side of its year.
_REACH = 30
# Numbers that hold a year's digits without being one: arXiv and DOI names, addresses, decimals.
_NO_DATE = re.compile(
    r"10\.\d{4,9}/[^\s，。；]+|https?://\S+|www\.\S+|arxiv\s?[:：]?\s?[\w.-]{1,12}/\d{7}(?:v\d+)?|"
    r"\d{4}\.\d{4,5}(?:v\d+)?(?!\d)",
    re.IGNORECASE,
)
_ISO_LIKE = re.compile(rf"\D*{_YEAR}\s?-\s?(?:0[1-9]|1[0-2])(?:\s?-\s?\d{{1,2}})?\D*")
_Form: TypeAlias = tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]]


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands: `text[start:end]`."""

    value: str
    """ISO 8601, as precise as printed: `2023`, `2023-03` or `2023-03-01`."""
    start: int
    end: int


@once_a_page
def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Every date in the first 20,000 characters, in order; years alone included.

    Not from identifiers, addresses, ranges of years or pages, or numbers with a unit.
    """
    text = text[:_TEXT_LENGTH]
    windows = _windows(text)
    if not windows:
        return ()
    covered = _not_dates(text)
    found: list[FoundDate] = []
    for pattern, value in _forms_for(text):
        for match in [each for span in windows for each in pattern.finditer(text, *span)]:
            start, end = match.span()
            if 1 in covered[start:end]:
                continue
            iso = value(match)
            if iso and not (len(iso) == 4 and _unit().match(text, end)):
                found.append(FoundDate(iso, start, end))
                covered[start:end] = b"\1" * (end - start)
    return tuple(sorted(found, key=lambda date: date.start))


def _not_dates(text: str) -> bytearray:
    """One byte per character: 1 in identifiers, addresses, and ranges of pages or years."""
    covered = bytearray(len(text))
    for pattern in (_NO_DATE, _registration(), _pages(), _range()):
        for match in pattern.finditer(text):
            if not (pattern is _pages() and _is_iso_like(match[0])):
                covered[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return covered


def _forms_for(text: str) -> Iterator[_Form]:
    """The patterns that can match in `text`."""
    eastern = not text.isascii() and holds_any(text, _signs()["year"])
    named = holds_any(text.casefold(), _month_hints())
    for form in _forms():
        if form[1] is _named_month:
            if named:
                yield form
        elif eastern or form not in _eastern_forms():
            yield form


def _windows(text: str) -> list[tuple[int, int]]:
    """The stretches of `text` around numbers that may be years; dates are only looked for there."""
    windows: list[tuple[int, int]] = []
    for match in _YEAR_DIGITS.finditer(text):
        start, end = max(0, match.start() - _REACH), match.end() + _REACH
        if windows and start <= windows[-1][1]:
            start = windows.pop()[0]
        windows.append((start, end))
    return windows


def read_date(text: str) -> str | None:
    """The most precise date of `text`, the first of several; ISO 8601."""
    found = find_dates(text)
    return max(found, key=lambda date: len(date.value)).value if found else None


@once_a_page
def read_year(text: str, *, ranges: bool = False) -> int | None:
    """The year that `text` names, from 1800 to 2100; the last of several.

    In strings about works the year of publication stands behind a year in the venue's name. A
    range of years is None, or with `ranges` its first year.
    """
    if found := find_dates(text):
        return int(found[-1].value[:4])
    if ranges and (match := _range().search(text[:_TEXT_LENGTH])):
        return int(match[0][:4])
    return None


def _is_iso_like(text: str) -> bool:
    """A page range that starts with a year may be 2023-03."""
    return _ISO_LIKE.fullmatch(text) is not None


def _iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """ISO 8601 of a real date in range, else None."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _numbers(match: re.Match[str]) -> str | None:
    parts = {name: int(value) for name, value in match.groupdict().items() if value}
    return _iso(parts["year"], parts.get("month"), parts.get("day"))


def _named_month(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    month = month_numbers()[parts["name"].casefold()]
    day = parts.get("day")
    return _iso(int(parts["year"]), month, int(day) if day else None)


@cache
def month_numbers() -> dict[str, int]:
    """Month names and abbreviations of several languages, lower case, to 1..12."""
    numbers: dict[str, int] = {}
    for months in load("extractor.papers", "data/dates.toml")["months"].values():
        for number, spellings in enumerate(months, 1):
            for spelling in spellings.split():
                numbers.setdefault(spelling, number)
    return numbers


@cache
def _month_hints() -> tuple[str, ...]:
    """One of these stands in every case-folded text that names a month."""
    return shortest(name.casefold() for name in month_numbers())


@cache
def _signs() -> dict[str, str]:
    """East Asian signs of dates and pages, several to a meaning."""
    signs: dict[str, str] = load("extractor.papers", "data/dates.toml")["signs"]
    return signs


def month_signs() -> str:
    """East Asian signs behind the number of a month."""
    return _signs()["month"]


@cache
def _pages() -> re.Pattern[str]:
    """A range of pages."""
    signs = _signs()
    number, dash = r"\d{1,5}(?!\d)", r"\s?[-‐‑–—−~]{1,2}\s?"
    no_date = rf"(?!\s?[{signs['year'][0]}{signs['month'][0]}/-])"
    return re.compile(
        rf"(?:\bpp?\.|\bpages?|{signs['ordinal']})\s?{number}(?:{dash}{number})?{no_date}|"
        rf"[:,，]\s?{number}{dash}{number}{no_date}|"
        rf"{number}\s?[-‐‑–—−]{{1,2}}\s?{number}\s?(?:{signs['page']}|pages?|pp)",
        re.IGNORECASE,
    )


@cache
def _range() -> re.Pattern[str]:
    """A range of years."""
    signs = _signs()
    return re.compile(
        rf"(?<!\d){_YEAR}\s?[-–—−~～{signs['until']}/]{{1,2}}\s?"
        rf"(?:{_YEAR}|(?:1[3-9]|[2-9]\d)(?![\d.]))(?!\s?[-–/.{signs['month'][0]}]\s?\d|\d)"
    )


@cache
def _unit() -> re.Pattern[str]:
    """A unit or a counted noun behind a number."""
    data = load("extractor.papers", "data/dates.toml")["units"]
    western, eastern = any_of(data["western"].split()), any_of(data["eastern"].split())
    return re.compile(rf"\s?(?:{western}(?![^\W\d_])|{eastern}|[%°])")


@cache
def _eastern_forms() -> tuple[_Form, ...]:
    """Of `_forms`, those with a sign for the year behind it."""
    return tuple(form for form in _forms() if f"[{_signs()['year']}]" in form[0].pattern)


# Citations without spaces: '学报,2021,40(2):33-41', '学报,2021,40:33-41', '学报,2021,33-41'.
_VOLUME_BEHIND = r"[,，;.]\s?(?:\d{1,4}\s?)?(?:[(（]\d{1,4}[)）]|[:：]\s?[a-z]?\d)"
_ISSUE_BEHIND = r"[(（]\d{1,3}[)）]\s?[:：,，]\s?[a-z]?\d"
_PAGES_BEHIND = r"[,，;:：]\s?\d{1,5}[-–—~]\d{1,5}(?!\d)"


_BEHIND_YEAR = rf"{_VOLUME_BEHIND}|{_ISSUE_BEHIND}|{_PAGES_BEHIND}|[.。]?\s*\Z"


@cache
def _registration() -> re.Pattern[str]:
    """Numbers that sites are registered under."""
    signs = _signs()
    return re.compile(
        rf"[{signs['before_registration']}]\s?\d{{6,14}}\s?[{signs['behind_registration']}]"
    )


@cache
def _forms() -> tuple[_Form, ...]:
    """Patterns of dates, most precise first."""
    signs = _signs()
    name = rf"(?<![^\W\d_])(?P<name>{any_of(month_numbers())})\b\.?"
    year = rf"(?<![\d.])(?P<year>{_YEAR})(?!\d)"
    month, day = r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
    nth = r"(?:st|nd|rd|th|er|\.)?"
    # '2016:1460-68' are a year and its pages.
    follows = r"(?!:\d{1,5}\s?[-–]\s?\d)[.,:/-]\d"
    patterns = (
        (
            rf"{year}\s?[{signs['year']}]\s?{month}\s?[{signs['month']}]\s?{day}\s?[{signs['day']}]",
            _numbers,
        ),
        (rf"{year}\s?(?P<sep>[-/.])\s?{month}\s?(?P=sep)\s?{day}(?!\d|\.\d)", _dashed),
        (rf"(?<!\d){day}{nth}\s(?:de\s)?{name}[,\s]\s?(?:de\s)?{year}", _named_month),
        (rf"{name}\s{day}{nth}(?:[-–]\d{{1,2}})?,?\s{year}", _named_month),
        (rf"(?<!\d)(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{year}", _numbers),
        (rf"{year}\s?[{signs['year']}]\s?{month}\s?[{signs['month']}]", _numbers),
        (rf"{year}\s?[-/]\s?(?P<month>0[1-9]|1[0-2]|[1-9])(?![\d/-])", _numbers),
        (
            rf"(?<!\d)(?P<year>{_YEAR})(?P<month>0[1-9]|1[0-2])(?P<day>[0-2]\d|3[01])(?!\d)",
            _numbers,
        ),
        (rf"{name}(?:\sde)?[,\s]\s?{year}", _named_month),
        (rf"{year},?\s{name}\s{day}(?![\d:])", _named_month),
        (rf"{year},?\s{name}", _named_month),
        (
            rf"(?<![\d.,:/_-])(?P<year>{_YEAR})(?![\d_]|{follows}|\(\d|(?!https?:)[A-Za-z]{{2}})",
            _numbers,
        ),
        (rf"(?<=[A-Za-z][-–/])(?P<year>{_YEAR})(?![\d_]|[.,:/-]\d|[A-Za-z])", _numbers),
        (rf"(?<=[^\W\d_][,，.．])(?P<year>{_YEAR})(?={_BEHIND_YEAR})", _numbers),
        (
            (
                rf"(?:\A|(?<=[(（])|(?<=, ))(?P<year>{_YEAR})\.(?P<month>0[1-9]|1[0-2])"
                r"(?=\Z|[)）,，])"
            ),
            _numbers,
        ),
    )
    return tuple((re.compile(pattern, re.IGNORECASE), value) for pattern, value in patterns)


def _dashed(match: re.Match[str]) -> str | None:
    return _iso(int(match["year"]), int(match["month"]), int(match["day"]))
