"""bibliography.jsonl: the same paper on many pages as one record.

Mentions with a common identifier are compared first, then neighbours in three orders of titles
(sorted neighbourhood, Hernandez and Stolfo 1995): from the front, from the back, by authors. A
merge stands only where whole clusters do not contradict. All lists are on the disk; memory holds
eight bytes a mention, and the facts of clusters.
"""

from __future__ import annotations

import json
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict
from itertools import groupby
from typing import Any

from extractor.batch.across.clusters import Clusters
from extractor.batch.across.fields import merged
from extractor.batch.across.match import same_identifier, same_title
from extractor.batch.across.mention import Mention, mention_of
from extractor.batch.across.repair import repairs

_WINDOW = 10
_KEY_LETTERS = 120
_SCHEMA = """
CREATE TABLE mentions (number INTEGER PRIMARY KEY, compared TEXT, paper TEXT, cluster INTEGER);
CREATE TABLE keys (kind TEXT, key BLOB, number INTEGER);
"""


class Bibliography:
    """Collects mentions, then gives the merged records. `path` is a file that may be thrown away,
    or empty for one that SQLite deletes itself."""

    def __init__(self, path: str = "") -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.executescript(_SCHEMA)
        self._clusters = Clusters()

    def close(self) -> None:
        """Throws the lists away."""
        self._database.close()

    def add(self, papers: Iterable[Mapping[str, Any]]) -> None:
        """More mentions, as the lines of `papers` hold them, in input order."""
        self._database.execute("BEGIN")
        for paper in papers:
            number = self._clusters.add()
            mention = mention_of(paper)
            self._database.execute(
                "INSERT INTO mentions VALUES (?, ?, ?, ?)",
                (number, _packed(mention), json.dumps(paper), number),
            )
            self._database.executemany(
                "INSERT INTO keys VALUES (?, ?, ?)",
                ((kind, key.encode("utf-8", "replace"), number) for kind, key in _keys(mention)),
            )
        self._database.execute("COMMIT")

    def records(self) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
        """One record a paper, in the order of first mention, and the repairs of its entries."""
        self._database.execute("CREATE INDEX by_key ON keys (kind, key, number)")
        self._merge_identifiers()
        for kind in ("front", "back", "authors"):
            self._merge_neighbours(kind, same_title)
        self._database.execute("BEGIN")
        for number in self._clusters.moved():
            self._database.execute(
                "UPDATE mentions SET cluster = ? WHERE number = ?",
                (self._clusters.find(number), number),
            )
        self._database.execute("COMMIT")
        self._database.execute("CREATE INDEX by_cluster ON mentions (cluster, number)")
        with closing(
            self._database.execute("SELECT cluster, paper FROM mentions ORDER BY cluster, number")
        ) as rows:
            for number, (_, group) in enumerate(groupby(rows, key=lambda row: row[0]), 1):
                papers = [json.loads(paper) for _, paper in group]
                yield {"id": f"b{number}", **merged(papers)}, list(repairs(papers))

    def _merge_identifiers(self) -> None:
        first: tuple[bytes, int, Mention] | None = None
        for key, number, mention in self._sorted("identifier"):
            if first is None or first[0] != key:
                first = (key, number, mention)
            elif same_identifier(first[2], mention):
                self._clusters.merge(first[1], first[2], number, mention)

    def _merge_neighbours(self, kind: str, same: Callable[[Mention, Mention], bool]) -> None:
        window: deque[tuple[int, Mention]] = deque(maxlen=_WINDOW)
        for _, number, mention in self._sorted(kind):
            for other, before in reversed(window):
                together = self._clusters.find(other) == self._clusters.find(number)
                if not together and same(before, mention):
                    self._clusters.merge(other, before, number, mention)
            window.append((number, mention))

    def _sorted(self, kind: str) -> Iterator[tuple[bytes, int, Mention]]:
        rows = self._database.execute(
            "SELECT key, number, compared FROM keys JOIN mentions USING (number) "
            "WHERE kind = ? ORDER BY key, number", (kind,),
        )  # fmt: skip
        for key, number, text in rows:
            yield key, number, _unpacked(text)


def _keys(mention: Mention) -> Iterator[tuple[str, str]]:
    for scheme, value in mention.identifiers:
        yield "identifier", f"{scheme}:{value}"
    for title in mention.titles:
        yield "front", title[:_KEY_LETTERS]
        yield "back", title[::-1][:_KEY_LETTERS]
    if mention.authors and mention.titles:
        for name in mention.authors[0]:
            yield "authors", f"{name} {mention.titles[0][:20]}"


def _packed(mention: Mention) -> str:
    values = asdict(mention) | {"authors": [sorted(names) for names in mention.authors]}
    return json.dumps(list(values.values()))


def _unpacked(text: str) -> Mention:
    titles, heads, numbers, authors, year, identifiers = json.loads(text)
    return Mention(
        tuple(titles),
        tuple(heads),
        tuple(tuple(each) for each in numbers),
        tuple(frozenset(names) for names in authors),
        year,
        tuple((scheme, value) for scheme, value in identifiers),
    )
