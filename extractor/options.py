"""The one set of options that every stage takes whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ContentMode = Literal["strict", "balanced", "generous"]


@dataclass(frozen=True, slots=True)
class Options:
    """How a page is read. Defaults suit a scraped page of unknown origin."""

    encoding: str | None = None
    """Decode with this codec whatever the page declares; None: find out."""
    max_bytes: int = 50_000_000
    """Larger inputs raise LimitError."""
    min_confidence: float = 0.4
    """Entries below this confidence (0 to 1) are left out."""
    content: ContentMode = "balanced"
    """How much has to speak for a text before it is content: `strict` drops what is doubtful,
    `generous` keeps it."""
    judge: str = "papersieve"
    """Who decides what is content: `papersieve`, or another program that is installed
    (`trafilatura`, `readability`, `resiliparse`), for comparison."""
