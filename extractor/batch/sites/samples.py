"""The pages of every site that its template is made of: those with the smallest hashes.

Which they are depends on the pages alone, not on the order in which they come, nor on how often a
run was stopped. A table of the batch's own database holds them, so that memory does not grow.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from extractor.batch.sites.packing import trace_from
from extractor.boilerplate.site_template import MOST_PAGES, SiteTemplate, template_of
from extractor.document.addresses import host_of

SCHEMA = """
CREATE TABLE IF NOT EXISTS samples (site TEXT NOT NULL, rank INTEGER NOT NULL, trace BLOB NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS samples_by_site ON samples (site, rank);
"""
MOST = MOST_PAGES * 3 // 2
"""Pages of a site: some of them may be copies of each other."""
_KNOWN_SITES = 100_000
"""Full sites whose largest rank is kept in memory."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A page that its site's template may be made of."""

    site: str
    rank: int
    trace: bytes


def site_of(url: str | None) -> str | None:
    """The site of an address: its host without `www.`; None where there is none."""
    named = (host_of(url) or "").removeprefix("www.").encode("utf-8", "replace").decode("utf-8")
    return named or None


def rank_of(data: bytes) -> int:
    """The hash by which the pages of a site are chosen; that of its bytes, so that exact copies
    are one page."""
    return int.from_bytes(hashlib.sha256(data).digest()[:8]) >> 1


class Samples:
    """Reads and writes the table; the caller opens the transaction."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._largest: dict[str, int] = {}

    def may_need(self, site: str, rank: int) -> bool:
        """False where the site has enough pages of smaller rank already."""
        largest = self._largest.get(site)
        if largest is None:
            largest = self._read_largest(site)
            if largest is None:
                return True
            if len(self._largest) >= _KNOWN_SITES:
                del self._largest[next(iter(self._largest))]
            self._largest[site] = largest
        return rank < largest

    def _read_largest(self, site: str) -> int | None:
        row = self._database.execute(
            "SELECT rank FROM samples WHERE site = ? ORDER BY rank LIMIT 1 OFFSET ?",
            (site, MOST - 1),
        ).fetchone()
        return None if row is None else int(row[0])

    def add(self, samples: Iterable[Sample]) -> None:
        """Adds pages and forgets those that are too many."""
        touched: set[str] = set()
        for sample in samples:
            self._database.execute(
                "INSERT INTO samples VALUES (?, ?, ?) ON CONFLICT (site, rank) "
                "DO UPDATE SET trace = min(trace, excluded.trace)",
                (sample.site, sample.rank, sample.trace),
            )
            touched.add(sample.site)
        for site in sorted(touched):
            largest = self._read_largest(site)
            if largest is not None:
                self._database.execute(
                    "DELETE FROM samples WHERE site = ? AND rank > ?", (site, largest)
                )
            self._largest.pop(site, None)

    def templates(self) -> Iterator[tuple[str, SiteTemplate]]:
        """The template of every site that has one, by the name of the site."""
        rows = self._database.execute("SELECT site, trace FROM samples ORDER BY site, rank")
        for site, group in groupby(rows, key=lambda row: row[0]):
            template = template_of(trace_from(row[1]) for row in group)
            if template is not None:
                yield site, template

    def clear(self) -> None:
        """Forgets all pages."""
        self._database.execute("DELETE FROM samples")
        self._largest.clear()
