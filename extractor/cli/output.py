"""Where results go: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from extractor.errors import PapersieveError, UsageError

_STDOUT = "standard output"
_CONTROLS = re.compile("[\\0-\\x08\\x0b\\x0e-\\x1f\\x7f-\\x9f]")
"""Characters that a terminal takes for orders; no page shows them. Tabs and line ends are none."""


class OutputError(PapersieveError):
    """The results could not be written."""

    exit_code = 1


class Output:
    """An open output. Text becomes UTF-8 whatever the locale says, and control characters, with
    which a page could write over a screen, become U+FFFD."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = stream
        self._name = name

    def write(self, text: str) -> None:
        """Writes and flushes. Raises OutputError, and BrokenPipeError where nobody reads."""
        try:
            text = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
            # File names may hold lone surrogates; \udc80 is also how JSON writes them.
            self._stream.write(text.encode("utf-8", "backslashreplace"))
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(self._name, _reason(error)) from error


def check_output(path: str, inputs: Sequence[str]) -> None:
    """Raises UsageError where `path` cannot be written, or would overwrite one of the inputs."""
    target = Path(path)
    if target.is_dir():
        raise UsageError(path, "is a folder, not a file to write")
    if not target.parent.is_dir():
        raise UsageError(path, "its folder does not exist")
    for name in inputs:
        with contextlib.suppress(OSError, ValueError):
            if target.exists() and target.samefile(name):
                raise UsageError(path, "is also an input")


@contextlib.contextmanager
def opened(path: str | None) -> Iterator[Output]:
    """The output at `path`, None for standard output.

    A file takes its place when the block ends; when the block raises, it is as it was before. What
    is no regular file, such as /dev/null, is written directly. Raises OutputError.
    """
    if path is None:
        if sys.stdout is None:
            raise OutputError(_STDOUT, "is closed")
        yield Output(sys.stdout.buffer, _STDOUT)
    elif Path(path).exists() and not stat.S_ISREG(Path(path).stat().st_mode):
        with _named_errors(path), Path(path).open("wb") as stream:
            yield Output(stream, path)
    else:
        yield from _replacing(path)


def _replacing(path: str) -> Iterator[Output]:
    target = Path(os.path.realpath(path))
    with _named_errors(path):
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:50]}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield Output(stream, path)
        with _named_errors(path):
            temporary.chmod(_mode(target))
            temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions of the file to be replaced, or those of a new file."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextlib.contextmanager
def _named_errors(path: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(path, _reason(error)) from error


def _reason(error: OSError) -> str:
    return f"cannot be written: {error.strerror or error}"
