"""Cuts off a labelled stretch what is printed around a field and no part of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from extractor.lexicon import load

_FRONT = " \t\n\r\u00a0\u3000,.;:，。；：、．|｜·•-–—/*"
_BACK = " \t\n\r\u00a0\u3000,;:，；：、|｜-–—/([（【［“«《「„"
_STOPS = ".。．"
_PAIRS: Mapping[str, str] = {
    "(": ")", "（": "）", "[": "]", "【": "】", "［": "］", "“": "”", "«": "»", "《": "》",
    "「": "」", "『": "』", '"': '"', "‘": "’", "'": "'", "„": "“",
}  # fmt: skip
_CLOSERS = frozenset(")）]】］”»》」』’\"'")
_KEPT_STOP = frozenset({"author", "editor", "venue", "publisher", "address", "note", "other"})
"""Fields that may end in an abbreviation."""
_ROUNDS = 6
_BARE_INITIAL = re.compile(r"\b[A-Z]{1,3}(?=[,;，；]|\s(?:and|&)\s)")


@cache
def _affixes(side: str, name: str) -> tuple[str, ...]:
    table: dict[str, list[str]] = load("extractor.papers", "data/tagger.toml")[side]
    return tuple(sorted(table.get(name, ()), key=len, reverse=True))


def trim(text: str, start: int, end: int, name: str) -> tuple[int, int]:
    """The stretch of the field `name` in `text[start:end]`, empty where nothing is left."""
    if name in ("url", "other"):
        return _bare(text, start, end)
    for _ in range(_ROUNDS):
        before = (start, end)
        start, end = _edges(text, start, end, name)
        start = _without_lead(text, start, end, name)
        end = _without_tail(text, start, end, name)
        if name == "title":
            end = _without_container(text, start, end)
        if (start, end) == before:
            break
    return start, end


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _FRONT:
        start += 1
    while end > start and text[end - 1] in _BACK + _STOPS:
        end -= 1
    return start, end


def _edges(text: str, start: int, end: int, name: str) -> tuple[int, int]:
    """Without punctuation, unpaired brackets, and quotes around the whole."""
    while start < end and text[start] in _FRONT and not text.startswith("...", start):
        start += 1
    while end > start and (text[end - 1] in _BACK or _is_stop(text, start, end, name)):
        end -= 1
    if end - start < 1:
        return start, end
    first, last = text[start], text[end - 1]
    inside = text[start:end]
    closing = _PAIRS.get(first)
    if closing is not None:
        if closing == last and end - start > 1 and inside.find(closing, 1) == len(inside) - 1:
            return start + 1, end - 1
        if closing not in inside[1:]:
            return start + 1, end
    if last in _CLOSERS and inside.count(last) > _opened(inside, last):
        return start, end - 1
    return start, end


def _opened(inside: str, closer: str) -> int:
    """How many brackets or quotes that `closer` closes are opened in the text."""
    if closer == '"':
        return inside.count(closer) - inside.count(closer) % 2
    if closer in "'’":
        return inside.count(closer) if not inside.endswith(closer) else inside.count("‘") + sum(
            inside[place - 1].isalpha() and inside[place + 1].isalpha()
            for place in range(1, len(inside) - 1)
            if inside[place] == closer
        )  # fmt: skip
    return sum(inside.count(opener) for opener, other in _PAIRS.items() if other == closer)


def _is_stop(text: str, start: int, end: int, name: str) -> bool:
    """Whether the last sign is a full stop that closes the field."""
    sign = text[end - 1]
    if sign not in _STOPS:
        return False
    if sign != "." or name not in _KEPT_STOP:
        return not text.startswith("...", max(start, end - 3))
    word = text[start : end - 1].rpartition(" ")[2]
    if name in ("author", "editor") and word.isalpha() and word.isupper():
        # Bare initials (`Lovett AB, Brandt O.`) take no full stop; `Lovett, A.` has its own.
        return len(word) > 1 or _BARE_INITIAL.search(text, start, end - 1) is not None
    return len(word.rpartition(".")[2].rpartition("-")[2]) > 3


def _without_lead(text: str, start: int, end: int, name: str) -> int:
    lower = text[start : start + 40].casefold()
    for lead in _affixes("leads", name):
        if lower.startswith(lead):
            behind = start + len(lead)
            whole = not lead[-1].isalpha() or lead[-1] > "\u3000" or behind >= end or (
                not text[behind].isalpha()
            )  # fmt: skip
            if whole and behind < end:
                return behind
    return start


def _without_container(text: str, start: int, end: int) -> int:
    """Where a title ends before 'In' and a colon, and before a sentence that is the year with
    which its venue begins: 'A Study. 2017' of 'A Study. 2017 Conference on Tides'; and before a
    year that is printed twice."""
    match = _YEAR_BEHIND.search(text, start, end)
    if match is not None and (match[0][0] != "," or match[1] in text[:start] + text[end:]):
        return match.start()
    match = _WORD_BEHIND.search(text, start, end)
    if match is None or match.start() == start or not _COLON.match(text, end):
        return end
    return match.start() if match[1].casefold() in _containers() else end


@cache
def _containers() -> frozenset[str]:
    return frozenset(load("extractor.papers", "data/tagger.toml")["containers"])


_WORD_BEHIND = re.compile(r"[\s.,]\s*([^\W\d_]+)\Z")
_YEAR_BEHIND = re.compile(r"[.?!,]\s+((?:19|20)\d\d)(?:\s\{)?\Z")
_COLON = re.compile(r"\s?:")


def _without_tail(text: str, start: int, end: int, name: str) -> int:
    lower = text[max(start, end - 40) : end].casefold()
    for tail in _affixes("tails", name):
        if lower.endswith(tail) and len(lower) > len(tail):
            before = text[end - len(tail) - 1]
            if not tail[0].isalpha() or tail[0] > "\u3000" or not before.isalpha():
                return end - len(tail)
    return end
