"""WACZ (Web Archive Collection Zipped 1.1): WARC files inside a zip file, read where they lie.

The format has them stored, so that records are found by their place in the zip file, and nothing
is unpacked. Where the directory lies or is lost, records are found without it.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, cast

from extractor.archives import warc
from extractor.archives import zip as zip_format
from extractor.archives._archive import Archive, Container, Head
from extractor.archives._inflate import codec_of
from extractor.archives._items import Failure, Item, Skipped

_MAGIC = b"PK\x03\x04"
_LOCAL = struct.Struct("<4s22x2H")
_WARC = re.compile(r"\.warc(?:\.gz)?$", re.IGNORECASE)
_NESTED = re.compile(r"\.(?:wacz|zip|tar)$", re.IGNORECASE)
_FIRST = re.compile(rb"PK\x03\x04.{26}archive/[^/\x00]{1,200}\.warc(?:\.gz)?", re.DOTALL)
_STEP = 1 << 20
_AFTER = 24
"""Bytes of the largest record of sizes that may follow a member."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A member and the stretch of the file that holds it."""

    member: zipfile.ZipInfo
    begin: int
    """Where its data begin, behind its own header."""
    room: int
    """Where the next member, or the directory, begins."""


class _LyingError(Exception):
    """The directory names members that are not there."""


class _Stretch(io.RawIOBase):
    """A stretch of an open file as a file of its own."""

    def __init__(self, file: BinaryIO, begin: int, end: int) -> None:
        super().__init__()
        self._file = file
        self._begin = begin
        self._end = max(begin, end)
        self._place = begin

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        assert whence == io.SEEK_SET
        self._place = self._begin + offset
        return offset

    def read(self, size: int = -1) -> bytes:
        left = max(0, self._end - self._place)
        self._file.seek(self._place)
        data = self._file.read(left if size < 0 else min(size, left))
        self._place += len(data)
        return data


def _read(container: Container, start: int) -> Iterator[Item]:
    with container.open() as file:
        try:
            parts = _parts(file, zip_format.directory(file))
        except (*zip_format.ERRORS, _LyingError) as error:
            if start == 0:
                reason = f"the directory is unreadable ({zip_format.line(error)})"
                found = f"{reason}; records are found without it"
                yield Failure(container.path, "damaged", found)
            yield from _without_directory(container, file, start)
            return
        taken: set[int] = set()
        for part in parts:
            twice = part.begin in taken
            taken.add(part.begin)
            if part.room > start:
                yield from _member(container, file, part, start, twice=twice)


def _parts(file: BinaryIO, members: Sequence[zipfile.ZipInfo]) -> list[_Part]:
    """The members in the order of their places. Raises _LyingError where one is not there."""
    ordered = sorted(members, key=lambda member: member.header_offset)
    offsets = sorted({member.header_offset for member in ordered})
    room = dict(zip(offsets, [*offsets[1:], _directory_begin(file)], strict=True))
    parts = []
    for member in ordered:
        begin = _data_begin(file, member.header_offset)
        if begin is None:
            raise _LyingError(f"{member.filename[:80]!r} is not where it should be")
        parts.append(_Part(member, begin, room[member.header_offset]))
    return parts


def _directory_begin(file: BinaryIO) -> int:
    with zipfile.ZipFile(file) as archive:
        return archive.start_dir


def _data_begin(file: BinaryIO, offset: int) -> int | None:
    """Where the data of a member begin by its own header; None where there is none."""
    file.seek(offset)
    head = file.read(_LOCAL.size)
    if len(head) < _LOCAL.size or not head.startswith(_MAGIC):
        return None
    _, name, extra = _LOCAL.unpack(head)
    return offset + _LOCAL.size + int(name) + int(extra)


