"""Reads RIS records as pages print them (RIS Format Specifications, Research Information Systems).

A record runs from `TY  - ` to `ER  - `; a tag may repeat, and a line without a tag continues the
one before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

_TAG = re.compile(r"^[ \t\ufeff]{0,8}([A-Z][A-Z0-9]) {0,3}[-–] ?(.*)$", re.MULTILINE)
_FIRST = re.compile(r"^[ \t\ufeff]{0,8}TY {0,3}[-–] ?[A-Z]{3,8}\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Record:
    """One RIS record and where it stands."""

    type: str
    """The value of `TY`, such as `JOUR`."""
    fields: Mapping[str, tuple[str, ...]]
    """Tag to its values, in order."""
    start: int
    end: int
    """The record is `text[start:end]`."""


def has_ris(text: str) -> bool:
    """Whether `text` may hold a record; cheap."""
    return "TY" in text and _FIRST.search(text) is not None


def is_tag_line(text: str) -> bool:
    """Whether a line starts with a tag: `AU  - Doe, Jane`."""
    match = _TAG.match(text)
    return match is not None and text[2:5].strip(" -–") == ""


def read_ris(text: str) -> tuple[Record, ...]:
    """Every record of `text`, in order; never raises."""
    if not has_ris(text):
        return ()
    found: list[Record] = []
    current: dict[str, list[str]] = {}
    kind, start, end = "", 0, 0
    for match in _TAG.finditer(text):
        tag, value = match[1], " ".join(match[2].split())
        if tag == "TY":
            _close(found, kind, current, start, end)
            kind, current, start = value, {}, match.start()
        elif tag == "ER":
            _close(found, kind, current, start, match.end())
            kind, current = "", {}
        elif kind and value:
            current.setdefault(tag, []).append(value)
        end = match.end()
    _close(found, kind, current, start, end)
    return tuple(found)


def _close(
    found: list[Record], kind: str, fields: Mapping[str, list[str]], start: int, end: int
) -> None:
    if kind and fields:
        values = {tag: tuple(each) for tag, each in fields.items()}
        found.append(Record(kind, MappingProxyType(values), start, end))
