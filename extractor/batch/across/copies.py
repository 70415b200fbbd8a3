"""copies.jsonl: pages with the same content, or nearly: farms mirror each other.

MinHash (Broder 1997) over runs of four words or Chinese characters, with 16 bands of 8 rows, which
bring together pages from a likeness of about 0.7; then the whole signatures are compared.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from rensa import RMinHash

_SEED = 20261123
_HASHES = 128
_ROWS = 8
_LIKENESS = 0.8
_RUN = 4
_FEWEST = 8
"""Runs of words; shorter pages are compared as a whole."""
_MOST_COMPARED = 200
"""Pages of one band that a page is compared with."""
_WORD = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]|[^\\W\u2e80-\u9fff\uac00-\ud7af]+")
_PLACE = ("page", "page_url", "page_sha256")
_SCHEMA = """
CREATE TABLE pages (
    number INTEGER PRIMARY KEY, place TEXT, text TEXT, signature BLOB, root INTEGER
);
CREATE TABLE bands (band INTEGER, hash BLOB, number INTEGER);
"""


class Copies:
    """Collects pages, then gives the groups that are copies of each other."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.executescript(_SCHEMA)
        self._parent = array("q")

    def close(self) -> None:
        """Throws the lists away."""
        self._database.close()

    def add(self, results: Iterable[Mapping[str, Any]]) -> None:
        """More pages, as the lines of `pages` hold them, in input order."""
        self._database.execute("BEGIN")
        for result in results:
            self._add(result)
        self._database.execute("COMMIT")

    def _add(self, result: Mapping[str, Any]) -> None:
        words = _WORD.findall(result["content"]["text"].casefold())
        if not words:
            return
        number = len(self._parent)
        self._parent.append(number)
        text = hashlib.sha256(" ".join(words).encode()).hexdigest()
        source = result["source"]
        where = [source["name"], result["page"]["url"] or source["url"], source["sha256"]]
        signature = _signature(words)
        self._database.execute(
            "INSERT INTO pages VALUES (?, ?, ?, ?, NULL)",
            (number, json.dumps(where), text, signature),
        )
        bands = [(-1, bytes.fromhex(text))]
        if signature is not None:
            size = _ROWS * array("I").itemsize
            bands += [
                (band, hashlib.blake2b(signature[at : at + size], digest_size=8).digest())
                for band, at in enumerate(range(0, len(signature), size))
            ]
        self._database.executemany(
            "INSERT INTO bands VALUES (?, ?, ?)", ((band, key, number) for band, key in bands)
        )

    def groups(self) -> Iterator[dict[str, Any]]:
        """Every group of two pages or more, in the order of their first pages."""
        self._database.execute("CREATE INDEX by_hash ON bands (band, hash, number)")
        rows = self._database.execute(
            "SELECT b.band, b.hash, b.number, p.text, p.signature FROM bands b "
            "JOIN pages p USING (number) ORDER BY b.band, b.hash, b.number"
        )
        for _, group in groupby(rows, key=lambda row: row[:2]):
            self._compare((number, text, signature) for _, _, number, text, signature in group)
        self._database.execute("BEGIN")
        self._database.executemany("UPDATE pages SET root = ? WHERE number = ?", self._in_groups())
        self._database.execute("COMMIT")
        found = self._database.execute(
            "SELECT root, place, text, signature FROM pages "
            "WHERE root IS NOT NULL ORDER BY root, number"
        )
        for number, (_, group) in enumerate(groupby(found, key=lambda row: row[0]), 1):
            yield {"id": f"c{number}", **_group([row[1:] for row in group])}

    def _compare(self, group: Iterator[tuple[int, str, bytes | None]]) -> None:
        """Joins the pages of one band that are alike, each with the first it is like."""
        leaders: list[tuple[int, str, bytes | None]] = []
        for number, text, signature in group:
            for other, other_text, other_signature in leaders:
                if text == other_text or _likeness(signature, other_signature) >= _LIKENESS:
                    self._join(other, number)
                    break
            else:
                if len(leaders) < _MOST_COMPARED:
                    leaders.append((number, text, signature))

    def _find(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def _join(self, one: int, other: int) -> None:
        first, second = sorted((self._find(one), self._find(other)))
        self._parent[second] = first

    def _in_groups(self) -> Iterator[tuple[int, int]]:
        """(first page of the group, page) of every page that is not alone."""
        for number in range(len(self._parent)):
            root = self._find(number)
            if root != number:
                yield root, root
                yield root, number


def _group(rows: list[tuple[str, str, bytes | None]]) -> dict[str, Any]:
    _, first_text, first_signature = rows[0]
    pages = [
        {
            **dict(zip(_PLACE, json.loads(place), strict=True)),
            "likeness": 1.0 if text == first_text else _likeness(signature, first_signature),
        }
        for place, text, signature in rows
    ]  # fmt: skip
    exact = all(text == first_text for *_, text, _ in rows)
    return {"kind": "exact" if exact else "near", "pages": pages}


def _signature(words: list[str]) -> bytes | None:
    runs = {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    if len(runs) < _FEWEST:
        return None
    hashed = RMinHash(num_perm=_HASHES, seed=_SEED)
    hashed.update(sorted(runs))
    return array("I", hashed.digest()).tobytes()


def _likeness(one: bytes | None, other: bytes | None) -> float:
    """The share of equal hashes, which estimates the Jaccard likeness."""
    if one is None or other is None:
        return 0.0
    first, second = array("I", one), array("I", other)
    return round(sum(a == b for a, b in zip(first, second, strict=True)) / _HASHES, 3)
