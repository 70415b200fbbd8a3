"""Tells HTML from plain text: by declaration, by the ending of the file name, by the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from extractor.lexicon import load

HTML = "text/html"
PLAIN = "text/plain"
_SAMPLE = 200_000
_HEAD = 2000
# Whole pages open with one of these, after comments and white space.
_PAGE = re.compile(
    r"(?:\s|\ufeff|<!--[^<>]{0,500}-->)*(?:<!doctype\s+html|<\?xml|<html|<head|<body)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})((?:\s[^<>]{0,2000})?)/?>")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")
_QUOTED = re.compile(r"`[^`\n]{1,200}`")
_LEAST_TAGS = 3
_MOST_TEXT_PER_TAG = 200


@dataclass(frozen=True, slots=True)
class _Table:
    declared: Mapping[str, str]
    endings: Mapping[str, str]
    paired: frozenset[str]
    void: frozenset[str]


@cache
def _table() -> _Table:
    data = load("extractor.source", "data/media_types.toml")
    return _Table(
        declared={name: kind for kind, names in data["declared"].items() for name in names},
        endings={ending: kind for kind, ends in data["endings"].items() for ending in ends},
        paired=frozenset(data["elements"]["paired"]),
        void=frozenset(data["elements"]["void"]),
    )


def media_type_of(name: str, declared: str | None, text: str) -> str:
    """`text/html` or `text/plain`.

    A declared type decides. The ending of `name` does unless the text contradicts it: a whole page
    kept as `.txt`, or text without any markup kept as `.html`. Everything else is HTML where
    markup carries the text; a text that only mentions tags is plain.
    """
    table = _table()
    stated = table.declared.get((declared or "").partition(";")[0].strip().lower())
    if stated is not None:
        return stated
    ending = table.endings.get(PurePath(name).suffix.lower())
    if ending == HTML:
        return HTML if _TAG.search(text) or _ENTITY.search(text) or "<!" in text else PLAIN
    if _is_page(text):
        return HTML
    return ending or (HTML if _has_markup(text) else PLAIN)


def _is_page(text: str) -> bool:
    return _PAGE.match(text, 0, _HEAD) is not None


def _has_markup(text: str) -> bool:
    """Whether tags carry the text: enough of them for its length, and closed as in HTML."""
    sample = _QUOTED.sub("", _without_fences(text[:_SAMPLE]))
    table = _table()
    opened: dict[str, int] = {}
    tags = marked = 0
    for found in _TAG.finditer(sample):
        marked += len(found[0])
        name = found[2].lower()
        if name in table.void:
            tags += 1
        elif name in table.paired and not found[1]:
            opened[name] = opened.get(name, 0) + 1
        elif opened.get(name):
            opened[name] -= 1
            tags += 2
    begins = _TAG.match(sample.lstrip())
    if begins and begins[2].lower() in table.paired | table.void and tags:
        return True
    return tags >= _LEAST_TAGS and (len(sample) - marked) <= _MOST_TEXT_PER_TAG * tags


def _without_fences(text: str) -> str:
    parts: list[str] = []
    inside = False
    for line in text.split("\n"):
        if line.startswith(("```", "~~~")):
            inside = not inside
        elif not inside:
            parts.append(line)
    return "\n".join(parts)
