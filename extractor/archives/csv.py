"""CSV and TSV with a header row."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from extractor.archives._archive import Archive, Container, Head
from extractor.archives._columns import Columns, choose_columns, missing, row_item
from extractor.archives._items import Failure, Item
from extractor.archives._lines import Line, lines
from extractor.records import Source
from extractor.source.choose import choose
from extractor.source.damaged import decode_marked, replace_marks
from extractor.source.declarations import declarations

_SAMPLE = 1 << 16
_SEPARATORS = ",;\t|"


def _read(container: Container, _start: int) -> Iterator[Item]:
    with container.open() as file:
        stream = container.stream(file)
        sample = stream.peek(_SAMPLE)
        yield from _Table(container, sample).items(lines(stream, container.options.max_page_bytes))


class _Table:
    def __init__(self, container: Container, sample: bytes) -> None:
        self._container = container
        found = choose(sample, declarations(Source("table", sample)))
        # UTF-16 has no bytes that end a line; such tables are rare enough to be refused.
        self._codec = found.codec
        self._mark = sample[: found.skip]
        first = sample.partition(b"\n")[0].decode("latin-1")
        self._separator = max(_SEPARATORS, key=first.count)
        self._failures: list[Line] = []
        self._offset = 0

    def items(self, source: Iterator[Line]) -> Iterator[Item]:
        if self._codec.startswith(("utf-16", "utf-32")):
            yield self._failed("unreadable", f"is a table in {self._codec}", None)
            return
        csv.field_size_limit(self._container.options.max_page_bytes)
        rows = csv.reader(self._texts(source), delimiter=self._separator)
        names: list[str] | None = None
        columns: Columns | None = None
        while True:
            begin = self._offset
            try:
                row = next(rows, None)
            except csv.Error as error:
                yield from self._damage()
                yield self._failed("damaged", f"row that cannot be read: {error}", begin)
                continue
            yield from self._damage()
            if row is None:
                return
            if names is None:
                names = row
                columns = choose_columns(names, self._container.options)
                if columns is None:
                    reason = missing(names, self._container.options)
                    yield self._failed("unreadable", reason, None)
                    return
            elif row and columns is not None:
                yield self._row(names, row, columns, rows.line_num, begin)

    def _row(
        self, names: list[str], row: list[str], columns: Columns, number: int, offset: int
    ) -> Item:
        if len(row) != len(names):
            reason = f"row of {len(row)} cells in a table of {len(names)} columns"
            return self._failed("damaged", reason, offset, number)
        name = f"{self._container.path}:{number}"
        cells = dict(zip(names, row, strict=True))
        return row_item(name, cells, columns, self._container.options, 0, offset)

    def _texts(self, source: Iterator[Line]) -> Iterator[str]:
        first = True
        for line in source:
            if line.failure is not None:
                self._failures.append(line)
                continue
            data = line.data.removeprefix(self._mark) if first else line.data
            first = False
            text = replace_marks(decode_marked(data, self._codec)).replace("\0", "")
            self._offset = line.offset + len(line.data) + 1
            yield text + "\n"

    def _damage(self) -> Iterator[Failure]:
        for line in self._failures:
            yield self._failed(line.failure or "damaged", line.reason, line.offset)
        self._failures.clear()

    def _failed(
        self, kind: str, reason: str, offset: int | None, number: int | None = None
    ) -> Failure:
        name = self._container.path if number is None else f"{self._container.path}:{number}"
        return Failure(name, kind, reason, offset)


def _matches(head: Head) -> bool:
    return head.name.endswith((".csv", ".tsv"))


ARCHIVE = Archive("csv", 70, _matches, _read)
