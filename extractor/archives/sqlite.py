"""SQLite databases, opened read-only: a query, or the only table that holds pages."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from extractor.archives._addresses import is_remote, local_path
from extractor.archives._archive import Archive, Container, Head
from extractor.archives._columns import choose_columns, missing, row_item
from extractor.archives._items import Failure, Item

_MAGIC = b"SQLite format 3\0"


class _TableError(Exception):
    """No table, or more than one, holds pages."""


def _read(container: Container, _start: int) -> Iterator[Item]:
    if is_remote(container.path):
        reason = "SQLite databases are read from files of this machine: copy it here"
        yield Failure(container.path, "unreadable", reason)
        return
    address = f"{Path(local_path(container.path)).resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as database:
            database.text_factory = bytes
            query = container.options.query or _only_table(database, container)
            yield from _rows(container, database.execute(query))
    except _TableError as error:
        yield Failure(container.path, "unreadable", str(error))
    except sqlite3.Error as error:
        kind = "damaged" if isinstance(error, sqlite3.DatabaseError) else "unreadable"
        yield Failure(container.path, kind, " ".join(str(error).split()))


def _only_table(database: sqlite3.Connection, container: Container) -> str:
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    found: list[str] = []
    for (raw,) in tables.fetchall():
        quoted = '"' + raw.decode("utf-8", "replace").replace('"', '""') + '"'
        cursor = database.execute(f"SELECT * FROM {quoted} LIMIT 0")  # noqa: S608 - quoted
        names = _names(cursor)
        columns = choose_columns(names, container.options)
        if columns is not None:
            wanted = [name for name in (columns.page, columns.url) if name is not None]
            selected = ", ".join('"' + name.replace('"', '""') + '"' for name in wanted)
            found.append(f"SELECT {selected} FROM {quoted} ORDER BY rowid")  # noqa: S608
    if len(found) != 1:
        what = "more than one table holds pages" if found else "no table is known to hold pages"
        raise _TableError(f"{what}; see --query")
    return found[0]


def _rows(container: Container, cursor: sqlite3.Cursor) -> Iterator[Item]:
    names = _names(cursor)
    columns = choose_columns(names, container.options)
    if columns is None:
        yield Failure(container.path, "unreadable", missing(names, container.options))
        return
    for number, row in enumerate(cursor, 1):
        cells = dict(zip(names, row, strict=True))
        yield row_item(f"{container.path}:{number}", cells, columns, container.options, 0)


def _names(cursor: sqlite3.Cursor) -> Sequence[str]:
    return tuple(column[0] for column in cursor.description or ())


def _matches(head: Head) -> bool:
    return head.data.startswith(_MAGIC)


ARCHIVE = Archive("sqlite", 50, _matches, _read, whole_file=True)
