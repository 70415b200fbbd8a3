"""Reads the titles of works, and judges whether a text can be one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.lexicon import fold
from extractor.papers.fields import _title_lists as lists
from extractor.papers.fields._text import from_latex, squeezed
from extractor.papers.fields._title_likeness import likeness
from extractor.papers.fields.venues import find_venue

_LENGTH = 1000
_EMOJI = (
    "\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u25a0-\u25ff\u2190-\u21ff"
    "\ufe0f\u200b-\u200f\u2022\u2023\u2043\u25e6\ufeff"
)
_FRONT = re.compile(rf"[\s{_EMOJI}|｜,，;；:：.。、·–—-]+")
_BACK = re.compile(rf"[\s{_EMOJI}|｜,，;；:：。、·–—∗*†‡§¶⋆⁎¹²³⁰⁴-⁹⇩-]+$")
_CLOCK = r"\d{1,2}[:：.]\d{2}\s?(?:[ap]\.?m\.?)?"
_TIME = re.compile(
    rf"\(?{_CLOCK}(?:\s?[-–—~至]{{1,2}}\s?{_CLOCK})?\)?(?![\d.])[\s:：|｜–—-]*", re.IGNORECASE
)
_FRONT_BRACKET = re.compile(r"[\[［【(（]([^\[\]［］【】()（）]{1,40})[\]］】)）]\s*")
_BACK_BRACKET = re.compile(r"\s*[\[［【(（]\s*([^\[\]［］【】（）]{0,60}?)\s*[\]］】)）]$")
_LINK_REST = re.compile(r"\]\s?\([^()\s]*\)?$|\]\($")
_PAIRS = tuple(
    tuple(pair.split())
    for pair in (
        '" "',
        "“ ”",
        "„ “",
        "« »",
        "《 》",
        "〈 〉",
        "「 」",
        "『 』",
        "‘ ’",
        "`` ''",
        "' '",
        "* *",
    )
)
_ABBREVIATION = re.compile(r"(?:\b[A-Za-z]\.){2,}$|\.\.\.$")
_CITATION_KEY = re.compile(r"[A-Z][A-Za-z+]{1,12}['’]?\d{2,4}[a-z]?")


@dataclass(frozen=True, slots=True)
class Title:
    """A title without what stands around it."""

    title: str
    number: str | None = None
    """The marker in front, without brackets, dot or label: `01` of `论文01：`."""
    badge: str | None = None
    """What a bracket in front said: `NeurIPS 2017`."""


def read_title(text: str) -> Title | None:
    """The title in `text`; None for a text without a letter or over 1000 characters.

    Off go numbers, times, badges, quotation marks around the whole, marks and punctuation behind,
    LaTeX braces. Brackets of other content are part of the title.
    """
    title = squeezed(from_latex(text[: 4 * _LENGTH]))
    if len(title) > _LENGTH:
        return None
    title, number, badge = _without_front(_without_back(title))
    title = _without_back(title)
    if not any(sign.isalpha() for sign in title):
        return None
    return Title(title, number, badge)


def _without_front(title: str) -> tuple[str, str | None, str | None]:
    number: str | None = None
    badge: str | None = None
    for _ in range(6):
        before = title
        title = title[match.end() :] if (match := _FRONT.match(title)) else title
        title = title[match.end() :] if (match := _TIME.match(title)) else title
        title = title[match.end() :] if (match := lists.lead().match(title)) else title
        if number is None and (found := _number(title)):
            number, title = found
        if (match := _FRONT_BRACKET.match(title)) and _is_front_badge(match):
            badge = badge or match[1].strip()
            title = title[match.end() :]
        if title == before:
            break
    return title, number, badge


def _number(title: str) -> tuple[str, str] | None:
    """The number in front and the rest."""
    match = lists.number().match(title)
    if not match or not any(sign.isalpha() for sign in title[match.end() :]):
        return None
    value = next(group for group in match.groups() if group)
    if match["bare"]:
        word = re.match(r"[^\W\d_]+", title[match.end() :])
        if int(value) > 60 or (word and word[0].casefold() in lists.counted()):
            return None
    return value, title[match.end() :]


def _is_front_badge(match: re.Match[str]) -> bool:
    """Whether a bracket in front is a badge: a known one, a venue, a year, a citation key."""
    rest = match.string[match.end() :]
    if not any(sign.isalpha() for sign in rest):
        return False
    inner = match[1].strip()
    if match[0][0] == "【":
        return len(inner) <= 24
    return _is_badge(inner) or (match[0][0] == "[" and _CITATION_KEY.fullmatch(inner) is not None)


def _is_badge(inner: str) -> bool:
    parts = [fold(part) for part in re.split(r"[,，/|;；]", inner) if part.strip()]
    if all(part in lists.badges() for part in parts):
        return True
    found = find_venue(inner)
    tail = inner[found.end :] if found else ""
    year = re.fullmatch(r"(?:19|20)\d\d(?:\.\d{1,2})?", inner)
    return year is not None or (found is not None and found.start == 0 and len(tail) < 16)


def _without_back(title: str) -> str:
    for _ in range(8):
        before = title
        title = _BACK.sub("", title).strip()
        if title.endswith(".") and not _ABBREVIATION.search(title):
            title = title[:-1]
        title = _LINK_REST.sub("", title)
        if (match := _BACK_BRACKET.search(title)) and _is_back_badge(match):
            title = title[: match.start()]
        title = _without_quotes(title)
        if title == before:
            break
    return title


def _is_back_badge(match: re.Match[str]) -> bool:
    """Whether a bracket at the end is a badge; venues count in square brackets only."""
    if not any(sign.isalpha() for sign in match.string[: match.start()]):
        return False
    inner = match[1]
    parts = [fold(part) for part in re.split(r"[,，/|;；]", inner) if part.strip()]
    return all(part in lists.badges() for part in parts) or (
        match[0].strip()[0] in "[【［" and _is_badge(inner)
    )


def _without_quotes(title: str) -> str:
    """Without a pair of quotation marks around the whole, or one mark that lost its partner."""
    for opening, closing in _PAIRS:
        size = len(opening) + len(closing)
        if title.startswith(opening) and title.endswith(closing) and len(title) > size:
            inner = title[len(opening) : -len(closing)]
            if opening not in inner and closing not in inner:
                return inner.strip()
    if title.startswith(("“", "《", "「", "『", "[")) and not any(
        sign in title for sign in "”》」』]"
    ):
        return title[1:]
    if title.endswith(("”", "》", "」", "』", "]")) and not any(
        sign in title for sign in "“《「『["
    ):
        return title[:-1]
    if title.count('"') == 1 and (title.startswith('"') or title.endswith('"')):
        return title.strip('"')
    return title


def title_likeness(text: str) -> float:
    """How plausible it is that `text` is the title of a scholarly work, 0 to 1.

    Length, capitals, words of titles; less for sentences, lists of persons, venues, headings of
    sections, buttons and addresses.
    """
    read = read_title(text)
    return likeness(read.title, text) if read else 0.0
