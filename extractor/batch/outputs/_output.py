"""What an output of a batch is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Output:
    """One kind of result files. Each module of this folder declares one as `OUTPUT`."""

    name: str
    """What `--format` calls it."""
    ending: str
    """Of its files, with the dot."""
    write: Callable[[BinaryIO, str, Sequence[bytes]], None]
    """Writes one file: the stream, `pages` or `papers`, the lines of JSON."""
    read: Callable[[BinaryIO], Iterator[dict[str, object]]]
    """The objects of a file that `write` wrote."""
    needs: str | None = None
    """The module that must be installed, which is also the name of the extra."""
