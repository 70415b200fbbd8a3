r"""Mends characters that markup tears apart: the last bytes of a character stand behind a tag.

Programs that cut marked-up text by bytes write `<b>作\xe8\x80</b>\x85` for `<b>作者</b>`.
"""

from __future__ import annotations

import re

from extractor.source.codec_table import codec_table

_TAGS = rb"((?:<[^<>]{1,300}>){1,8})"
_UTF8 = re.compile(
    rb"([\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})"
    + _TAGS
    + rb"([\x80-\xbf]{1,3})(?![\x80-\xbf])"
)
_DOUBLE = re.compile(rb"([\x81-\xfe])" + _TAGS + rb"([\x80-\xfe])")
# Between these bytes a stretch of two-byte characters stands alone.
_STRETCH = re.compile(rb"[\x30-\x39\x40-\xff]*")
_STRETCH_END = re.compile(rb"(?<![\x30-\x39\x40-\xff])[\x30-\x39\x40-\xff]*\Z")
_LONGEST = 400


def mend_torn(data: bytes, codec: str) -> bytes:
    """`data` with the missing bytes of torn characters moved before the tags.

    Only where the bytes on both sides are no text by themselves and one character together.
    `data` is not valid in `codec`; for valid bytes there is nothing to mend.
    """
    if codec == "utf-8":
        return _UTF8.sub(_join_utf8, data)
    if codec in codec_table().double_byte:
        return _DOUBLE.sub(lambda found: _join_double(found, codec), data)
    return data


def _join_utf8(found: re.Match[bytes]) -> bytes:
    before, tags, after = found.groups()
    return before + after + tags if _is_one(before + after, "utf-8") else found[0]


def _join_double(found: re.Match[bytes], codec: str) -> bytes:
    before, tags, after = found.groups()
    data = found.string
    end = found.end(1)
    left = _STRETCH_END.search(data[max(0, end - _LONGEST) : end])
    right = _STRETCH.match(data, found.start(3), found.start(3) + _LONGEST)
    if left is None or right is None or not _is_one(before + after, codec):
        return found[0]
    sides_fail = not _is_text(left[0], codec) and not _is_text(right[0], codec)
    if sides_fail and _is_text(left[0][:-1], codec) and _is_text(right[0][1:], codec):
        return before + after + tags
    return found[0]


def _is_one(data: bytes, codec: str) -> bool:
    try:
        return len(data.decode(codec)) == 1
    except UnicodeDecodeError:
        return False


def _is_text(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
