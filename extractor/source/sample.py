"""A bounded sample of the bytes of a page that are its readable text."""

from __future__ import annotations

import re

_STEP = 1 << 18
_ENOUGH = 6000
_LONGEST = 600
_OPEN = re.compile(rb"<(script|style|!--)", re.IGNORECASE)
_CLOSE = (
    (b"script", re.compile(rb"</script", re.IGNORECASE)),
    (b"style", re.compile(rb"</style", re.IGNORECASE)),
    (b"!--", re.compile(rb"-->")),
)
_TAG = re.compile(rb"<[^<>]*>")


def text_sample(data: bytes) -> bytes:
    """Words of the page with bytes above 0x7F, outside of tags, scripts, styles and comments.

    Each once, since what is repeated is no further evidence; at most 6,000 bytes. The page may be
    in any encoding that extends ASCII. Where only tags and scripts hold such bytes, those. Empty
    for ASCII.
    """
    if data.isascii():
        return b""
    words: dict[bytes, None] = {}
    size = 0
    for part in _parts(_without_scripts(data)):
        for word in _TAG.sub(b" ", part).split():
            if not word.isascii() and word[:_LONGEST] not in words:
                words[word[:_LONGEST]] = None
                size += min(len(word), _LONGEST)
        if size >= _ENOUGH:
            break
    if not words:
        words = dict.fromkeys(word[:_LONGEST] for word in data.split() if not word.isascii())
        size = sum(map(len, words))
    # Evenly spread words, so that the sample is no mere beginning of the page.
    return b" ".join(list(words)[:: max(1, size // _ENOUGH)])[:_ENOUGH]


def _without_scripts(data: bytes) -> bytes:
    found = _OPEN.search(data)
    if found is None:
        return data
    parts: list[bytes] = []
    start = 0
    closed = dict(_CLOSE)
    while found is not None:
        name = found[1].lower()
        parts.append(data[start : found.start()])
        start = found.end()
        if name in closed:
            close = closed[name].search(data, start)
            if close is None:
                # Nothing ends it from here on: not searched again, so that this stays linear.
                del closed[name]
            else:
                start = close.end()
        found = _OPEN.search(data, start)
    parts.append(data[start:])
    return b" ".join(parts)


def _parts(data: bytes) -> list[bytes]:
    """`data` in pieces that end before a tag."""
    parts: list[bytes] = []
    start = 0
    while start < len(data):
        end = start + _STEP
        if end < len(data):
            before = data.rfind(b"<", start + 1, end)
            end = before if before > 0 else end
        parts.append(data[start:end])
        start = end
    return parts
