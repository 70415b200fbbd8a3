"""What an archive format is, and what it is given to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from extractor.archives._addresses import open_file
from extractor.archives._inflate import Codec, inflated
from extractor.archives._items import Item
from extractor.archives._stream import Stream, plain_chunks
from extractor.options import Options


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How archives are read. The limits turn bombs into failures."""

    max_page_bytes: int = Options().max_bytes
    """A page that is larger, unpacked, is a failure and is not read further."""
    max_ratio: int = 1000
    """A compressed file or member that grows more than so many times is given up."""
    max_items: int = 10_000_000
    """An archive is read no further than so many members."""
    html_column: str | None = None
    """Column (of JSON Lines, CSV, Parquet, SQLite) that holds HTML or text of unknown kind; None:
    the usual names are tried."""
    text_column: str | None = None
    """Column that holds plain text; None: the usual names are tried."""
    url_column: str | None = None
    """Column that holds the address; None: the usual names are tried."""
    query: str | None = None
    """What is selected from SQLite databases; None: the only table that has a page column."""


@dataclass(frozen=True, slots=True)
class Head:
    """What tells one format from another."""

    name: str
    """File name in lower case, without the ending of its compression."""
    data: bytes
    """The first bytes, unpacked."""


@dataclass(frozen=True, slots=True)
class Container:
    """One input file, ready to be read."""

    path: str
    """Path or address."""
    options: ReadOptions
    codec: Codec | None = None
    """How the whole file is compressed."""

    def open(self) -> BinaryIO:
        """The file as stored."""
        return open_file(self.path)

    def stream(self, file: BinaryIO, start: int = 0) -> Stream:
        """The unpacked bytes of `file`, from `Container.open`, from `start` of it as stored on."""
        if self.codec is None:
            return Stream(plain_chunks(file, start))
        return Stream(inflated(file, self.codec, start, self.options.max_ratio))


@dataclass(frozen=True, slots=True)
class Archive:
    """One container format. Each module of this folder declares one as `ARCHIVE`."""

    name: str
    rank: int
    """Formats are asked in this order; the last, `page`, takes everything."""
    matches: Callable[[Head], bool]
    read: Callable[[Container, int], Iterator[Item]]
    """Every item from `start` (of an item seen before, or 0) on, in the order of the file. Raises
    OSError where the file cannot be read at all."""
    whole_file: bool = False
    """It is read at random places, so that the file may not be compressed as a whole."""
