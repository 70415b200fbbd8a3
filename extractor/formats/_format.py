"""What an output format is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from extractor.records import PageResult

Part = Literal["papers", "content", "removed"]
"""A member of the result that can be asked for alone."""


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write results. Each module of this folder declares one as `FORMAT`."""

    name: str
    """What `--format` calls it."""
    endings: tuple[str, ...]
    """File name endings that stand for it, with their dot, lower case."""
    render: Callable[[Sequence[PageResult]], str]
    """The text of these results, ending with a newline unless empty."""
    render_part: Callable[[Sequence[PageResult], Part], str] | None = None
    """The same of one part of each result; None where the format has no parts."""
    streams: bool = False
    """The text of several results is the texts of each in a row: it can be written as they come."""
    table: bool = False
    """Spreadsheets open it, and some of them take it for UTF-8 only behind a byte order mark."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Member of `Paper` to where the format keeps it, in Markdown; for formats of papers alone."""
