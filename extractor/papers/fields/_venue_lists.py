"""The lists of data/venues.toml as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from extractor.lexicon import load
from extractor.papers.fields._patterns import any_of
from extractor.papers.fields._text import CJK, HAN

_RUN = re.compile(r"[^\W\d_]+")


@cache
def data() -> dict[str, Any]:
    """Names and wordings of venues."""
    return load("extractor.papers", "data/venues.toml")


@cache
def acronyms() -> frozenset[str]:
    """Acronyms of conferences and series, with their capitals."""
    return frozenset(data()["acronyms"].split())


@cache
def journals() -> frozenset[str]:
    """Names of journals, lower case."""
    return frozenset(name.casefold() for name in _journal_names())


def _journal_names() -> list[str]:
    return [name for name in re.split(r"[|\n]", data()["journals"]) if name]


@cache
def signals() -> frozenset[str]:
    """Words that containers are named with."""
    return frozenset(data()["signals"].split())


@cache
def abbreviations() -> frozenset[str]:
    """Abbreviated words of journals' names."""
    return frozenset(data()["abbreviations"].split())


@cache
def schools() -> frozenset[str]:
    """Words of schools, lower case."""
    return frozenset(data()["schools"])


@cache
def signals_cjk() -> tuple[str, ...]:
    """East Asian endings of containers' names."""
    return tuple(data()["signals_cjk"])


def known_in(text: str) -> Iterator[re.Match[str]]:
    """The known names in running text, in order, without overlap; groups as in `known`."""
    pattern, end = known(), 0
    for start in _known_start().finditer(text):
        at = start.start()
        if at >= end and (match := pattern.match(text, at)):
            end = match.end()
            yield match


def _known_names() -> list[str]:
    single = set(data()["single_words"])
    return [*acronyms(), *(name for name in _journal_names() if " " in name or name in single)]


@cache
def _known_start() -> re.Pattern[str]:
    """The first character of a known name or its sponsor, where a word starts."""
    signs = {name[0] for name in (*_known_names(), *data()["sponsors"])}
    # East Asian letters are no part of a Western word.
    return re.compile(rf"[{re.escape(''.join(sorted(signs)))}](?<![A-Za-z0-9/_.@-].)")


@cache
def known() -> re.Pattern[str]:
    """A known name, an optional year behind: groups `name` and `year`."""
    return re.compile(
        rf"(?P<name>(?:{any_of(data()['sponsors'])}[ /-])?{any_of(_known_names())})"
        rf"(?P<year>(?:[ -]?|\s?['’‘])(?:(?:19|20)\d\d|(?<=['’‘])\d\d))?"
        r"(?![A-Za-z0-9_]|[-.][A-Za-z0-9])"
    )


@cache
def lone_archive() -> re.Pattern[str]:
    """A text with nothing but an archive of preprints, group `name`, its identifier and a date.

    A word such as 'Preprint' needs the date. A number glued to the name is a link's text.
    """
    number = r"(?:\d{4}\.\d{4,5}|[a-z-]{2,9}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,2})?"
    identifier = rf"\s(?:arXiv\s?[:：]?\s?)?{number}(?:\s?\[[\w.-]{{2,20}}\])?"
    date = r"(?:[:：,，]\s?|\s(?:at|on)?\s?)(?:19|20)\d\d(?:\s?[./-]\s?\d{1,2}){0,2}"
    plain, dated = any_of(data()["archives"]), any_of(data()["dated_archives"])
    return re.compile(rf"(?P<name>{plain}|{dated}(?={date}))(?:{identifier})?(?:{date})?[\s.。]*")


@cache
def telling_words() -> frozenset[str]:
    """Words, case folded, that make a name look like a venue, as signals and acronyms do."""
    return schools() | abbreviations()


@cache
def acronym_runs() -> frozenset[str]:
    """The longest run of letters of each acronym."""
    return frozenset(max(_RUN.findall(name), key=len) for name in acronyms())


@cache
def first_words() -> frozenset[str]:
    """The first runs of letters of the known names and their sponsors, case folded."""
    names = (*acronyms(), *_journal_names(), *data()["sponsors"])
    return frozenset(match[0] for name in names if (match := _RUN.search(name.casefold())))


