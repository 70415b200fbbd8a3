"""Reads and finds venues: journals, conferences, series; a thesis takes its school.

The name is the container's alone: a year in one run with it stays, a year behind a comma, place,
pages, volume, publisher, editors and states of acceptance go.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.papers.fields import _venue_lists as lists
from extractor.papers.fields._text import cjk_share, from_latex, has_cjk, squeezed
from extractor.papers.fields._words import words
from extractor.papers.fields.dates import month_numbers, read_year

_LENGTH = 400
_QUOTES = " \t\"“”‘’'《》「」『』,，.。;；:：|｜–—-"
_TITLE_QUOTES = re.compile(r"[《「『]([^《》「」『』]{2,80})[》」』]")
# Kept whole in front of anything: the number belongs to the name.
_WHOLE = re.compile(
    r"(?:arXiv(?:\s(?:e-?prints?|preprint))?(?:\s?:?\s?arXiv)?\s?:?\s?"
    r"(?:\d{4}\.\d{4,5}|[a-z-]{2,9}(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?|"
    r"[\w ]{0,30}ePrint Archive,? (?:Report|Paper) \d{4}/\d{1,5}|"
    r"(?:[A-Z][\w.&]{1,20} ){0,4}Tech(?:nical|\.)? Rep(?:ort|\.)?"
    r"(?: (?:no\. ?)?[A-Z0-9][\w./-]{0,30})?)",
    re.IGNORECASE,
)
_PAGES = re.compile(
    r"(?:\bpp?\.?\s?|\bpages?\s|[:：]\s?|,\s?|第\s?)"
    r"([A-Za-z]?\d{1,6}(?:[.:]\d{1,4})?\s?[-–—−~]{1,2}\s?[A-Za-z]?\d{1,6}|"
    r"(?<=[p.][.\s])\d{1,6}|(?<=ages\s)\d{1,6})(?!\d)",
    re.IGNORECASE,
)
_VOLUME = re.compile(
    r"(?:\bvol(?:ume|\.)?\s?|第\s?(?=\d{1,4}\s?卷))([A-Z]?\d{1,5}|[IVXLC]{1,7}\b)", re.IGNORECASE
)
_ISSUE = re.compile(
    r"(?:\b(?:no|issue|number|iss)\.?\s?|第\s?(?=\d{1,4}\s?期))(\d{1,5}(?:[-–/]\d{1,4})?)",
    re.IGNORECASE,
)
# 12(3), 12 (3), or a number that ends the name or stands before a colon or page range.
_NUMBERS = re.compile(
    r"[\s,;；，](?!(?:19|20)\d\d(?!\s?\(\d|\s?:))(\d{1,4})\s?"
    r"(?:[(（]\s?(?!(?:19|20)\d\d\s?[)）])(\d{1,4}(?:[-–/]\d{1,4})?|Suppl[^()]{0,12})\s?[)）])?"
    r"\s?(?=[:：,，;；.]|\s*$|\s[(（]\d{4})"
)
# Where the name ends: whatever comes first.
_END = re.compile(
    r"[\s,.;；，(（\[]+(?:vol(?:ume|\.)?\s?[\dIVX]|no\.\s?\d|nos\.\s?\d|issue\s\d|number\s\d|"
    r"pp?\.\s?[A-Za-z]?\d|pages?\s[A-Za-z]?\d|edited\sby|eds?\.|editors?\b|ISBN|ISSN|doi\b|"
    r"https?:|article\s(?:no|id|number|\d)|第\s?\d{1,4}\s?[卷期页]|卷\s?\d)|"
    r"[,，.;；]\s*\(?(?:1[89]|20)\d\d\b|\s?[(（](?:1[89]|20)\d\d[a-z]?[)）]|"
    r"[:：]\s?\d{1,6}\s?[-–]",
    re.IGNORECASE,
)


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


def read_venue(text: str) -> Venue | None:
    """The container that `text`, believed to name one, names.

    Texts over 400 characters and texts without a letter name none.
    """
    text = squeezed(from_latex(text[: 4 * _LENGTH]))
    if not text or len(text) > _LENGTH:
        return None
    rest = _without_leads(text)
    name, behind = _name_and_rest(rest)
    if not any(sign.isalpha() for sign in name):
        return None
    volume, issue = _volume_and_issue(behind)
    pages = _PAGES.search(behind)
    return Venue(name, read_year(rest), volume, issue, squeezed(pages[1]) if pages else None)


def _without_leads(text: str) -> str:
    """Without 'In', 'To appear in', '发表于', 'Ph.D. thesis,' and states of acceptance."""
    text = lists.state().sub("", text)
    for _ in range(3):
        match = lists.lead().match(text)
        if not match or match.end() >= len(text):
            break
        text = text[match.end() :]
    return text.strip()


def _name_and_rest(text: str) -> tuple[str, str]:
    """The name, and what stands behind it."""
    if whole := _WHOLE.match(text):
        return text[: whole.end()].strip(_QUOTES), text[whole.end() :]
    if quoted := _TITLE_QUOTES.match(text):
        return quoted[1].strip(), text[quoted.end() :]
    ends = [
        match.start()
        for match in (_END.search(text), _month().search(text), _NUMBERS.search(text))
        if match
    ]
    end = min((at for at in ends if at > 0), default=len(text))
    name = text[:end]
    for _ in range(2):
        name = lists.behind().sub("", name)
    return _tidy(name), text[end:]


@cache
def _month() -> re.Pattern[str]:
    """A month with a day or year behind a comma or full stop."""
    names = "|".join(sorted(month_numbers(), key=len, reverse=True))
    return re.compile(rf"[,，.;；]\s*(?:{names})\.?\s(?:\d{{1,2}}|(?:19|20)\d\d)\b", re.IGNORECASE)


def _tidy(name: str) -> str:
    """Without punctuation around it and without a bracket that lost its partner."""
    name = name.strip(_QUOTES)
    if name.count("(") > name.count(")"):
        name = name[: name.rindex("(")].strip(_QUOTES)
    return name


def _volume_and_issue(behind: str) -> tuple[str | None, str | None]:
    volume, issue = _VOLUME.search(behind), _ISSUE.search(behind)
    if volume or issue:
        return (volume[1] if volume else None), (issue[1] if issue else None)
    numbers = _NUMBERS.search(behind)
    return (numbers[1], numbers[2]) if numbers else (None, None)


def find_venue(text: str) -> FoundVenue | None:
    """The first known venue of running commentary that a work appeared in.

    A year behind the name or a wording of acceptance beside it must say so, unless the name is the
    whole text; submitted, under review, 投稿, 在审 refuse it.
    """
    for match in lists.known().finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        after = text[match.end() : match.end() + 40]
        if _refused(before, after):
            continue
        alone = not (before + after).strip(_QUOTES + "[](（）【】)")
        if alone or match["year"] or _accepted(match["name"], before, after):
            return FoundVenue(match[0], match.start(), match.end())
    return None


def _refused(before: str, after: str) -> bool:
    pattern = lists.context
    return bool(pattern("refused_before").search(before) or pattern("refused_after").search(after))


def _accepted(name: str, before: str, after: str) -> bool:
    """Whether a wording of acceptance stands before the name, or behind an acronym."""
    if lists.context("accepted_before").search(before):
        return True
    return name in lists.acronyms() and lists.context("accepted_after").search(after) is not None


def venue_likeness(text: str) -> float:
    """How plausible it is that `text` is a venue, volume and year included or not, 0 to 1."""
    text = squeezed(text[: 4 * _LENGTH])
    venue = read_venue(text)
    if venue is None:
        return 0.0
    name = venue.name
    bare = re.sub(r"\s?[(（][^()（）]{0,60}[)）]$", "", name).casefold()
    known = lists.known().fullmatch(name)
    if known or {name.casefold(), bare} & lists.journals() or _WHOLE.fullmatch(name):
        return 0.95
    value = _cjk_likeness(name) if cjk_share(name) > 0.3 else _latin_likeness(name)
    value += 0.15 * (venue.volume is not None) + 0.15 * (venue.pages is not None)
    value += 0.1 * (venue.year is not None)
    value += 0.1 * (lists.lead().match(text) is not None)
    if name.endswith(("?", "!", "？", "！")) or len(name.split()) > 25:
        value *= 0.3
    return round(max(0.0, min(1.0, value)), 3)


def _cjk_likeness(name: str) -> float:
    signals = tuple(lists.data()["signals_cjk"])
    if name.endswith((*signals, *lists.data()["schools"])):
        return 0.8
    return 0.4 if len(name) < 25 and any(word in name for word in signals) else 0.1


def _latin_likeness(name: str) -> float:
    tokens = re.findall(r"[^\W\d_]+", name)
    if not tokens or has_cjk(name):
        return 0.1
    lowered = [token.casefold() for token in tokens]
    hits = sum(token in lists.signals() for token in lowered)
    school = any(token in lists.data()["schools"] for token in lowered)
    acronym = any(token in lists.acronyms() for token in re.findall(r"[A-Z][\w&*-]+", name))
    short = sum(token in lists.abbreviations() for token in lowered) / len(tokens)
    plain = [token for token in tokens if token not in words("function")]
    small = sum(token.islower() for token in plain) / len(tokens)
    value = 0.15 + 0.45 * (hits > 0) + 0.15 * (hits > 1) + 0.35 * acronym + 0.3 * school
    value += 0.5 * (short >= 0.5 and len(tokens) > 1)
    doubt = 0.15 if ": " in name and not hits else 0.0
    return float(value - 0.5 * small - doubt)
