"""Hidden text that a click unfolds: answers, panels of tabs, what stands behind 'read more'.

Whoever reads the page can read it, so it is read like any other text and judged like it. Menus,
dialogs, notes and forms are hidden too; what an element and those around it are called tells them
apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from extractor.document.frames import Frame
from extractor.lexicon import load

_HIGHEST = 30
"""Elements around a hidden one whose names are looked at."""
_REMEMBERED = 4096
_TEXTS = frozenset(("article", "body", "html", "main"))
"""What these stand in is often called after something else on the page."""


def is_folded(frame: Frame) -> bool:
    """Whether the hidden element of `frame` holds text that is there to be unfolded."""
    names = _names()
    attributes = frame.attributes
    called = f"{attributes.get('class', '')} {attributes.get('id', '')}".lower()
    if frame.tag in names.tags or names.others.search(called):
        return False
    parent = frame.parent
    beside = parent.attributes.get("class", "").lower() if parent is not None else ""
    if not (
        names.panels.search(called)
        or attributes.get("role") in names.roles
        or "aria-labelledby" in attributes
        or names.parents.search(beside)
    ):
        return False
    return not _is_within_others(parent)


def _is_within_others(frame: Frame | None) -> bool:
    for _ in range(_HIGHEST):
        if frame is None or frame.tag in _TEXTS:
            return False
        attributes = frame.attributes
        if frame.tag in _names().around_tags or _is_other(
            attributes.get("class", ""), attributes.get("id", ""), attributes.get("role", "")
        ):
            return True
        frame = frame.parent
    return False


@lru_cache(_REMEMBERED)
def _is_other(*called: str) -> bool:
    return _names().around.search(" ".join(called).lower()) is not None


@dataclass(frozen=True, slots=True)
class _Names:
    panels: re.Pattern[str]
    parents: re.Pattern[str]
    roles: frozenset[str]
    others: re.Pattern[str]
    tags: frozenset[str]
    around: re.Pattern[str]
    around_tags: frozenset[str]


@cache
def _names() -> _Names:
    data: Mapping[str, Sequence[str]] = load("extractor.document.data", "folded.toml")
    return _Names(
        panels=_any_of(data["panels"]),
        parents=_any_of(data["parents"]),
        roles=frozenset(data["roles"]),
        others=_any_of(data["others"]),
        tags=frozenset(data["tags"]),
        around=re.compile(rf"(?:^|[-_ ])(?:{_any_of(data['around']).pattern})"),
        around_tags=frozenset(data["around_tags"]),
    )


def _any_of(parts: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, parts)))
