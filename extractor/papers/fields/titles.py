"""Reads the titles of works, and judges whether a text can be one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.papers.fields import _title_lists as lists
from extractor.papers.fields._patterns import holds_any
from extractor.papers.fields._text import folded_if_short, from_latex, squeezed
from extractor.papers.fields._title_likeness import likeness
from extractor.papers.fields.venues import find_venue
from extractor.papers.once import once_a_page

_LENGTH = 1000
_EMOJI = (
    "\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u25a0-\u25ff\u2190-\u21ff"
    "\ufe0f\u200b-\u200f\u2022\u2023\u2043\u25e6\ufeff"
)
_FRONT = re.compile(rf"[\s{_EMOJI}|｜,，;；:：.。、·–—-]+")
_BACK = re.compile(rf"[\s{_EMOJI}|｜,，;；:：。、·–—∗*†‡§¶⋆⁎¹²³⁰⁴-⁹⇩-]+$")
_FRONT_BRACKET = re.compile(r"[\[［【(（]([^\[\]［］【】()（）]{1,40})[\]］】)）]\s*")
_BACK_BRACKET = re.compile(r"\s*[\[［【(（]\s*([^\[\]［］【】（）]{0,60}?)\s*[\]］】)）]$")
# Quotation marks around the title leave the bracket behind it outside: 《…》（NeurIPS 2023）.
_QUOTED_WITH_BRACKET = re.compile(r"《([^《》]{2,400})》\s*[(（]([^()（）]{1,60})[)）]")
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
_PAIR_ENDS = frozenset(closing[-1] for _, closing in _PAIRS)
_OPEN_MARKS = ("“", "《", "「", "『", "[")
_CLOSE_MARKS = ("”", "》", "」", "』", "]")
_PART = re.compile(r"[,，/|;；]")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\.\d{1,2})?")
_WORD = re.compile(r"[^\W\d_]+")
_ABBREVIATION = re.compile(r"(?:\b[A-Za-z]\.){2,9}$|\.\.\.$")
_ARXIV = re.compile(
    r"arxiv\s?[:：]?\s?(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?", re.IGNORECASE
)
_CITATION_KEY = re.compile(r"[A-Z][A-Za-z+&-]{1,16}['’]?\s?\d{2,4}[a-z]?")


@dataclass(frozen=True, slots=True)
class Title:
    """A title without what stands around it."""

    title: str
    number: str | None = None
    """The marker in front, without brackets, dot or label: `01` of `论文01：`."""
    badge: str | None = None
    """What a bracket in front said: `NeurIPS 2017`."""


@once_a_page
def read_title(text: str) -> Title | None:
    """The title in `text`; None for a text without a letter, over 1000 characters
    or with a template's words for one.

    Off go numbers, times, badges, quotation marks around the whole, marks and punctuation behind,
    LaTeX braces. Brackets of other content are part of the title.
    """
    title = squeezed(from_latex(text[: 4 * _LENGTH]))
    if len(title) > _LENGTH:
        return None
    behind = _badge_behind(title)
    title, number, badge = _without_front(_without_back(title))
    badge = badge or behind
    if title.startswith("《") and (match := _QUOTED_WITH_BRACKET.fullmatch(title)):
        title, badge = match[1].strip(), badge or match[2].strip()
    title = _without_back(title)
    if not any(map(str.isalpha, title)) or lists.placeholder().match(title):
        return None
    return Title(title, number, badge)


def _badge_behind(title: str) -> str | None:
    """The venue in square brackets behind a title: 'A Study [ICLR 2024]'."""
    match = _BACK_BRACKET.search(title) if title.endswith(("]", "】", "］")) else None
    if match is None or match[0].strip()[0] not in "[【［" or find_venue(match[1]) is None:
        return None
    return match[1]


def _without_front(title: str) -> tuple[str, str | None, str | None]:
    number: str | None = None
    badge: str | None = None
    for _ in range(6):
        if _is_bare_in_front(title):
            break
        before = title
        title = title[match.end() :] if (match := _FRONT.match(title)) else title
        title = title[match.end() :] if (match := lists.time().match(title)) else title
        title = title[match.end() :] if (match := lists.lead().match(title)) else title
        if number is None and (found := _number(title)):
            number, title = found
        if (match := _FRONT_BRACKET.match(title)) and _is_front_badge(match):
            counted = _number(f"{match[1].strip()}: {_ANY_TITLE}") if number is None else None
            if counted is not None and counted[1].strip(": ") == _ANY_TITLE:
                # '【论文1】' in front counts.
                number = counted[0]
            else:
                badge = badge or match[1].strip()
            title = title[match.end() :]
        if title == before:
            break
    return title, number, badge


def _is_bare_in_front(title: str) -> bool:
    """Whether, seen from its first letter, nothing stands in front of a title."""
    first = title[:1]
    if not first.isalpha() or first in lists.number_letters():
        return False
    return ":" not in title and "：" not in title


def _number(title: str) -> tuple[str, str] | None:
    """The number in front and the rest."""
    match = lists.number().match(title)
    if not match or not any(map(str.isalpha, title[match.end() :])):
        return None
    value = next(group for group in match.groups() if group)
    if match["bare"]:
        word = _WORD.match(title, match.end())
        if int(value) > 60 or (word and word[0].casefold() in lists.counted()):
            return None
    return value, title[match.end() :]


def _is_front_badge(match: re.Match[str]) -> bool:
    """Whether a bracket in front is a badge: a known one, a venue, a year, a citation key."""
    rest = match.string[match.end() :]
    if not any(map(str.isalpha, rest)):
        return False
    inner = match[1].strip()
    if match[0][0] == "【":
        return len(inner) <= 24
    return _is_badge(inner) or (match[0][0] == "[" and _CITATION_KEY.fullmatch(inner) is not None)


def _is_badge(inner: str) -> bool:
    if _are_badges(inner) or _YEAR.fullmatch(inner):
        return True
    found = find_venue(inner)
    return found is not None and found.start == 0 and len(inner) - found.end < 16


def _are_badges(inner: str) -> bool:
    """Whether every part of a bracket's content is a known badge."""
    parts = [part for part in _PART.split(inner) if part.strip()]
    return all(folded_if_short(part) in lists.badges() for part in parts)


