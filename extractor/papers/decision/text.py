"""Features of an entry's whole text: how much of it was read, and words that other things have."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from types import MappingProxyType

from extractor import lexicon
from extractor.beginnings import Lookup, beginnings, lookup, starts
from extractor.papers.fields._patterns import any_of, leading_literal
from extractor.papers.labels import Part
from extractor.papers.merge import Merged
from extractor.papers.prose import is_prose
from extractor.papers.sections import Context
from extractor.records import Reading

_READ = ("title", "venue", "abstract", "abstract_translation", "title_translation", "publisher")
_LONG = frozenset(("abstract", "note"))
"""Fields that are prose."""
_LONGEST = 1200
"""Characters of an entry beyond which its words are not looked at."""


def text_features(context: Context, entry: Merged) -> dict[str, float]:
    """Features of the text of an entry's blocks."""
    lines = [context.document.blocks[index].text for index in entry.candidate.blocks]
    # Thousands of entries may stand in one line.
    text = "\n".join(line[:_LONGEST] for line in lines)[:_LONGEST]
    length = max(1, len(text))
    found = {
        "text_read": min(1.0, _read(entry) / length),
        "text_prose": float(not _LONG & entry.readings.keys() and any(map(is_prose, lines))),
        "text_listed": _list_share(context, entry),
    }
    found.update(_label_features(context, entry))
    found.update(word_features(text))
    if "date" in entry.readings:  # its own feature
        found.pop("words=full_date", None)
    return found


def _label_features(context: Context, entry: Merged) -> dict[str, float]:
    """Whether the title has a label, and how many fields of papers have one."""
    title = entry.readings["title"]
    labelled = {
        part.label.field: part.label.weight
        for index in entry.candidate.blocks
        for part in _around(context.parts[index], title)
        if part.label is not None and part.end > part.start
    }
    parts = _around(context.parts[title.block], title)
    own = (part for part in parts if part.start <= title.start < part.end)
    labels = [part.label.field for part in own if part.label is not None]
    return {
        "title_labelled": float("title" in labels or "paper" in labels),
        "labels": min(1.0, len(labelled) / _MOST_LABELS),
        "labels_weight": min(1.0, sum(labelled.values()) / 2),
    }


_MOST_LABELS = 6
_BEFORE, _BEHIND = 20, 80
"""Parts of one line around its title among which those of the title's entry are."""


def _around(parts: Sequence[Part], title: Reading) -> Sequence[Part]:
    """The parts of a line, of very many those near the title."""
    if len(parts) <= _BEFORE + _BEHIND:
        return parts
    place = bisect_right(parts, title.start, key=attrgetter("start"))
    return parts[max(0, place - _BEFORE) : place + _BEHIND]


def _read(entry: Merged) -> int:
    """Characters of the entry's text that fields account for."""
    total = sum(len(str(entry.readings[name].value)) for name in _READ if name in entry.readings)
    if "authors" in entry.readings:
        total += sum(len(person.name) + 2 for person in entry.readings["authors"].value)
    return total


def _list_share(context: Context, entry: Merged) -> float:
    blocks = context.document.blocks
    forms = [blocks[index].form for index in entry.candidate.blocks]
    return sum(form in ("item", "row", "term", "definition") for form in forms) / len(forms)


def word_features(text: str) -> dict[str, float]:
    """Which groups of telling words a text has."""
    words = _words()
    plain = _plain(text)
    found = {name for name, pattern in words.entries.others if pattern.search(text)}
    for start in words.starts.finditer(plain):
        place = start.start()
        for name, pattern in words.entries.at(plain, place):
            if name not in found and pattern.match(text, place):
                found.add(name)
    return {f"words={name}": 1.0 for name in words.names if name in found}


_Entry = tuple[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns of telling words by what they begin with."""

    names: tuple[str, ...]
    entries: Lookup[_Entry]
    starts: re.Pattern[str]
    """Where in a plain text one of them can begin."""


@cache
def _words() -> _Words:
    data = lexicon.load("extractor.papers.data", "decision.toml")["words"]
    entries: list[tuple[frozenset[str] | None, _Entry]] = []
    bound: set[str] = set()
    free: set[str] = set()
    opening: set[str] = set()
    for name, patterns in data.items():
        for pattern in patterns:
            known = beginnings(pattern)
            texts = None if known is None else frozenset(map(_plain, known))
            entries.append((texts, (name, re.compile(pattern, re.IGNORECASE))))
            if not _begins_a_word(pattern):
                free.update(texts or ())
            elif begun := _openings(pattern):
                opening.update(begun)
            else:
                bound.update(texts or ())
    free |= {text for text in bound if not text[0].isalnum()}
    words = any_of(_without_longer(opening))
    # One look at the character, which mostly fails, goes before each row of alternatives.
    places = re.compile(
        f"(?={_any_first(free)})(?:{starts(free)})|"
        f"\\b(?={_any_first(bound | opening)})(?:{starts(bound - free)}|(?={words}))"
    )
    return _Words(tuple(data), lookup(entries), places)


def _begins_a_word(pattern: str) -> bool:
    """Whether every match has to begin at the border of a word."""
    return pattern.startswith(r"\b") and "|" not in _BRACKETED.sub("", pattern)


def _openings(pattern: str) -> set[str]:
    """Small letters with which every match of an expression that begins a word begins, whether it
    has alternatives or not; empty where that cannot be told."""
    inside = _ALTERNATIVES.match(pattern)
    choices = inside[1].split("|") if inside else [pattern.removeprefix(r"\b")]
    found = {leading_literal(choice)[0][:_OPENING].lower() for choice in choices}
    return found if all(text.isascii() and text[:1].isalpha() for text in found) else set()


def _any_first(texts: Iterable[str]) -> str:
    return f"[{''.join(sorted({re.escape(text[0]) for text in texts}))}]"


def _without_longer(words: set[str]) -> set[str]:
    """The words that begin with no other one."""
    return {word for word in words if not any(word[:end] in words for end in range(1, len(word)))}


_ALTERNATIVES = re.compile(r"\\b\(\?:([^()]*)\)(?![?*{])")
_OPENING = 6
_BRACKETED = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_ALIKE = MappingProxyType({"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"})
"""What stands for a Latin letter when case is ignored (docs of re.IGNORECASE)."""
_ODD = re.compile(f"[{''.join(_ALIKE)}]")
_DIGIT, _SPACE = re.compile(r"[^\D0-9]"), re.compile(r"[^\S \t\n]")


def _plain(text: str) -> str:
    """A text of the same length in small letters, with the digits and spaces of ASCII."""
    if not text.isascii():
        text = _DIGIT.sub("0", _ODD.sub(lambda match: _ALIKE[match.group()], text))
    return _SPACE.sub(" ", text.lower())
