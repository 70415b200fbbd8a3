"""Reads a stream up to a limit."""

from __future__ import annotations

from typing import BinaryIO

from extractor.errors import LimitError

_STEP = 1 << 20


def read_limited(stream: BinaryIO, name: str, max_bytes: int) -> bytes:
    """All bytes of `stream`; at most `max_bytes` + 1 are ever read.

    Raises LimitError naming `name` when there are more than `max_bytes`.
    """
    parts: list[bytes] = []
    left = max_bytes + 1
    while left > 0:
        part = stream.read(min(left, _STEP))
        if not part:
            break
        parts.append(part)
        left -= len(part)
    data = b"".join(parts)
    check_size(name, len(data), max_bytes)
    return data


def check_size(name: str, size: int, max_bytes: int) -> None:
    """Raises LimitError when `size` bytes are more than `max_bytes`."""
    if size > max_bytes:
        raise LimitError(name, f"is larger than the limit of {max_bytes:,} bytes")
