"""What is done, in an SQLite database beside the results.

A shard's results are complete files before the shard stands here, and it stands here with its
failures and counts in one transaction: after a kill, what is not here is done again, and nothing
else.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from extractor.archives import Failure, Skipped
from extractor.batch.plan import Entry, Group, InputFile
from extractor.batch.shards import Cursor, Task
from extractor.batch.sites.samples import SCHEMA as SAMPLES_SCHEMA
from extractor.batch.sites.samples import Sample, Samples

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS groups (
    number INTEGER PRIMARY KEY, size INTEGER NOT NULL, entries TEXT NOT NULL,
    done INTEGER NOT NULL DEFAULT 0, looked INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS looks (
    grp INTEGER NOT NULL, number INTEGER NOT NULL, cursor TEXT NOT NULL, PRIMARY KEY (grp, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS templates (
    stamp TEXT PRIMARY KEY, sites TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shards (
    grp INTEGER NOT NULL, number INTEGER NOT NULL, items INTEGER NOT NULL, cursor TEXT NOT NULL,
    failed INTEGER NOT NULL, counts TEXT NOT NULL, PRIMARY KEY (grp, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS failures (
    grp INTEGER NOT NULL, shard INTEGER NOT NULL, ordinal INTEGER NOT NULL, line TEXT NOT NULL,
    PRIMARY KEY (grp, shard, ordinal)
) WITHOUT ROWID;
"""
_OPEN = (
    "SELECT number, entries FROM groups WHERE number > ? AND NOT done ORDER BY number LIMIT 1",
    "SELECT number, cursor FROM shards WHERE grp = ? ORDER BY number DESC LIMIT 1",
)
_OPEN_LOOKS = (
    "SELECT number, entries FROM groups WHERE number > ? AND NOT looked ORDER BY number LIMIT 1",
    "SELECT number, cursor FROM looks WHERE grp = ? ORDER BY number DESC LIMIT 1",
)
_KINDS: Mapping[str, type[Entry]] = {"file": InputFile, "failure": Failure, "skipped": Skipped}
_NAMES = tuple((kind, name) for name, kind in _KINDS.items())


@dataclass(frozen=True, slots=True)
class ShardDone:
    """A shard whose results are written."""

    group: int
    shard: int
    items: int
    begin: Cursor
    cursor: Cursor
    last: bool
    failures: tuple[str, ...]
    """Lines of JSON."""
    counts: Mapping[str, int]
    samples: tuple[Sample, ...] = ()
    """What the first pass found."""


