"""Zip files, by their directory, and without it where it lies or is lost."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from extractor.archives._archive import Archive, Container, Head, ReadOptions
from extractor.archives._items import Failure, Item, Skipped
from extractor.archives._members import page_item
from extractor.archives._types import skipped_ending
from extractor.archives._zip_salvage import Salvaged, salvage
from extractor.records import Source

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_MAX_DIRECTORY = 1 << 28
"""Bytes of a directory that are read into memory: two million members or more."""
_ENCRYPTED = 1
_FILE_TYPE, _LINK = 0o170000, 0o120000
_SMALL = 1024
"""Bytes below which the ratio means nothing."""
ERRORS = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError,
    ValueError, OverflowError,
)  # fmt: skip


def _read(container: Container, start: int) -> Iterator[Item]:
    with container.open() as file:
        try:
            members = directory(file)
        except ERRORS as error:
            yield Failure(
                container.path, "damaged",
                f"the directory is unreadable ({line(error)}); members are found without it",
            )  # fmt: skip
            yield from _salvaged(container, file, 0, None)
            return
        with zipfile.ZipFile(file) as archive:
            taken: set[int] = set()
            for number, member in enumerate(members):
                twice = member.header_offset in taken
                taken.add(member.header_offset)
                if number >= start:
                    yield _member(container, archive, member, number, twice=twice)
        for begin, end in _gaps(members):
            yield from _salvaged(container, file, begin, end, len(members))


def directory(file: BinaryIO) -> Sequence[zipfile.ZipInfo]:
    """The members that the directory names, in its order."""
    with zipfile.ZipFile(file) as archive:
        size = file.seek(0, 2) - archive.start_dir
        if size > _MAX_DIRECTORY:
            raise ValueError(f"directory of {size:,} bytes")
        return archive.infolist()


def _member(
    container: Container, archive: zipfile.ZipFile, member: zipfile.ZipInfo, number: int,
    *, twice: bool,
) -> Item:  # fmt: skip
    name = f"{container.path}/{member.filename}"
    no_page = _no_page(member)
    if no_page is not None:
        return Skipped(name, no_page, number)
    if twice:
        refused: tuple[str, str] | None = ("limit", "shares its bytes with another member")
    else:
        refused = _refused(member, container.options)
    if refused is None:
        data = _data(archive, member, container.options)
        if isinstance(data, bytes):
            source = Source(name, data)
            return page_item(source, container.options, number, member.header_offset)
        refused = data
    return Failure(name, *refused, member.header_offset, None, number)


def _no_page(member: zipfile.ZipInfo) -> str | None:
    if member.is_dir():
        return "folder"
    if (member.external_attr >> 16) & _FILE_TYPE == _LINK:
        return "link"
    return skipped_ending(member.filename)


def unpacked(
    file: BinaryIO, member: zipfile.ZipInfo, options: ReadOptions
) -> bytes | tuple[str, str]:
    """The bytes of a member within the limits, or kind and reason of the failure."""
    with zipfile.ZipFile(file) as archive:
        return _refused(member, options) or _data(archive, member, options)


def refused_as_encrypted(member: zipfile.ZipInfo) -> tuple[str, str] | None:
    """Kind and reason of the failure of a member that needs a password."""
    return ("unreadable", "is encrypted") if member.flag_bits & _ENCRYPTED else None


def _refused(member: zipfile.ZipInfo, options: ReadOptions) -> tuple[str, str] | None:
    """Kind and reason of the failure that the directory alone shows."""
    encrypted = refused_as_encrypted(member)
    if encrypted is not None:
        return encrypted
    if member.file_size > options.max_page_bytes:
        return "limit", f"is larger than the limit of {options.max_page_bytes:,} bytes"
    if member.file_size > options.max_ratio * max(member.compress_size, _SMALL):
        return "limit", f"grows more than {options.max_ratio:,} times when unpacked"
    return None


def _data(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, options: ReadOptions
) -> bytes | tuple[str, str]:
    """The unpacked bytes, or kind and reason of the failure."""
    try:
        with archive.open(member) as stream:
            data = stream.read(options.max_page_bytes + 1)
    except ERRORS as error:
        return "damaged", line(error)
    if len(data) != member.file_size:
        reason = f"holds {len(data):,} bytes, its directory says {member.file_size:,}"
        return "damaged", reason
    return data


def _gaps(members: Sequence[zipfile.ZipInfo]) -> Iterator[tuple[int, int]]:
    """Stretches between members that belong to none, where others may hide."""
    spans = sorted(
        (member.header_offset, member.header_offset + 30 + member.compress_size)
        for member in members
    )
    end = 0
    for begin, stop in spans:
        if begin > end:
            yield end, begin
        end = max(end, stop)


def _salvaged(
    container: Container, file: BinaryIO, begin: int, end: int | None, start: int = 0
) -> Iterator[Item]:
    """Members found by their own headers; all of them begin at `start`, to be found again."""
    found = salvage(file, begin, end, container.options.max_page_bytes)
    for member in islice(found, container.options.max_items):
        yield _salvaged_item(container, member, start)


def _salvaged_item(container: Container, member: Salvaged, start: int) -> Item:
    name = f"{container.path}/{member.name}"
    if member.data is None:
        if member.name.endswith("/"):
            return Skipped(name, "folder", start)
        return Failure(name, member.kind, member.reason, member.offset, None, start)
    ending = skipped_ending(member.name)
    if ending is not None:
        return Skipped(name, ending, start)
    notes = ("its archive's directory does not name the page",)
    return page_item(Source(name, member.data), container.options, start, member.offset, notes)


def line(error: Exception) -> str:
    """The message of an error in one short line."""
    return " ".join(str(error).split())[:200] or type(error).__name__


def _matches(head: Head) -> bool:
    return head.data.startswith(_MAGIC) or head.name.endswith(".zip")


ARCHIVE = Archive("zip", 20, _matches, _read, whole_file=True)
