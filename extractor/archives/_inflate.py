"""Unpacks compressed files member by member, and finds the next good member after damage."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

import zstandard

from extractor.archives._stream import Break, Chunk

_SEARCH_STEP = 1 << 20
_TRIAL = 4096
_FREE = 16 << 20
"""The ratio is not asked before so many bytes came out: small files of one letter are harmless."""
_MAX_WINDOW = 1 << 27
"""Memory that a zstd frame may ask for."""


class _Decoder(Protocol):
    """What the decoders of zlib, bz2, lzma and zstandard have in common."""

    def decompress(self, data: bytes, /) -> bytes: ...
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Codec:
    """A way to compress a file."""

    name: str
    magic: bytes
    endings: tuple[str, ...]
    decoder: Callable[[], Any]
    feed: int
    """Bytes given to the decoder at once; what comes out of them fits in memory whatever they are:
    1 : 1,032 for gzip, up to 1 : 30,000 for the others."""


CODECS = (
    Codec("gzip", b"\x1f\x8b\x08", (".gz", ".gzip"), lambda: zlib.decompressobj(31), 1 << 14),
    Codec("bzip2", b"BZh", (".bz2",), bz2.BZ2Decompressor, 1 << 10),
    Codec("xz", b"\xfd7zXZ\0", (".xz",), lambda: lzma.LZMADecompressor(memlimit=1 << 28), 1 << 10),
    Codec(
        "zstd", b"\x28\xb5\x2f\xfd", (".zst", ".zstd"),
        lambda: zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW).decompressobj(), 1 << 10,
    ),
)  # fmt: skip
_ERRORS = (zlib.error, OSError, lzma.LZMAError, zstandard.ZstdError, EOFError, ValueError)


def codec_of(head: bytes) -> Codec | None:
    """How a file with these first bytes is compressed."""
    return next((codec for codec in CODECS if head.startswith(codec.magic)), None)


def inflated(file: BinaryIO, codec: Codec, start: int, max_ratio: int) -> Iterator[Chunk | Break]:
    """The unpacked bytes of every member from the one at `start` on, breaks where damage is."""
    offset: int | None = start
    while offset is not None:
        member = _Member(file, codec, offset, max_ratio)
        yield from member.chunks()
        if member.broken is not None:
            yield member.broken
            offset = None if member.broken.limit else _next_member(file, codec, offset + 1)
            continue
        offset = member.end
        head = _head_after_padding(file, offset)
        if head is None:
            return
        offset, data = head
        if not data.startswith(codec.magic):
            yield Break(f"what follows a {codec.name} member is none", offset)
            offset = _next_member(file, codec, offset)


class _Member:
    """One gzip member, zstd frame, bz2 or xz stream."""

    def __init__(self, file: BinaryIO, codec: Codec, start: int, max_ratio: int) -> None:
        self._file = file
        self._codec = codec
        self._start = start
        self._max_ratio = max_ratio
        self.end = start
        self.broken: Break | None = None

    def chunks(self) -> Iterator[Chunk]:
        decoder: _Decoder = self._codec.decoder()
        fed = came = 0
        while not decoder.eof:
            # Others may have moved in the file between two chunks.
            self._file.seek(self._start + fed)
            raw = self._file.read(self._codec.feed)
            if not raw:
                reason = f"ends inside a {self._codec.name} member"
                self.broken = Break(reason, self._start)
                return
            try:
                data = decoder.decompress(raw)
            except _ERRORS as error:
                text = " ".join(str(error).split())
                self.broken = Break(f"damaged {self._codec.name} member: {text}", self._start)
                return
            fed += len(raw)
            came += len(data)
            if came > _FREE and came > self._max_ratio * fed:
                reason = f"grows more than {self._max_ratio:,} times when unpacked"
                self.broken = Break(reason, self._start, limit=True)
                return
            if data:
                yield Chunk(data, self._start, linear=False)
        self.end = self._start + fed - len(decoder.unused_data)


def _head_after_padding(file: BinaryIO, offset: int) -> tuple[int, bytes] | None:
    """Where the next bytes other than NUL begin, and a few of them; None at the end."""
    while True:
        file.seek(offset)
        data = file.read(_TRIAL)
        if not data:
            return None
        rest = data.lstrip(b"\0")
        offset += len(data) - len(rest)
        if rest:
            return offset, rest


def _next_member(file: BinaryIO, codec: Codec, offset: int) -> int | None:
    """Where the next member begins that can be read at least a little way."""
    while True:
        file.seek(offset)
        data = file.read(_SEARCH_STEP)
        found = data.find(codec.magic)
        while found >= 0:
            if _begins_member(file, codec, offset + found):
                return offset + found
            found = data.find(codec.magic, found + 1)
        if len(data) < _SEARCH_STEP:
            return None
        offset += len(data) - len(codec.magic) + 1


def _begins_member(file: BinaryIO, codec: Codec, offset: int) -> bool:
    file.seek(offset)
    raw = file.read(_TRIAL)
    decoder: _Decoder = codec.decoder()
    came = 0
    try:
        for begin in range(0, len(raw), codec.feed):
            came += len(decoder.decompress(raw[begin : begin + codec.feed]))
            if decoder.eof:
                return True
    except _ERRORS:
        return False
    return came > 0 or len(raw) == _TRIAL


class InflateError(Exception):
    """Compressed bytes that cannot be unpacked; `limit`: they would be too large."""

    def __init__(self, reason: str, *, limit: bool = False) -> None:
        super().__init__(reason)
        self.limit = limit


def inflate(data: bytes, codec: Codec, max_bytes: int) -> bytes:
    """All of `data` unpacked. Raises InflateError, also for more than `max_bytes`."""
    parts: list[bytes] = []
    came = 0
    while data:
        decoder: _Decoder = codec.decoder()
        fed = 0
        while not decoder.eof:
            raw = data[fed : fed + codec.feed]
            if not raw:
                raise InflateError(f"ends inside a {codec.name} member")
            try:
                part = decoder.decompress(raw)
            except _ERRORS as error:
                text = " ".join(str(error).split())
                raise InflateError(f"damaged {codec.name} data: {text}") from error
            fed += len(raw)
            came += len(part)
            if came > max_bytes:
                raise InflateError(
                    f"is larger than the limit of {max_bytes:,} bytes when unpacked", limit=True
                )
            parts.append(part)
        data = data[fed - len(decoder.unused_data) :]
        if not data.startswith(codec.magic):
            break
    return b"".join(parts)
