"""UTF-16 and UTF-32: byte order marks, and the look of text in them without a mark."""

from __future__ import annotations

from extractor.source.score import cost

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_WIDE = (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2))
_SAMPLE = 4096
_LEAST = 8
# Bits a byte: text in the right one of these encodings costs 2.5 (ASCII) to 5 (Chinese),
# in a wrong one above 8.
_CONVINCING = 6.0


def bom_codec(data: bytes) -> tuple[str, int] | None:
    """The codec that a byte order mark names, and the length of the mark."""
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return codec, len(mark)
    return None


def guess_wide(data: bytes) -> str | None:
    """The UTF-16 or UTF-32 codec in which `data`, without a byte order mark, is plainly text."""
    best: tuple[float, str] | None = None
    for codec, width in _WIDE:
        # A piece of whole units; the last may be the first half of a surrogate pair.
        sample = data[: min(_SAMPLE, len(data) // width * width)]
        if len(sample) < _LEAST:
            continue
        try:
            text = sample.decode(codec)
        except UnicodeDecodeError as error:
            if error.start < len(sample) - width:
                continue
            text = sample[: error.start].decode(codec)
        per_byte = cost(text, codec) / len(sample)
        if per_byte < _CONVINCING and (best is None or per_byte < best[0]):
            best = per_byte, codec
    return best[1] if best else None
