"""Reads a page from a file or from standard input."""

from __future__ import annotations

import stat
import sys
from os import fstat, strerror
from pathlib import Path

from extractor.errors import InputError
from extractor.records import Source
from extractor.source.limits import check_size, read_limited

STDIN = "-"


def read_source(
    path_or_dash: str,
    *,
    url: str | None = None,
    charset: str | None = None,
    media_type: str | None = None,
    max_bytes: int,
) -> Source:
    """The page in the file `path_or_dash`, or on standard input where that is `-`.

    Raises InputError with a one-line reason for what is missing, unreadable, empty, a folder or no
    regular file, and LimitError for more than `max_bytes`, of which no more than one byte is read.
    """
    data = _read_stdin(max_bytes) if path_or_dash == STDIN else _read_file(path_or_dash, max_bytes)
    if not data:
        raise InputError(path_or_dash, "is empty")
    return Source(name=path_or_dash, data=data, url=url, media_type=media_type, charset=charset)


def _read_stdin(max_bytes: int) -> bytes:
    try:
        return read_limited(sys.stdin.buffer, STDIN, max_bytes)
    except OSError as error:
        raise InputError(STDIN, _reason(error)) from error


def _read_file(path: str, max_bytes: int) -> bytes:
    try:
        # Opening a FIFO waits for a writer, so the kind is asked before and, as the name may have
        # changed hands since, again of what was opened.
        _check_regular(path, Path(path).stat().st_mode)
        with Path(path).open("rb") as stream:
            status = fstat(stream.fileno())
            _check_regular(path, status.st_mode)
            check_size(path, status.st_size, max_bytes)
            return read_limited(stream, path, max_bytes)
    except FileNotFoundError as error:
        raise InputError(path, "no such file") from error
    except PermissionError as error:
        raise InputError(path, "no permission to read it") from error
    except OSError as error:
        raise InputError(path, _reason(error)) from error
    except ValueError as error:
        raise InputError(path, "is not a valid file name") from error


def _check_regular(path: str, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise InputError(path, "is a folder, not a page")
    if not stat.S_ISREG(mode):
        raise InputError(path, "is not a regular file")


def _reason(error: OSError) -> str:
    """What the operating system says, in one line."""
    text = strerror(error.errno) if error.errno else str(error)
    return f"cannot be read: {' '.join(text.split())}"