class Store:
    """The state of one batch. Only one process writes it."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.executescript(_SCHEMA + SAMPLES_SCHEMA)
        self.samples = Samples(self._database)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._database.close()

    # ------------------------------------------------------------------ the plan

    def fingerprint(self) -> dict[str, str] | None:
        """What the results here were made with; None where nothing was planned yet."""
        rows = self._database.execute("SELECT name, value FROM meta").fetchall()
        return dict(rows) if rows else None

    def plan(self, fingerprint: Mapping[str, str], planned: Iterator[Group]) -> None:
        """Writes down the inputs and what the results depend on, all or nothing."""
        with self._transaction():
            for group in planned:
                self._database.execute(
                    "INSERT INTO groups (number, size, entries) VALUES (?, ?, ?)",
                    (group.number, group.size, _entries_text(group)),
                )
            self._database.executemany("INSERT INTO meta VALUES (?, ?)", fingerprint.items())

    def groups(self) -> Iterator[Group]:
        """The planned groups in order."""
        number = -1
        while row := self._database.execute(
            "SELECT number, entries FROM groups WHERE number > ? ORDER BY number LIMIT 1", (number,)
        ).fetchone():
            number = row[0]
            yield Group(number, _entries(row[1]))

    def size(self, *, looks: bool = False) -> tuple[int, int]:
        """Bytes of all inputs, and of those in finished groups; `looks`: of the first pass."""
        row = self._database.execute(
            "SELECT total(size), total(CASE WHEN done THEN size END), "
            "total(CASE WHEN looked THEN size END) FROM groups"
        ).fetchone()
        return int(row[0]), int(row[2 if looks else 1])

    # ------------------------------------------------------------------ the first pass

    def commit_look(self, done: ShardDone) -> None:
        """Writes down what the first pass found in a shard."""
        cursor = json.dumps(list(asdict(done.cursor).values()))
        with self._transaction():
            self.samples.add(done.samples)
            self._database.execute(
                "INSERT OR REPLACE INTO looks VALUES (?, ?, ?)", (done.group, done.shard, cursor)
            )
            if done.last:
                self._database.execute(
                    "UPDATE groups SET looked = 1 WHERE number = ?", (done.group,)
                )

    def templates(self) -> tuple[str, tuple[str, ...]] | None:
        """Stamp and first sites of the files of templates; None before they are written."""
        row = self._database.execute("SELECT stamp, sites FROM templates").fetchone()
        return None if row is None else (row[0], tuple(json.loads(row[1])))

    def keep_templates(self, stamp: str, first: tuple[str, ...]) -> None:
        """Writes down that the files of templates are there, and forgets what they were made of."""
        with self._transaction():
            self._database.execute(
                "INSERT INTO templates VALUES (?, ?)", (stamp, json.dumps(first))
            )
            self._database.execute("DELETE FROM looks")
            self.samples.clear()

    # ------------------------------------------------------------------ the work

    def open_tasks(self, *, looks: bool = False) -> Iterator[Task]:
        """What is left to do, one task a group; `looks`: in the first pass."""
        next_group, last_shard = _OPEN_LOOKS if looks else _OPEN
        number = -1
        while row := self._database.execute(next_group, (number,)).fetchone():
            number = row[0]
            last = self._database.execute(last_shard, (number,)).fetchone()
            shard, cursor = (last[0] + 1, Cursor(*json.loads(last[1]))) if last else (0, Cursor())
            yield Task(Group(number, _entries(row[1])), shard, cursor)

    def task_of(self, group: int, shard: int) -> Task:
        """One shard as a task. Raises KeyError where there is none."""
        row = self._database.execute(
            "SELECT g.entries FROM shards s JOIN groups g ON g.number = s.grp "
            "WHERE s.grp = ? AND s.number = ?", (group, shard),
        ).fetchone()  # fmt: skip
        if row is None:
            raise KeyError((group, shard))
        return Task(Group(group, _entries(row[0])), shard, self._begin(group, shard), only=True)

    def _begin(self, group: int, shard: int) -> Cursor:
        """Where a shard begins: behind the one before it."""
        before = self._database.execute(
            "SELECT cursor FROM shards WHERE grp = ? AND number = ?", (group, shard - 1)
        ).fetchone()
        return Cursor(*json.loads(before[0])) if before else Cursor()

    def failed_tasks(self) -> Iterator[Task]:
        """Every shard with failures, as one task each."""
        place = (-1, -1)
        while row := self._database.execute(
            "SELECT s.grp, s.number, g.entries FROM shards s JOIN groups g ON g.number = s.grp "
            "WHERE s.failed AND (s.grp, s.number) > (?, ?) ORDER BY s.grp, s.number LIMIT 1", place,
        ).fetchone():  # fmt: skip
            place = (row[0], row[1])
            cursor = self._begin(row[0], row[1])
            yield Task(Group(row[0], _entries(row[2])), row[1], cursor, only=True)

    def commit(self, done: ShardDone) -> tuple[int, ...]:
        """Writes down a shard whose results are in their place.

        Where a shard that was done again ends elsewhere than before, because more could be read,
        the shards behind it count as not done: their numbers are returned.
        """
        key = (done.group, done.shard)
        if self._begin(*key) != done.begin:
            return ()  # done again while the one before it came to end elsewhere
        cursor = json.dumps(list(asdict(done.cursor).values()))
        with self._transaction():
            dropped = self._drop_behind(done, cursor)
            self._database.execute("DELETE FROM failures WHERE grp = ? AND shard = ?", key)
            self._database.executemany(
                "INSERT INTO failures VALUES (?, ?, ?, ?)",
                ((*key, ordinal, line) for ordinal, line in enumerate(done.failures)),
            )
            self._database.execute(
                "INSERT OR REPLACE INTO shards VALUES (?, ?, ?, ?, ?, ?)",
                (*key, done.items, cursor, len(done.failures), json.dumps(dict(done.counts))),
            )
            self._database.execute(
                "UPDATE groups SET done = ? WHERE number = ? "
                "AND NOT EXISTS (SELECT 1 FROM shards WHERE grp = ? AND number > ?)",
                (done.last, done.group, *key),
            )
        return dropped

    def _drop_behind(self, done: ShardDone, cursor: str) -> tuple[int, ...]:
        key = (done.group, done.shard)
        before = self._database.execute(
            "SELECT cursor FROM shards WHERE grp = ? AND number = ?", key
        ).fetchone()
        if before is None or before[0] == cursor:
            return ()
        for table, column in (("failures", "shard"), ("shards", "number")):
            rows = self._database.execute(
                f"DELETE FROM {table} WHERE grp = ? AND {column} > ? RETURNING {column}",  # noqa: S608 - fixed names
                key,
            ).fetchall()
        return tuple(number for (number,) in rows)

    # ------------------------------------------------------------------ the end

    def failures(self) -> Iterator[str]:
        """The lines of all failures in input order."""
        cursor = self._database.execute("SELECT line FROM failures ORDER BY grp, shard, ordinal")
        for row in cursor:
            yield row[0]

    def shards(self) -> Iterator[tuple[int, int]]:
        """Group and number of every shard that is done, in input order."""
        yield from self._database.execute("SELECT grp, number FROM shards ORDER BY grp, number")

    def counts(self) -> dict[str, int]:
        """The counts of all shards together, by name."""
        total: dict[str, int] = {}
        for (text,) in self._database.execute("SELECT counts FROM shards"):
            for name, number in json.loads(text).items():
                total[name] = total.get(name, 0) + number
        return dict(sorted(total.items()))

    def _transaction(self) -> _Transaction:
        return _Transaction(self._database)


class _Transaction:
    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __enter__(self) -> None:
        self._database.execute("BEGIN IMMEDIATE")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._database.execute("COMMIT")
        elif self._database.in_transaction:
            self._database.execute("ROLLBACK")


def _entries_text(group: Group) -> str:
    return json.dumps(
        [
            [name, *asdict(entry).values()]
            for entry in group.entries
            for kind, name in _NAMES
            if type(entry) is kind
        ]
    )


def _entries(text: str) -> tuple[Entry, ...]:
    return tuple(_KINDS[name](*values) for name, *values in json.loads(text))