@cache
def no_names() -> frozenset[str]:
    """Words that stand in front of a venue and are none, lower case."""
    return frozenset(data()["no_names"])


@cache
def lead() -> re.Pattern[str]:
    """One wording in front of a name."""
    closed = {phrase for phrase in data()["leads"] if re.search(rf"[{CJK}:：]$", phrase)}
    open_ = set(data()["leads"]) - closed
    return re.compile(
        rf"\s*(?:{any_of(closed)}|{any_of(open_)}(?=[\s:：,])\s?[:：,]?)\s*", re.IGNORECASE
    )


@cache
def state() -> re.Pattern[str]:
    """A state of acceptance in brackets or behind a comma at the end."""
    # 'Sci.' is short for Science, 'SCI' an index of journals.
    states = rf"(?-i:(?!Sci\b)){any_of(data()['states'])}"
    return re.compile(
        rf"[(（\[【,，.;；](?:(?<=[(（\[【])\s*{states}[^()（）\[\]【】]{{0,30}}[)）\]】]|"
        rf"(?<=[,，.;；])\s*{states}\s*\.?$)",
        re.IGNORECASE,
    )


@cache
def behind() -> re.Pattern[str]:
    """A publisher or a place at the end, behind a comma or full stop."""
    publishers, countries = any_of(data()["publishers"]), any_of(data()["countries"])
    return re.compile(
        rf"[.,;]\s(?:{publishers}|[^\W\d_][^,.;:\d]{{1,30}},\s{countries}|"
        rf"(?<=[,;]\s){countries})[\s.,]*$|[,，]\s?[{HAN}]{{1,6}}[{data()['place_ends']}][\s。.]*$",
        re.IGNORECASE,
    )


_COUNTED = ("volume_words", "issue_words", "page_words", "chapter_words")


@cache
def _first_letters() -> str:
    """The first letters of the words that numbers of volumes, issues and pages stand behind."""
    return "".join(sorted({"i", *(word[0] for key in _COUNTED for word in data()[key])}))


@cache
def _counting(*keys: str) -> str:
    """A word of these lists with what parts it from its number; one letter needs a full stop."""
    words = {word for key in keys for word in data()[key]}
    letters = {word for word in words if len(word) == 1 and word.isalpha()}
    return rf"(?:{any_of(words - letters)}\.?|{any_of(letters)}\.)\s?"


@cache
def medium() -> re.Pattern[str]:
    """A bracket that says where a journal is read: 'J Tides [online serial]'."""
    return re.compile(rf"\s\[{any_of(data()['media'])}[^\[\]]{{0,20}}\]", re.IGNORECASE)


@cache
def editors_in_front() -> re.Pattern[str]:
    """Editors in front of the name of a book: 'Lima, A. (Hrsg.): ', 'A. Lima, editor, '."""
    words = "|".join(data()["editor_words"])
    return re.compile(
        rf"[^:()]{{3,120}}(?:\(\s?(?:{words})\.?\s?\)|,\s(?:{words})\.?(?=[,:]))\s?[,:.]\s*",
        re.IGNORECASE,
    )


@cache
def volume() -> re.Pattern[str]:
    """A number of a volume, group 1."""
    ordinal, sign = data()["ordinal"], data()["volume_sign"]
    return re.compile(
        rf"(?:\b{_counting('volume_words')}|(?<!\d)[{ordinal}]?\s?(?=\d{{1,4}}\s?[{sign}]))"
        r"([A-Z]?\d{1,5}|[IVXLC]{1,7}\b)",
        re.IGNORECASE,
    )


@cache
def issue() -> re.Pattern[str]:
    """A number of an issue, group 1."""
    ordinal, sign = data()["ordinal"], data()["issue_sign"]
    return re.compile(
        rf"(?:(?<![^\W\d_]){_counting('issue_words')}|(?<!\d)[{ordinal}]?\s?(?=\d{{1,4}}\s?[{sign}]))"
        r"(\d{1,5}(?:[-–/]\d{1,4})?)",
        re.IGNORECASE,
    )


