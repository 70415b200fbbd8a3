"""Reads and finds venues: journals, conferences, series; a thesis takes its school.

The name is the container's alone: a year in one run with it stays, a year behind a comma, place,
pages, volume, publisher, editors and states of acceptance go.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.papers.fields import _venue_lists as lists
from extractor.papers.fields._patterns import any_of, holds_any
from extractor.papers.fields._text import cjk_share, from_latex, has_cjk, squeezed
from extractor.papers.fields._words import words
from extractor.papers.fields.dates import month_numbers, read_year
from extractor.papers.once import once_a_page

_LENGTH = 400
_QUOTES = " \t\"“”‘’'«»《》「」『』,，.。;；:：|｜–—•-"
_BESIDE = _QUOTES + "[](（）【】)"
_LONE_LENGTH = 80
# '载《潮汐学报》', '原载《潮汐学报》'.
_BEFORE_QUOTES = re.compile(r"^[\u3400-\u9fff]{1,3}(?=《[^《》]{2,80}》)")
_TITLE_QUOTES = re.compile(r"[《「『]([^《》「」『』]{2,80})[》」』]")
# One of these, in lower case, stands in every name that is kept whole.
_WHOLE_HINTS = ("arxiv", "eprint archive", "tech")
# Kept whole in front of anything: the number belongs to the name.
_WHOLE = re.compile(
    r"(?:arXiv(?:\s(?:e-?prints?|preprint))?(?:\s?:?\s?arXiv)?\s?:?\s?"
    r"(?:\d{4}\.\d{4,5}|[a-z-]{2,9}(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?|"
    r"[\w ]{0,30}ePrint Archive,? (?:Report|Paper) \d{4}/\d{1,5}|"
    r"(?:[A-Z][\w.&]{1,20} ){0,4}Tech(?:nical|\.)? Rep(?:ort|\.)?"
    r"(?: (?:no\. ?)?[A-Z0-9][\w./-]{0,30})?)",
    re.IGNORECASE,
)
# 12(3), 12 (3), or a number that ends the name or stands before a colon or page range.
_NUMBERS = re.compile(
    r"[\s,;；，](?!(?:19|20)\d\d(?!\s?\(\d|\s?:))(\d{1,4})\s?"
    r"(?:[(（]\s?(?!(?:19|20)\d\d\s?[)）])(\d{1,4}(?:[-–/]\d{1,4})?|Suppl[^()]{0,12})\s?[)）])?"
    r"\s?(?=[:：,，;；.]|\s*$|\s[(（]\d{4})"
)
# One of these, in lower case, stands in every text without digits where a name ends early.
_END_HINTS = ("vol", "edit", "ed.", "eds.", "isbn", "issn", "doi", "http", "article")
_HIDING = re.compile(r"[(（\[【{\\]")
_GLUED = re.compile(r"[{\\]|\w[(（\[【]|[)）\]】]\w")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_ACRONYM = re.compile(r"[A-Z][\w&*-]+")
_AROUND = re.compile(r"[(（\[【]([^()（）\[\]【】]+)[)）\]】]")
_LAST_BRACKET = re.compile(r"\s?[(（][^()（）]{0,60}[)）]$")


@dataclass(frozen=True, slots=True)
class Venue:
    """A container as printed, and what stood beside its name."""

    name: str
    year: int | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None


@dataclass(frozen=True, slots=True)
class FoundVenue:
    """A known venue in running text: `text[start:end]`."""

    name: str
    start: int
    end: int


@once_a_page
def read_venue(text: str) -> Venue | None:
    """The container that `text`, believed to name one, names.

    Texts over 400 characters and texts without a letter name none.
    """
    text = _prepared(text)
    read = _read(text) if text else None
    if not read:
        return None
    name, behind, year = read
    if not behind:
        return Venue(name, year)
    volume, issue = _volume_and_issue(behind)
    if volume is not None and volume == str(year):
        # '2019(3)' is the third issue of a year.
        volume = None
    return Venue(name, year, volume, issue, _pages(behind))


def _prepared(text: str) -> str:
    """`text` in one line, without LaTeX; empty if it is too long."""
    text = lists.medium().sub("", squeezed(from_latex(text[: 4 * _LENGTH])))
    return text if len(text) <= _LENGTH else ""


def _read(text: str) -> tuple[str, str, int | None] | None:
    """The name, what stands behind it, and the year, of a prepared text."""
    rest = _without_leads(text)
    digits = _DIGIT.search(rest) is not None
    name, behind = _name_and_rest(rest, digits=digits)
    folded = name.casefold()
    if not any(map(str.isalpha, name)) or (
        folded in lists.no_names() and folded not in lists.journals()
    ):
        return None
    return name, behind, read_year(rest) if digits else None


def _without_leads(text: str) -> str:
    """Without 'In', 'To appear in', '发表于', 'Ph.D. thesis,' and states of acceptance."""
    if not text.isascii() and lists.other_label().match(text):
        return ""
    *heads, last = lists.state().split(text)
    text = "".join(map(str.rstrip, heads)) + last
    for _ in range(3):
        match = lists.lead().match(text)
        if not match or match.end() >= len(text):
            break
        text = text[match.end() :]
    text = _BEFORE_QUOTES.sub("", text.strip())
    if (editors := lists.editors_in_front().match(text)) and editors.end() < len(text):
        text = text[editors.end() :]
    return "" if text.casefold().rstrip(":") in lists.no_names() else text


def _name_and_rest(text: str, *, digits: bool) -> tuple[str, str]:
    """The name, and what stands behind it; `digits`: whether `text` has any."""
    folded = text.casefold()
    if holds_any(folded, _WHOLE_HINTS) and (whole := _WHOLE.match(text)):
        behind = text[whole.end() :].lstrip(_QUOTES)
        if (lead := lists.lead().match(behind)) and lead.end() < len(behind):
            # A journal behind it that the preprint is to appear in.
            return _name_and_rest(behind[lead.end() :], digits=digits)
        return text[: whole.end()].strip(_QUOTES), text[whole.end() :]
    if quoted := _TITLE_QUOTES.match(text):
        return quoted[1].strip(), text[quoted.end() :]
    end = len(text)
    if ": " in text and (label := _NEXT_LABEL.search(text)):
        end = label.start()
    if digits or holds_any(folded, _END_HINTS):
        for pattern in (lists.end(), _month(), _NUMBERS) if digits else (lists.end(),):
            if (match := pattern.search(text)) and match.start() > 0:
                end = min(end, match.start())
    return _tidy(_without_publisher(text[:end])), text[end:]


# 'Advances in Tides / Lima, Ana', as library catalogues have it.
_BEFORE_PERSONS = re.compile(r"(?<=\w)\s/\s[^\W\d_a-z][\w'’-]+(?:,?\s[^\W\d_a-z][\w.'’-]*){0,3}$")


# The label behind 'Tides 2020. Presenter: Ana'.
_NEXT_LABEL = re.compile(r"(?<=[\w)])[.;]\s[A-Z][a-z]{2,20}:\s")


def _without_publisher(name: str) -> str:
    """Without a publisher and a place at the end."""
    name = _without_place(_BEFORE_PERSONS.sub("", name))
    for _ in range(2):
        match = lists.behind().search(name)
        if not match:
            break
        name = name[: match.start()]
    return name


def _without_place(name: str) -> str:
    """Without the place behind the name of an East Asian event."""
    match = lists.place_behind().search(name) if not name.isascii() else None
    if match is None or holds_any(match["place"], lists.signs_of_venues()):
        return name
    return name[: match.end("event")]


@cache
def _month() -> re.Pattern[str]:
    """A month with a day or year behind a comma or full stop."""
    names = any_of(month_numbers())
    return re.compile(rf"[,，.;；]\s*{names}\.?\s(?:\d{{1,2}}|(?:19|20)\d\d)\b", re.IGNORECASE)


def _tidy(name: str) -> str:
    """Without punctuation and brackets around it and without a bracket that lost its partner."""
    name = name.strip(_QUOTES)
    if around := _AROUND.fullmatch(name):
        name = around[1]
    if name.count("(") > name.count(")"):
        name = name[: name.rindex("(")].strip(_QUOTES)
    elif name.endswith(")") and name.count(")") > name.count("("):
        name = name[:-1].strip(_QUOTES)
    return name


def _volume_and_issue(behind: str) -> tuple[str | None, str | None]:
    volume, issue = lists.volume().search(behind), lists.issue().search(behind)
    if volume or issue:
        return (volume[1] if volume else None), (issue[1] if issue else None)
    numbers = _NUMBERS.search(behind)
    return (numbers[1], numbers[2]) if numbers else (None, None)


def _pages(behind: str) -> str | None:
    match = lists.pages().search(behind)
    return squeezed(match[1]) if match else None


def is_state(text: str) -> bool:
    """Whether a text is a state of acceptance, or an index that has a journal: 'SCI', '核心'."""
    return lists.state().fullmatch(f"({text})") is not None


@once_a_page
def find_venue(text: str) -> FoundVenue | None:
    """The first known venue of running commentary that a work appeared in.

    A year behind the name or a wording of acceptance beside it must say so, unless the name is the
    whole text; submitted, under review, 投稿, 在审 refuse it.
    """
    for match in lists.known_in(text):
        before = text[max(0, match.start() - 60) : match.start()]
        after = text[match.end() : match.end() + 40]
        if _refused(before, after):
            continue
        alone = _is_alone(text[: match.start()], after)
        if alone or match["year"] or _accepted(match["name"], before, after):
            return FoundVenue(match[0], match.start(), match.end())
    return _lone_archive(text)


def _is_alone(before: str, after: str) -> bool:
    """Whether nothing stands beside a name but marks, and in front a wording such as '来源：'."""
    if after.strip(_BESIDE):
        return False
    before = before.strip(_BESIDE)
    return not before or lists.lead().fullmatch(f"{before}:") is not None


def _lone_archive(text: str) -> FoundVenue | None:
    """An archive that is the whole text, but for its wording in front, a date and an identifier."""
    if len(text) > _LONE_LENGTH:
        return None
    lead = lists.lead().match(text)
    start = lead.end() if lead else len(text) - len(text.lstrip(_BESIDE))
    match = lists.lone_archive().fullmatch(text, start)
    return FoundVenue(match["name"], *match.span("name")) if match else None


def _refused(before: str, after: str) -> bool:
    pattern = lists.context
    return bool(pattern("refused_before").search(before) or pattern("refused_after").match(after))


def _accepted(name: str, before: str, after: str) -> bool:
    """Whether a wording of acceptance stands before the name, or behind an acronym."""
    if lists.context("accepted_before").search(before):
        return True
    return name in lists.acronyms() and lists.context("accepted_after").match(after) is not None


@once_a_page
def venue_likeness(text: str) -> float:
    """How plausible it is that `text` is a venue, volume and year included or not, 0 to 1."""
    text = squeezed(text[: 4 * _LENGTH])
    prepared = _prepared(text)
    read = _read(prepared) if prepared else None
    if not read:
        return 0.0
    name, behind, year = read
    if _is_known(name):
        return 0.95
    value = _cjk_likeness(name) if cjk_share(name) > 0.3 else _latin_likeness(name)
    if behind:
        value += 0.15 * (_volume_and_issue(behind)[0] is not None)
        value += 0.15 * (_pages(behind) is not None)
    value += 0.1 * (year is not None)
    value += 0.1 * (lists.lead().match(text) is not None)
    if name.endswith(("?", "!", "？", "！")) or len(name.split()) > 25:
        value *= 0.3
    return round(max(0.0, min(1.0, value)), 3)


def surely_no_venue(text: str) -> bool:
    """Whether `venue_likeness(text)` is surely at most 0.6, told without reading the name.

    Such a text does not begin as a known name does, has no wording in front, no acronym or other
    telling word, and at most one signal, or none beside numbers. Where LaTeX or glued brackets may
    hide words, nothing is sure.
    """
    if not text[:1].isalpha() or has_cjk(text) or (_HIDING.search(text) and _GLUED.search(text)):
        return False
    runs = _WORD.findall(text)
    folded = list(map(str.casefold, runs))
    if folded[0] in lists.first_words() or holds_any(text.casefold(), _WHOLE_HINTS):
        return False
    if not (lists.telling_words().isdisjoint(folded) and lists.acronym_runs().isdisjoint(runs)):
        return False
    signals = sum(map(lists.signals().__contains__, folded))
    if signals > 1 or (signals and _DIGIT.search(text)):
        return False
    return lists.lead().match(text) is None


def _is_known(name: str) -> bool:
    if lists.known().fullmatch(name):
        return True
    folded = name.casefold()
    if folded in lists.journals():
        return True
    if name.endswith((")", "）")) and _LAST_BRACKET.sub("", name).casefold() in lists.journals():
        return True
    return holds_any(folded, _WHOLE_HINTS) and _WHOLE.fullmatch(name) is not None


def _cjk_likeness(name: str) -> float:
    signals = lists.signals_cjk()
    if name.endswith((*signals, *lists.schools())):
        return 0.8
    return 0.4 if len(name) < 25 and holds_any(name, signals) else 0.1


def _latin_likeness(name: str) -> float:
    tokens = [] if has_cjk(name) else _WORD.findall(name)
    if not tokens:
        return 0.1
    lowered = list(map(str.casefold, tokens))
    hits = sum(map(lists.signals().__contains__, lowered))
    school = not lists.schools().isdisjoint(lowered)
    acronym = not lists.acronyms().isdisjoint(_ACRONYM.findall(name))
    short = sum(map(lists.abbreviations().__contains__, lowered)) / len(tokens)
    function = words("function")
    plain = [token for token in tokens if token not in function]
    small = sum(map(str.islower, plain)) / len(tokens)
    value = 0.15 + 0.45 * (hits > 0) + 0.15 * (hits > 1) + 0.35 * acronym + 0.3 * school
    value += 0.5 * (short >= 0.5 and len(tokens) > 1)
    doubt = 0.15 if ": " in name and not hits else 0.0
    return float(value - 0.5 * small - doubt)
