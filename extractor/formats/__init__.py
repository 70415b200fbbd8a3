"""Output formats, one module each. Adding a module with a `FORMAT` adds a format."""

from __future__ import annotations

import sys
from pathlib import PurePath

from extractor.formats._format import Format, Part
from extractor.registry import collect

__all__ = ["Format", "Part", "all_formats", "format_of_file"]


def all_formats() -> tuple[Format, ...]:
    """Every format, ordered by name."""
    return collect(sys.modules[__name__], "FORMAT", Format)


def format_of_file(name: str) -> Format | None:
    """The format that the ending of a file name stands for, or None; the longest ending wins."""
    parts = PurePath(name).name.lower().split(".")
    endings = {ending: each for each in all_formats() for ending in each.endings}
    known = ("." + ".".join(parts[start:]) for start in range(1, len(parts)) if parts[0])
    return next((endings[ending] for ending in known if ending in endings), None)
