"""Members of a zip file by their local headers, for when its directory cannot be trusted."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_MAGIC = b"PK\x03\x04"
_HEADER = struct.Struct("<4s5H3I2H")
_STEP = 1 << 20
_FEED = 1 << 14
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _SIZES_FOLLOW, _UTF8 = 1, 8, 0x800
_UNKNOWN = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A member that was found by its own header."""

    name: str
    offset: int
    data: bytes | None
    """None where it could not be read."""
    kind: str = ""
    reason: str = ""
    end: int = 0
    """Where the next header may stand at the earliest."""


@dataclass(frozen=True, slots=True)
class _Header:
    name: str
    offset: int
    begin: int
    flags: int
    method: int
    crc: int
    packed: int
    size: int


def salvage(file: BinaryIO, begin: int, end: int | None, max_bytes: int) -> Iterator[Salvaged]:
    """Every member that begins from `begin` to before `end`."""
    offset = _find(file, begin, end)
    while offset is not None:
        header = _header(file, offset)
        after = offset + len(_MAGIC)
        if header is not None:
            member = _member(file, header, max_bytes)
            yield member
            after = max(after, member.end)
        offset = _find(file, after, end)


def _find(file: BinaryIO, begin: int, end: int | None) -> int | None:
    while end is None or begin < end:
        file.seek(begin)
        data = file.read(_STEP)
        found = data.find(_MAGIC)
        if found >= 0:
            return begin + found if end is None or begin + found < end else None
        if len(data) < _STEP:
            return None
        begin += len(data) - len(_MAGIC) + 1
    return None


def _header(file: BinaryIO, offset: int) -> _Header | None:
    file.seek(offset)
    raw = file.read(_HEADER.size)
    if len(raw) < _HEADER.size:
        return None
    _, _, flags, method, _, _, crc, packed, size, name_size, extra = _HEADER.unpack(raw)
    name = file.read(name_size)
    if len(name) < name_size:
        return None
    text = name.decode("utf-8" if flags & _UTF8 else "cp437", "replace")
    begin = offset + _HEADER.size + name_size + extra
    return _Header(text, offset, begin, flags, method, crc, packed, size)


class _UnreadableError(Exception):
    """A member that cannot be read: kind of failure, reason, where it ends if that is known."""

    def __init__(self, kind: str, reason: str, end: int = 0) -> None:
        super().__init__(kind, reason)
        self.kind = kind
        self.reason = reason
        self.end = end


def _member(file: BinaryIO, header: _Header, max_bytes: int) -> Salvaged:
    try:
        data, end = _data(file, header, max_bytes)
        _check(data, end, header, max_bytes)
    except _UnreadableError as error:
        end = max(header.begin, error.end)
        return Salvaged(header.name, header.offset, None, error.kind, error.reason, end)
    return Salvaged(header.name, header.offset, data, end=end)


def _check(data: bytes, end: int, header: _Header, max_bytes: int) -> None:
    if len(data) > max_bytes:
        raise _UnreadableError("limit", f"is larger than the limit of {max_bytes:,} bytes")
    if not header.flags & _SIZES_FOLLOW and zlib.crc32(data) != header.crc:
        raise _UnreadableError("damaged", "Bad CRC-32", end)


def _data(file: BinaryIO, header: _Header, max_bytes: int) -> tuple[bytes, int]:
    """The unpacked bytes, no more than just over `max_bytes`, and where they end in the file."""
    if header.flags & _ENCRYPTED:
        raise _UnreadableError("unreadable", "is encrypted")
    if header.method == _DEFLATED:
        try:
            return _inflated(file, header.begin, max_bytes)
        except zlib.error as error:
            raise _UnreadableError("damaged", f"damaged deflate data: {error}") from error
    if header.method == _STORED and header.packed not in (0, _UNKNOWN):
        file.seek(header.begin)
        data = file.read(min(header.packed, max_bytes + 1))
        return data, header.begin + header.packed
    reason = f"compression method {header.method}, or no size"
    raise _UnreadableError("unreadable", reason)


def _inflated(file: BinaryIO, begin: int, max_bytes: int) -> tuple[bytes, int]:
    """The deflated data at `begin`, no more than just over `max_bytes`, and where it ends."""
    file.seek(begin)
    decoder = zlib.decompressobj(-15)
    parts: list[bytes] = []
    came = fed = 0
    while not decoder.eof and came <= max_bytes:
        raw = file.read(_FEED)
        if not raw:
            raise zlib.error("ends early")
        part = decoder.decompress(raw)
        fed += len(raw)
        came += len(part)
        parts.append(part)
    return b"".join(parts), begin + fed - len(decoder.unused_data)
