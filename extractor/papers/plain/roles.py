"""What a stretch of a line reads as: the parts that papers are printed in.

Scores are log-odds against a line that belongs to no paper, hand-set on the development pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from extractor import lexicon
from extractor.papers._tagger_features import months
from extractor.papers.buttons import button_share
from extractor.papers.fields._author_split import without_lead
from extractor.papers.fields.identifiers import read_identifiers
from extractor.papers.fields.names import looks_like_authors
from extractor.papers.fields.titles import title_likeness
from extractor.papers.fields.venues import find_venue, surely_no_venue, venue_likeness
from extractor.papers.labels import LINK_FIELDS, label_of
from extractor.papers.plain.cited import is_record
from extractor.papers.prose import is_prose

ROLES = ("outside", "mark", "title", "persons", "venue", "buttons", "text", "citation")
OUTSIDE, MARK, TITLE, PERSONS, VENUE, BUTTONS, TEXT, CITATION = range(len(ROLES))

Scores = Mapping[int, float]

_MAX_TITLE, _MAX_PERSONS, _MAX_VENUE = 300, 1500, 320
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MARK = re.compile(
    r"[\[(#]?\d{1,4}[\])]?[.:、]?|\d{1,2}[:.]\d\d(?:\s?[ap]m)?(?:\s?[-–—]\s?\d{1,2}[:.]\d\d(?:\s?[ap]m)?)?"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"[,;&|*\u3001\uff0c\uff1b\u00b7\u30fb]|\band\b|\bet al")
_ONE_NAME = 40
_TELLING = 0.4
_SOME_TEXT, _SENTENCE, _KNOWN, _NO_VENUE = -0.6, 70, 0.75, 0.15
_SURE_PERSONS, _NAMED, _MANY = 0.75, 0.6, 3
_BUTTONS = 0.65
"""Share of words that make a line a row of buttons."""
_LOCATOR = re.compile(r"pp?\.\s?\d+|(?:vol|no)\.\s?\d+", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"[^\W\d_]")


def scores_of(text: str, label: str = "") -> dict[int, float]:
    """Role to log-odds; a role that is not there is out of the question. `label` is the field
    whose label the stretch opens with, or that a label before it announces."""
    found = _told(text, label)
    if found is not None:
        return {OUTSIDE: 0.0, **found}
    if is_prose(text, shortest=_SENTENCE):
        found = {OUTSIDE: 0.5, TEXT: 0.5}
        if text[-1] not in ".。":
            _add_title(text, found)
        return found
    found = {OUTSIDE: 0.0, TEXT: _SOME_TEXT}
    buttons = _buttons(text)
    if buttons >= _BUTTONS:
        found[BUTTONS] = 2.0 * buttons
    else:
        _add_title(text, found)
        _add_persons(text, found)
    _add_venue(text, found)
    return found


def _told(text: str, label: str) -> dict[int, float] | None:
    """Scores of what a look tells: numbers, days, records, labels, what labels announce."""
    if _MARK.fullmatch(text) or _is_day(text):
        return {MARK: 1.5}
    if is_record(text):
        return {TEXT: 2.0}
    own = label_of(text)
    if own is not None and own.field not in LINK_FIELDS:
        fits = 1.0 + 3.0 * min(_TELLING, own.weight)
        return {TEXT: fits, BUTTONS: fits}
    if label:
        return _labelled(label)
    if not _LETTERS.search(text):
        return {TEXT: -1.0, BUTTONS: -0.5}
    return None


def _add_venue(text: str, found: dict[int, float]) -> None:
    if len(text) > _MAX_VENUE:
        return
    if _LOCATOR.match(text):
        found[VENUE] = 2.0
        return
    dated = _YEAR.search(text) is not None
    likeness = _NO_VENUE + 0.1 * dated if surely_no_venue(text) else venue_likeness(text)
    if likeness < _KNOWN and find_venue(text) is not None:
        likeness = _KNOWN
    found[VENUE] = 3.5 * (likeness - 0.5) + 0.8 * dated


def _add_title(text: str, found: dict[int, float]) -> None:
    if 6 <= len(text) <= _MAX_TITLE and text[0] not in "([（【":
        dated = _YEAR.search(text[-12:]) is not None
        led = len(without_lead(text)) < len(text)
        found[TITLE] = 3.0 * (title_likeness(text) - 0.4) - 0.8 * dated - 2.0 * led


def _is_day(text: str) -> bool:
    """Whether a line is nothing but a day: 'Thursday, January 5th'."""
    if len(text) > _ONE_NAME:
        return False
    words = _WORDS.findall(lexicon.fold(text))
    return bool(words) and all(word in _day_words() for word in words)


@cache
def _day_words() -> frozenset[str]:
    days = lexicon.load("extractor.papers.data", "plain.toml")["days"]
    return months() | frozenset(days)


def _labelled(label: str) -> dict[int, float]:
    """Scores of a stretch that opens with a label, or that one announces."""
    if label == "authors":
        return {PERSONS: 1.5}
    if label in ("venue", "year", "date", "doi", "volume", "issue", "pages", "publisher"):
        return {VENUE: 1.5}
    if label in ("link", "code", "project", "data", "video"):
        return {BUTTONS: 1.5}
    if label in ("title", "paper"):
        return {}
    return {TEXT: 2.0}


def _buttons(text: str) -> float:
    """How much a text is a row of buttons; an identifier alone is one."""
    share = button_share(text)
    if share is None:
        return 1.0 if read_identifiers(text) else 0.0
    return share


def _add_persons(text: str, found: dict[int, float]) -> None:
    if not 5 < len(text) <= _MAX_PERSONS or "\u3002" in text:
        return
    if text[0] in "(（" and text[-1] in ")）":
        text = text[1:-1]
    if len(text) > _ONE_NAME and _BETWEEN_NAMES.search(text) is None:
        return
    likeness = looks_like_authors(text)
    signs = len(_BETWEEN_NAMES.findall(text))
    if likeness < _SURE_PERSONS and signs >= _MANY:
        likeness = max(likeness, _most_persons(text))
    if likeness <= 0.3:
        return
    found[PERSONS] = 4.5 * (likeness - 0.55)
    if likeness >= _SURE_PERSONS and signs:
        # What lists several persons and nothing else hardly stands by itself.
        found[OUTSIDE] -= min(2.0, 0.7 * signs + 0.3)


def _most_persons(text: str) -> float:
    """How plausible it is that a list names persons though a name or two read as words."""
    names = [name for name in _BETWEEN_NAMES.split(text) if name.strip()]
    if any(len(name) > _ONE_NAME for name in names):
        return 0.0
    sure = sum(looks_like_authors(name) >= _NAMED for name in names)
    return 0.8 * sure / len(names)
