"""JSON Lines: one object a line, with the page in one of its members."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from extractor.archives._archive import Archive, Container, Head
from extractor.archives._columns import choose_columns, missing, row_item
from extractor.archives._items import Failure, Item
from extractor.archives._lines import Line, lines
from extractor.errors import PapersieveError
from extractor.options import Options
from extractor.records import Source
from extractor.source.decode import decode

_ENDINGS = (".jsonl", ".ndjson", ".jl", ".jsonlines")
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}\{\s{0,99}(?:\"|\})")
_MOST_ESCAPED = 6
"""Bytes of JSON for one byte of a page, at most: \\u003c."""


def _read(container: Container, start: int) -> Iterator[Item]:
    limit = _MOST_ESCAPED * container.options.max_page_bytes
    with container.open() as file:
        stream = container.stream(file, start)
        plain = container.codec is None
        for line in lines(stream, limit):
            name = f"{container.path}@{line.offset}" if plain else f"{container.path}:{line.number}"
            begin = line.offset if plain and not line.torn else start
            if line.failure is not None:
                yield Failure(name, line.failure, line.reason, line.offset, None, begin)
            elif line.data.strip():
                yield _item(container, name, line, begin)


def _item(container: Container, name: str, line: Line, start: int) -> Item:
    try:
        row = _loads(line.data)
    except (ValueError, RecursionError, PapersieveError) as error:
        reason = f"is no JSON: {' '.join(str(error).split())[:120]}"
        return Failure(name, "damaged", reason, line.offset, None, start)
    if not isinstance(row, dict):
        reason = "is a line of JSON, but no object"
        return Failure(name, "unreadable", reason, line.offset, None, start)
    columns = choose_columns(tuple(row), container.options)
    if columns is None:
        reason = missing(tuple(row), container.options)
        return Failure(name, "unreadable", reason, line.offset, None, start)
    return row_item(name, row, columns, container.options, start, line.offset)


def _loads(data: bytes) -> object:
    try:
        return json.loads(data)
    except UnicodeDecodeError:
        # Scrapers also write the page's own encoding into the line.
        return json.loads(decode(Source("line", data), Options(max_bytes=len(data))).text)


def _matches(head: Head) -> bool:
    return head.name.endswith(_ENDINGS) and _OBJECT.match(head.data) is not None


ARCHIVE = Archive("jsonl", 60, _matches, _read)
