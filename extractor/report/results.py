"""Reads results back: JSON Lines as `papersieve` prints them, or the folder of a batch."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extractor.errors import InputError
from extractor.records import SCHEMA

_ENDINGS = (".jsonl", ".ndjson", ".jsonl.zst")


def read_results(path: Path) -> Iterator[Mapping[str, Any]]:
    """Every result of a file, or of the `pages` of a batch's folder, in order.

    Raises InputError for what holds no results.
    """
    if path.is_dir():
        files = sorted(file for file in (path / "pages").glob("*") if file.name.endswith(_ENDINGS))
        if not files:
            raise InputError(str(path), "is no folder of a batch with results as JSON Lines")
    else:
        files = [path]
    for file in files:
        yield from _results(file)


def read_failures(path: Path) -> Iterator[Mapping[str, Any]]:
    """Every failure that a batch's folder tells."""
    file = path / "failures.jsonl"
    if path.is_dir() and file.is_file():
        yield from _objects(file)


def _results(file: Path) -> Iterator[Mapping[str, Any]]:
    for number, result in enumerate(_objects(file), start=1):
        if result.get("schema") != SCHEMA or not {"source", "page", "papers"} <= result.keys():
            raise InputError(str(file), f"line {number} is no whole result of {SCHEMA}")
        yield result


def _objects(file: Path) -> Iterator[Mapping[str, Any]]:
    try:
        for number, line in enumerate(_lines(file), start=1):
            value = json.loads(line)
            if not isinstance(value, dict):
                raise InputError(str(file), f"line {number} is no JSON object")
            yield value
    except OSError as error:
        raise InputError(str(file), f"cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise InputError(str(file), f"is no JSON Lines: {error}") from error


def _lines(file: Path) -> Iterator[str]:
    if not file.name.endswith(".zst"):
        with file.open(encoding="utf-8") as stream:
            yield from stream
        return
    import io

    import zstandard

    with file.open("rb") as packed:
        unpacked = zstandard.ZstdDecompressor().stream_reader(packed)
        try:
            yield from io.TextIOWrapper(unpacked, encoding="utf-8")
        except zstandard.ZstdError as error:
            raise InputError(str(file), f"is damaged: {error}") from error