def _member(
    container: Container, file: BinaryIO, part: _Part, start: int, *, twice: bool
) -> Iterator[Item]:
    member, offset = part.member, part.member.header_offset
    name = f"{container.path}/{member.filename}"
    refused: tuple[str, str] | None = None
    if _NESTED.search(member.filename):
        refused = "unreadable", "is an archive inside an archive: unpack it first"
    elif not _WARC.search(member.filename):
        if start <= offset:
            yield Skipped(name, "part of a WACZ that holds no pages", offset)
        return
    elif twice:
        refused = "limit", "shares its bytes with another member"
    elif member.compress_type != zipfile.ZIP_STORED:
        yield from _compressed(container, file, part, start)
        return
    else:
        refused = zip_format.refused_as_encrypted(member)
    if refused is None:
        yield from _stored(container, file, part, start)
    elif start <= offset:
        yield Failure(name, *refused, offset, None, offset)


def _stored(container: Container, file: BinaryIO, part: _Part, start: int) -> Iterator[Item]:
    stated = part.begin + part.member.compress_size
    end = stated
    if not stated <= part.room <= stated + _AFTER:
        end = part.room
        if start <= part.member.header_offset:
            size = end - part.begin
            reason = f"holds {size:,} bytes, its directory says {part.member.compress_size:,}"
            offset = part.member.header_offset
            name = f"{container.path}/{part.member.filename}"
            yield Failure(name, "damaged", reason, offset, None, offset)
    yield from _records(container, part.member.filename, file, (part.begin, end), start)


def _compressed(container: Container, file: BinaryIO, part: _Part, start: int) -> Iterator[Item]:
    """A member that is compressed against the format: read whole, within the limit of a page."""
    offset = part.member.header_offset
    found = zip_format.unpacked(file, part.member, container.options)
    if not isinstance(found, bytes):
        if start <= offset:
            name = f"{container.path}/{part.member.filename}"
            yield Failure(name, *found, offset, None, offset)
        return
    data = io.BytesIO(found)
    for item in _records(container, part.member.filename, data, (0, len(found)), 0):
        # Its records have no places of their own in the file: all begin with the member.
        yield _moved(item, offset, offset)


def _records(
    container: Container, name: str, file: BinaryIO, stretch: tuple[int, int], start: int
) -> Iterator[Item]:
    """What the WARC file in a stretch holds, from `start` on, with places in the whole file."""
    begin, end = stretch
    inside = cast(BinaryIO, _Stretch(file, begin, end))
    inner = Container(f"{container.path}/{name}", container.options, codec_of(inside.read(8)))
    first = max(0, start - begin)
    stream = inner.stream(inside, first)
    for item in warc.Reader(inner, stream, first).items():
        offset = item.offset if isinstance(item, Failure) else None
        yield _moved(item, item.start + begin, None if offset is None else offset + begin)


def _moved(item: Item, start: int, offset: int | None) -> Item:
    if isinstance(item, Failure):
        return replace(item, start=start, offset=offset)
    return replace(item, start=start)


def _without_directory(container: Container, file: BinaryIO, start: int) -> Iterator[Item]:
    """Everything from the first WARC file on as one: what is between two of them is damage."""
    first = _first_warc(file)
    end = file.seek(0, 2)
    if first is None:
        yield Failure(container.path, "damaged", "no WARC file is found in it", None, None, start)
        return
    name, begin = first
    yield from _records(container, name, file, (begin, end), start)


def _first_warc(file: BinaryIO) -> tuple[str, int] | None:
    """Name and data of the first member that is a WARC file by its own header."""
    offset = 0
    while True:
        file.seek(offset)
        window = file.read(_STEP)
        found = window.find(_MAGIC)
        while found >= 0:
            begin = _data_begin(file, offset + found)
            file.seek(offset + found + _LOCAL.size)
            size = 0 if begin is None else begin - offset - found - _LOCAL.size
            name = file.read(min(size, 1000)).decode("utf-8", "replace")
            match = re.match(r"[^\x00]{0,900}?\.warc(?:\.gz)?", name, re.IGNORECASE)
            if begin is not None and match is not None:
                return match[0], begin
            found = window.find(_MAGIC, found + 1)
        if len(window) < _STEP:
            return None
        offset += len(window) - len(_MAGIC) + 1


def _matches(head: Head) -> bool:
    return head.name.endswith(".wacz") or _FIRST.match(head.data) is not None


ARCHIVE = Archive("wacz", 15, _matches, _read, whole_file=True)