def _without_back(title: str) -> str:
    for _ in range(8):
        if _is_bare_behind(title):
            return title.strip()
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


def _is_bare_behind(title: str) -> bool:
    """Whether, seen from its ends, nothing stands behind a title and no mark around it."""
    last = title[-1:]
    if not last.isalpha() and not (last.isascii() and last.isdigit()):
        return False
    first = title[0]
    return first not in _OPEN_MARKS and first != '"' and not first.isspace() and "]" not in title


def _is_back_badge(match: re.Match[str]) -> bool:
    """Whether a bracket at the end is a badge; venues count in square brackets only."""
    if not any(map(str.isalpha, match.string[: match.start()])):
        return False
    if _are_badges(match[1]) or _ARXIV.fullmatch(match[1]):
        return True
    return match[0].strip()[0] in "[【［" and _is_badge(match[1])


def _without_quotes(title: str) -> str:
    """Without a pair of quotation marks around the whole, or one mark that lost its partner."""
    for opening, closing in _PAIRS if title[-1:] in _PAIR_ENDS else ():
        size = len(opening) + len(closing)
        if title.startswith(opening) and title.endswith(closing) and len(title) > size:
            inner = title[len(opening) : -len(closing)]
            if opening not in inner and closing not in inner:
                return inner.strip()
    if title.startswith(_OPEN_MARKS) and not holds_any(title, _CLOSE_MARKS):
        return title[1:]
    if title.endswith(_CLOSE_MARKS) and not holds_any(title, _OPEN_MARKS):
        return title[:-1]
    if title.count('"') == 1 and (title.startswith('"') or title.endswith('"')):
        return title.strip('"')
    return title


@once_a_page
def bare_count(text: str) -> str | None:
    """The number in a line that holds nothing but a paper's number: '论文1', 'Paper 2'."""
    counted = read_title(f"{text}: {_ANY_TITLE}")
    if counted is None or not counted.number or counted.title != _ANY_TITLE:
        return None
    return counted.number


_ANY_TITLE = "Abc"
"""Any word that may follow a number."""


@once_a_page
def title_likeness(text: str) -> float:
    """How plausible it is that `text` is the title of a scholarly work, 0 to 1.

    Length, capitals, words of titles; less for sentences, lists of persons, venues, headings of
    sections, buttons and addresses.
    """
    read = read_title(text)
    return likeness(read.title, text) if read else 0.0