@cache
def pages() -> re.Pattern[str]:
    """A range of pages or, behind their word, one page, group 1."""
    return re.compile(
        rf"(?:\bpp?\.?\s?|\bpages?\s|(?<![^\W\d_]){_counting('page_words')}|[:：]\s?|,\s?|[{data()['ordinal']}]\s?)"
        # '12:1–12:20' counts the pages of an article; in '181:104-117' a volume stands in front.
        r"(\d{1,6}[.:]\d{1,4}\s?[-–—−~]{1,2}\s?\d{1,6}[.:]\d{1,4}|"
        r"[A-Za-z]?\d{1,6}\s?[-–—−~]{1,2}\s?[A-Za-z]?\d{1,6}|"
        r"(?<=[p.][.\s])\d{1,6}|(?<=ages\s)\d{1,6})(?!\d)",
        re.IGNORECASE,
    )


@cache
def end() -> re.Pattern[str]:
    """What ends a name: volume, pages, editors, numbers, a year behind a comma or in brackets."""
    ordinal, volume_sign = data()["ordinal"], data()["volume_sign"]
    signs = volume_sign + data()["issue_sign"] + data()["page_sign"]
    year = r"(?:1[89]|20)\d\d"
    editors = "|".join(data()["editor_words"])
    # The first sign and the first letter are asked for before the words, for speed.
    return re.compile(
        rf"[\s,.;；，(（\[:：](?:(?<![:：])[\s,.;；，(（\[]{{0,30}}"
        rf"(?=[{_first_letters()}eahdrcoéр\d{ordinal}{volume_sign}])"
        rf"(?:vol(?:ume|\.)?\s?[\dIVX]|{_counting(*_COUNTED)}\d|nos\.\s?\d|"
        r"pp?\.\s?[A-Za-z]?\d|pages?\s[A-Za-z]?\d|edited\sby|eds?\.|editors?\b|"
        rf"(?:{editors})\.\s|ISBN|ISSN|doi\b|"
        rf"https?:|article\s(?:no|id|number|\d)|[{ordinal}]\s?\d{{1,4}}\s?[{signs}]|"
        rf"\d{{1,4}}\s?[{volume_sign}]|[{volume_sign}]\s?\d)|"
        rf"(?<=[,，.;；])\s*\(?{year}(?:\b|(?=[{data()['year_sign']}]))|(?:(?<=[(（])|(?<=\s)[(（]){year}[a-z]?[)）]|"
        r"(?<=[:：])\s?\d{1,6}\s?[-–])",
        re.IGNORECASE,
    )


@cache
def place_behind() -> re.Pattern[str]:
    """The short clause behind the name of an East Asian event: where it was."""
    ends = any_of(data()["event_ends"])
    return re.compile(rf"(?P<event>{ends})[,，、]\s?(?P<place>[^\d,，、]{{1,14}})$")


@cache
def signs_of_venues() -> tuple[str, ...]:
    """Words of which every East Asian name of an event or journal has one."""
    return (*data()["event_ends"], *data()["signals_cjk"])


@cache
def other_label() -> re.Pattern[str]:
    """A label in front of what is no container."""
    return re.compile(rf"\W{{0,4}}{any_of(data()['other_labels'])}\s?[:：]")


@cache
def kind_in_front() -> re.Pattern[str]:
    """A kind of record in front of the name of a container, group 1, and a year."""
    kinds = any_of(data()["kinds_in_front"])
    return re.compile(
        rf"{kinds}\s?(?:[:：|｜/·•,，]\s?|\s)([^\d\s|｜].{{1,120}}?)"
        r"(?:[\s,，|｜/·•]{1,3}(?:19|20)\d\d\b.{0,40})?",
        re.IGNORECASE,
    )


@cache
def context(key: str) -> re.Pattern[str]:
    """Wordings around a known name: ending the text before it, or early in the text behind."""
    phrases = any_of(data()[key])
    if key.endswith("before"):
        filler = rf"(?:{any_of(data()['fillers_before'])} ?|the |[《“\"'])"
        year = rf"(?:(?:19|20)\d\d\s?{any_of(data()['year_signs'])}?\s?)?"
        return re.compile(rf"{phrases}\s*{filler}{{0,2}}{year}$", re.IGNORECASE)
    filler = rf"(?:{any_of(data()['fillers_after'])}|is|currently|\s)"
    return re.compile(rf"[\s》”\"'，,（(：:]{{0,3}}{filler}{{0,3}}{phrases}", re.IGNORECASE)
