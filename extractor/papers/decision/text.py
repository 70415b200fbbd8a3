"""Features of an entry's whole text: how much of it was read, and words that other things have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extractor import lexicon
from extractor.papers.merge import Merged
from extractor.papers.prose import is_prose
from extractor.papers.sections import Context

_READ = ("title", "venue", "abstract", "abstract_translation", "title_translation", "publisher")
_LONG = frozenset(("abstract", "note"))
"""Fields that are prose."""
_LONGEST = 1200
"""Characters of an entry beyond which its words are not looked at."""


def text_features(context: Context, entry: Merged) -> dict[str, float]:
    """Features of the text of an entry's blocks."""
    lines = [context.document.blocks[index].text for index in entry.candidate.blocks]
    text = "\n".join(lines)[:_LONGEST]
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
    labelled = {
        part.label.field: part.label.weight
        for index in entry.candidate.blocks
        for part in context.parts[index]
        if part.label is not None and part.end > part.start
    }
    title = entry.readings["title"]
    own = (part for part in context.parts[title.block] if part.start <= title.start < part.end)
    labels = [part.label.field for part in own if part.label is not None]
    return {
        "title_labelled": float("title" in labels or "paper" in labels),
        "labels": min(1.0, len(labelled) / _MOST_LABELS),
        "labels_weight": min(1.0, sum(labelled.values()) / 2),
    }


_MOST_LABELS = 6


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
    found = {}
    for name, pattern in _words():
        if pattern.search(text):
            found[f"words={name}"] = 1.0
    return found


@cache
def _words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = lexicon.load("extractor.papers.data", "decision.toml")["words"]
    return tuple((name, _any_of(patterns)) for name, patterns in data.items())


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)
