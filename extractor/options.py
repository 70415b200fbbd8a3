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
    max_nodes: int = 1_000_000
    """Elements of a page; what comes after is left out, with a warning."""
    max_blocks: int = 100_000
    """Blocks of a page; what comes after is left out, with a warning."""
    max_depth: int = 500
    """Elements inside each other; deeper ones count as text of the one around them, with a
    warning."""
    max_attributes: int = 1_000
    """Attributes of one element; more are left out, with a warning."""
    max_seconds: float = 60.0
    """CPU time of a page; one that takes more raises LimitError."""
