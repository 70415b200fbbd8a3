"""Undoes a second encoding: UTF-8 that was taken for Windows-1252 and encoded once more."""

from __future__ import annotations

import re
from functools import cache

# First and second byte of a UTF-8 sequence, as Windows-1252 shows them.
_SIGN = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192"
    "\u02c6\u02dc\u2013-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
_LEAST = 16


@cache
def _back() -> dict[int, int]:
    """Character of Windows-1252 → byte; bytes without a character are the C1 controls."""
    table: dict[int, int] = {}
    for byte in range(0x80, 0x100):
        char = bytes((byte,)).decode("cp1252", "ignore") or chr(byte)
        table[ord(char)] = byte
    return table


def _first_beyond_ascii(text: str) -> int:
    """Where it stands; a pattern takes three times as long to find it."""
    try:
        text.encode("ascii")
    except UnicodeEncodeError as error:
        return error.start
    return len(text)


def undo_second_encoding(text: str) -> str | None:
    """The text that was encoded twice; None where that is not overwhelmingly certain.

    Certain means: all of the text reads back, without an exception, and in it at least 16
    characters beyond ASCII, four of them different.
    """
    # Where the first character beyond ASCII begins no sequence, the text does not read back.
    if text.isascii() or _SIGN.match(text, _first_beyond_ascii(text)) is None:
        return None
    try:
        once = text.translate(_back()).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    found = [char for char in once if char > "\x7f"]
    return once if len(found) >= _LEAST and len(set(found)) >= 4 else None
