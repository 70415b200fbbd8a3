"""What a page holds without showing it: records for programs, abstracts that a click unfolds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from extractor.lexicon import load

MAX_UNSEEN = 2_000_000
"""Characters of such text kept of one page."""
MIN_RECORD = 40
"""Characters of the shortest record worth keeping."""

_RECORD = re.compile(r"@\s{0,4}[A-Za-z]{3,16}\s{0,4}[{(]|^\s{0,8}TY {1,3}- ", re.MULTILINE)
_SCRIPT_TYPES = ("bibtex", "research-info", "x-ris", "text/plain")


def may_hold_records(text: str) -> bool:
    """Whether a text that is not shown is worth keeping for its records (BibTeX, RIS)."""
    if len(text) < MIN_RECORD or ("@" not in text and "TY " not in text):
        return False
    return _RECORD.search(text) is not None


def calls_it_abstract(*names: str) -> bool:
    """Whether class names, an id or a property call an element an abstract."""
    joined = " ".join(names).casefold()
    return any(name in joined for name in _abstract_names())


@cache
def _abstract_names() -> tuple[str, ...]:
    return tuple(load("extractor.document.data", "unseen.toml")["abstracts"])


def attribute_records(attributes: Mapping[str, str]) -> tuple[str, ...]:
    """Values of data attributes that may hold records, as copy buttons have."""
    return tuple(
        value
        for name, value in attributes.items()
        if len(value) > MIN_RECORD
        and "@" in value
        and name.startswith(("data-", "value"))
        and may_hold_records(value)
    )


def is_record_script(script_type: str) -> bool:
    """Whether a script of this type holds text for programs and not code."""
    folded = script_type.casefold()
    return any(name in folded for name in _SCRIPT_TYPES)
