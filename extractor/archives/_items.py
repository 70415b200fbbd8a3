"""What an archive gives: pages, failures, and what is no page. Never nothing."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.records import Source


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an archive."""

    source: Source
    start: int = 0
    """Where in the archive reading may begin to come to this item again: a byte offset, or the
    number of a member; 0 where an archive can only be read from its beginning."""
    notes: tuple[str, ...] = ()
    """What a reader of the result should know, such as that the crawler cut the page."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Something of an archive that could not be read as a page."""

    name: str
    """The archive, with the member where it is known."""
    kind: str
    """`damaged`, `limit`, `unreadable`, `error`; the batch adds its own."""
    reason: str
    """One line for people."""
    offset: int | None = None
    """Bytes from the beginning of the file as stored, where known."""
    url: str | None = None
    start: int = 0
    """As in Page."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something of an archive that is no page by its type: a picture, a request, a revisit."""

    name: str
    reason: str
    """Groups what was skipped in the summary: `revisit record`, `image/png`."""
    start: int = 0
    """As in Page."""


Item = Page | Failure | Skipped
