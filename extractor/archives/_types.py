"""What is no page by its declared type or by the ending of its name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from extractor.lexicon import load


@dataclass(frozen=True, slots=True)
class _Types:
    pages: frozenset[str]
    skipped: frozenset[str]


@cache
def _types() -> _Types:
    data = load("extractor.archives", "data/types.toml")
    return _Types(frozenset(data["pages"]), frozenset(data["skipped"]))


def skipped_type(declared: str) -> str | None:
    """The media type of what is no page; None for what may be one."""
    name = declared.partition(";")[0].strip().lower()
    return None if name in _types().pages or name.endswith("+html") else name[:80]


def skipped_ending(name: str) -> str | None:
    """The ending of a file that is no page by its name; None for what may be one."""
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    return ending if ending[1:] in _types().skipped else None
