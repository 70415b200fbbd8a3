"""Tar files (ustar, GNU, pax), read from front to back, compressed or not."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.archives._archive import Archive, Container, Head
from extractor.archives._items import Failure, Item, Skipped
from extractor.archives._members import page_item, too_large
from extractor.archives._stream import Stream
from extractor.archives._types import skipped_ending
from extractor.records import Source

_BLOCK = 512
_MAGIC = re.compile(rb"ustar[\0 ]")
_MAGIC_AT = 257
_MAX_EXTENSION = 1 << 20
"""Bytes of a long name or of a pax header."""
_STEP = 1 << 16
_PAX = re.compile(rb"^\d{1,10} ([^=\n]{1,200})=([^\n]*)\n", re.MULTILINE)


@dataclass(slots=True)
class _Extension:
    """What header blocks of their own say about the member after them."""

    name: str | None = None
    size: int | None = None
    offset: int | None = None
    """Where the first of them stands: reading may begin there."""


class _Reader:
    def __init__(self, container: Container, stream: Stream, start: int) -> None:
        self._container = container
        self._stream = stream
        self._start = start
        self._plain = container.codec is None

    def items(self) -> Iterator[Item]:
        stream = self._stream
        extension = _Extension()
        while not stream.at_end:
            offset = stream.offset
            block = stream.peek(_BLOCK)
            if len(block) < _BLOCK:
                if stream.broken is None and not block.strip(b"\0"):
                    return
                yield self._ended(offset)
                self._sync()
                extension = _Extension()
            elif not block.strip(b"\0"):
                stream.skip(_BLOCK)
            else:
                header = _header(block)
                if header is None:
                    self._sync()
                    reason = "what should be the header of a member is none"
                    yield self._failed(self._container.path, reason, offset)
                    extension = _Extension()
                    continue
                stream.skip(_BLOCK)
                if extension.offset is None:
                    extension.offset = offset
                if header.type in b"LKxgX":
                    yield from self._extend(header, extension)
                    continue
                yield from self._member(header, extension)
                extension = _Extension()

    def _extend(self, header: tarfile.TarInfo, extension: _Extension) -> Iterator[Item]:
        padded = _padded(header.size)
        if header.size > _MAX_EXTENSION:
            yield self._failed(self._container.path, "name of a member is too long", None)
            yield from self._pass_over(padded)
            return
        data = self._stream.take(padded)[: header.size]
        if header.type == tarfile.GNUTYPE_LONGNAME:
            extension.name = data.rstrip(b"\0").decode("utf-8", "surrogateescape")
        elif header.type == tarfile.XHDTYPE:
            for field in _PAX.finditer(data):
                if field[1] == b"path":
                    extension.name = field[2].decode("utf-8", "surrogateescape")
                elif field[1] == b"size" and field[2].isdigit():
                    extension.size = int(field[2][:18])

    def _member(self, header: tarfile.TarInfo, extension: _Extension) -> Iterator[Item]:
        options, offset = self._container.options, extension.offset or 0
        if self._plain:
            self._start = offset
        inner = extension.name or header.name
        name = f"{self._container.path}/{inner}"
        size = header.size if extension.size is None else extension.size
        if not header.isreg() or header.issparse():
            yield Skipped(name, _kind(header), self._start)
            if header.issparse():
                yield from self._pass_over(_padded(size))
            return
        ending = skipped_ending(inner)
        if ending is not None or size > options.max_page_bytes:
            yield (
                too_large(name, options, offset, self._start)
                if ending is None
                else Skipped(name, ending, self._start)
            )
            yield from self._pass_over(_padded(size))
            return
        data = self._stream.peek(_padded(size))[:size]
        if len(data) == size and self._followed(_padded(size)):
            self._stream.skip(_padded(size))
            yield page_item(Source(name, data), options, self._start, offset)
            return
        broken = self._stream.broken
        if len(data) < size and broken is not None:
            reason, offset = broken.reason, broken.offset
        elif len(data) < size:
            reason = f"ends {size - len(data):,} bytes before the end of the member"
        else:
            reason = f"the member is not {size:,} bytes long, as its header says"
        yield self._failed(name, reason, offset)
        self._sync()

    def _followed(self, size: int) -> bool:
        """Whether a header, be it damaged, or zeros, or the end comes where the member ends."""
        after = self._stream.peek(size + _BLOCK)[size:]
        if len(after) < _BLOCK or not after.strip(b"\0"):
            return True
        return _MAGIC.match(after, _MAGIC_AT) is not None or _header(after) is not None

    def _pass_over(self, size: int) -> Iterator[Item]:
        while size > 0:
            part = min(size, _STEP)
            if len(self._stream.take(part)) < part:
                yield self._ended(self._stream.offset)
                self._sync()
                return
            size -= part

    def _sync(self) -> None:
        """Moves on to the next header, over breaks."""
        stream = self._stream
        while True:
            if stream.broken is not None:
                stream.cross()
            if not stream.skip_to(_HEADER_BLOCK, _BLOCK):
                if stream.broken is not None:
                    continue
                return
            if _header(stream.peek(_BLOCK)) is not None:
                return
            stream.skip(1)

    def _ended(self, offset: int) -> Failure:
        broken = self._stream.broken
        if broken is None:
            return self._failed(self._container.path, "ends inside a member", offset)
        kind = "limit" if broken.limit else "damaged"
        return Failure(self._container.path, kind, broken.reason, broken.offset, None, self._start)

    def _failed(self, name: str, reason: str, offset: int | None) -> Failure:
        return Failure(name, "damaged", reason, offset, None, self._start)


_HEADER_BLOCK = re.compile(rb"(?s)(?=.{%d}ustar[\0 ])" % _MAGIC_AT)


def _header(block: bytes) -> tarfile.TarInfo | None:
    try:
        return tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError):
        return None


def _padded(size: int) -> int:
    return -(-size // _BLOCK) * _BLOCK


def _kind(header: tarfile.TarInfo) -> str:
    if header.isdir():
        return "folder"
    return "link" if header.issym() or header.islnk() else "special file"


def _read(container: Container, start: int) -> Iterator[Item]:
    with container.open() as file:
        yield from _Reader(container, container.stream(file, start), start).items()


def _matches(head: Head) -> bool:
    if _MAGIC.match(head.data, _MAGIC_AT) is not None:
        return True
    return head.name.endswith((".tar", ".tgz", ".tbz2", ".txz", ".tzst"))


ARCHIVE = Archive("tar", 30, _matches, _read)
