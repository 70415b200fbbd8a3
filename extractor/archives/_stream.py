"""Bytes with their places, read ahead as far as needed and no further."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_STEP = 1 << 16


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some bytes of a file and where they stand in it as stored."""

    data: bytes
    offset: int
    linear: bool = True
    """True: byte n stands at offset + n. False: `offset` is that of the compressed member."""


@dataclass(frozen=True, slots=True)
class Break:
    """What comes next does not follow on what came before: something in between is damaged."""

    reason: str
    offset: int
    limit: bool = False
    """A limit was hit; nothing more comes."""


def plain_chunks(file: BinaryIO, start: int) -> Iterator[Chunk | Break]:
    """The bytes of an uncompressed file."""
    file.seek(start)
    while data := file.read(_STEP):
        yield Chunk(data, start)
        start += len(data)


class Stream:
    """A window over chunks. Reads stop short at the end and at a break."""

    def __init__(self, chunks: Iterator[Chunk | Break]) -> None:
        self._chunks = chunks
        self._window = bytearray()
        self._taken = 0
        self._places: deque[tuple[int, Chunk]] = deque()
        self._received = 0
        self._ended = False
        self.broken: Break | None = None
        """The break at the end of the window; `cross` goes on after it."""

    def peek(self, size: int) -> bytes:
        """The next bytes, fewer only before a break or the end; they stay."""
        self._fill(size)
        return bytes(self._window[:size])

    def skip(self, size: int) -> None:
        """Moves on over bytes that were peeked at."""
        size = min(size, len(self._window))
        del self._window[:size]
        self._taken += size

    def take(self, size: int) -> bytes:
        """The next bytes, fewer only before a break or the end."""
        data = self.peek(size)
        self.skip(len(data))
        return data

    @property
    def position(self) -> int:
        """How many unpacked bytes lie behind."""
        return self._taken

    @property
    def offset(self) -> int:
        """Where the next byte, or the compressed member that holds it, stands in the file."""
        self._fill(1)
        if not self._window and self.broken is not None:
            return self.broken.offset
        while len(self._places) > 1 and self._places[1][0] <= self._taken:
            self._places.popleft()
        if not self._places:
            return 0
        first, chunk = self._places[0]
        return chunk.offset + (self._taken - first if chunk.linear else 0)

    @property
    def at_end(self) -> bool:
        """Nothing more comes, not even after a break."""
        self._fill(1)
        return not self._window and self.broken is None

    def cross(self) -> Break:
        """Gives up what is before the break, and goes on after it."""
        found = self.broken
        assert found is not None
        self.skip(len(self._window))
        self.broken = None
        if found.limit:
            self._ended = True
        return found

    def find(self, pattern: re.Pattern[bytes], longest: int, limit: int) -> int | None:
        """How far off the next match begins, which is at most `longest` bytes long.

        None where there is none within `limit` bytes, or before a break or the end.
        """
        searched, size = 0, _STEP
        while True:
            self._fill(min(size, limit))
            match = pattern.search(self._window, searched, limit)
            if match is not None:
                return match.start()
            if len(self._window) < size or size >= limit:
                return None
            searched = max(0, size - longest)
            size += max(_STEP, size)

    def skip_to(self, pattern: re.Pattern[bytes], longest: int) -> bool:
        """Moves on to the next match, however far, or to a break or the end: False."""
        while True:
            found = self.find(pattern, longest, _STEP)
            if found is not None:
                self.skip(found)
                return True
            if len(self._window) <= longest:
                self._fill(longest + 1)
            if len(self._window) <= longest or self._is_last():
                found = self.find(pattern, longest, len(self._window))
                self.skip(len(self._window) if found is None else found)
                return found is not None
            self.skip(min(_STEP, len(self._window)) - longest)

    def _is_last(self) -> bool:
        """Whether the window holds all that comes before a break or the end."""
        return self._ended or self.broken is not None

    def _fill(self, size: int) -> None:
        while len(self._window) < size and not self._is_last():
            chunk = next(self._chunks, None)
            if chunk is None:
                self._ended = True
            elif isinstance(chunk, Break):
                self.broken = chunk
            elif chunk.data:
                last = self._places[-1][1] if self._places else None
                if last is None or last.linear or last.offset != chunk.offset:
                    self._places.append((self._received, chunk))
                self._window += chunk.data
                self._received += len(chunk.data)
