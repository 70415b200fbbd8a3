"""Parquet with typed, nested columns; needs the extra `parquet`."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping, Sequence
from types import NoneType, UnionType
from typing import Any, BinaryIO, Literal, get_args, get_origin, get_type_hints

from extractor.batch.outputs._output import Output
from extractor.formats._shape import output_fields
from extractor.records import PageResult, Paper

_WHERE = ("page", "page_url", "page_sha256")
"""Columns that papers have before their own; see results.py."""


def _write(stream: BinaryIO, what: str, lines: Sequence[bytes]) -> None:
    import pyarrow as pa
    import pyarrow.parquet

    rows = [_object(line) for line in lines]
    table = pa.Table.from_pylist(rows, _schema(what))
    pyarrow.parquet.write_table(table, stream, compression="zstd")


def _read(stream: BinaryIO) -> Iterator[dict[str, object]]:
    import pyarrow.parquet

    for batch in pyarrow.parquet.ParquetFile(stream).iter_batches(64):
        yield from batch.to_pylist(maps_as_pydicts="strict")


def _object(line: bytes) -> Any:
    """The object of a line; Parquet holds no lone surrogates, as names of files may."""
    text = json.dumps(json.loads(line), ensure_ascii=False) if b"\\ud" in line else ""
    return json.loads(text.encode("utf-8", "replace") if text else line)


def _schema(what: str) -> Any:
    """The columns of `pages` or `papers`, made from the record types."""
    import pyarrow as pa

    if what == "papers":
        where = [(name, pa.string()) for name in _WHERE]
        return pa.schema([*where, *_members(Paper)])
    return pa.schema(_members(PageResult))


def _members(record: type) -> list[tuple[str, Any]]:
    hints = get_type_hints(record)
    return [(name, _type(hints[name])) for name in output_fields(record)]


def _type(hint: Any) -> Any:
    import pyarrow as pa

    origin, arguments = get_origin(hint), get_args(hint)
    if origin is UnionType:
        (inner,) = (each for each in arguments if each is not NoneType)
        return _type(inner)
    if origin is Literal:
        return pa.string()
    if origin is tuple:
        return pa.list_(_type(arguments[0]))
    if origin is not None and issubclass(origin, Mapping):
        return pa.map_(pa.string(), _type(arguments[1]))
    if dataclasses.is_dataclass(hint):
        assert isinstance(hint, type)
        return pa.struct(_members(hint))
    return {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}[hint]


OUTPUT = Output("parquet", ".parquet", _write, _read, needs="pyarrow")
