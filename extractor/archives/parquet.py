"""Parquet, row group by row group; needs the extra `parquet`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor.archives._archive import Archive, Container, Head
from extractor.archives._columns import Columns, choose_columns, missing, row_item
from extractor.archives._items import Failure, Item

_MAGIC = b"PAR1"
_ROWS = 64


def _read(container: Container, start: int) -> Iterator[Item]:
    try:
        import pyarrow  # noqa: ICN001 - the name is used once
        import pyarrow.parquet
    except ModuleNotFoundError:
        reason = "Parquet needs pyarrow: pip install 'papersieve[parquet]'"
        yield Failure(container.path, "unreadable", reason)
        return
    errors = (pyarrow.ArrowException, OSError, ValueError, MemoryError)
    with container.open() as file:
        try:
            table = pyarrow.parquet.ParquetFile(file)
            names = tuple(table.schema_arrow.names)
        except errors as error:
            yield Failure(container.path, "damaged", _line(error))
            return
        columns = choose_columns(names, container.options)
        if columns is None:
            reason = missing(names, container.options)
            yield Failure(container.path, "unreadable", reason)
            return
        for number in range(start, table.metadata.num_row_groups):
            try:
                yield from _row_group(container, table, columns, number)
            except errors as error:
                name = f"{container.path}:{_first_row(table, number)}"
                reason = f"row group {number}: {_line(error)}"
                yield Failure(name, "damaged", reason, _offset(table, number), None, number)


def _row_group(container: Container, table: Any, columns: Columns, number: int) -> Iterator[Item]:
    row = _first_row(table, number)
    wanted = [name for name in (columns.page, columns.url) if name is not None]
    for batch in table.iter_batches(_ROWS, row_groups=[number], columns=wanted):
        for cells in batch.to_pylist():
            name = f"{container.path}:{row}"
            yield row_item(name, cells, columns, container.options, number)
            row += 1


def _first_row(table: Any, number: int) -> int:
    return sum(table.metadata.row_group(each).num_rows for each in range(number))


def _offset(table: Any, number: int) -> int | None:
    """Where the row group begins, as far as its first column says."""
    group = table.metadata.row_group(number)
    return int(group.column(0).data_page_offset) if group.num_columns else None


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200]


def _matches(head: Head) -> bool:
    return head.data.startswith(_MAGIC)


ARCHIVE = Archive("parquet", 40, _matches, _read, whole_file=True)
