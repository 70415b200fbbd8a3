"""Decodes bytes that are not all valid, keeping every byte that stands for no character countable.

Such a byte becomes a mark, a lone surrogate U+DC00 + byte as in PEP 383, which no valid text holds.
In encodings of two bytes a character one lost byte shifts all that follow it up to the next ASCII
character. There the way through the bytes is searched that reads best (a shortest path, as in
Viterbi decoding), which gives up the lost byte's neighbour alone.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from extractor.source.codec_table import codec_table
from extractor.source.score import ASCII_COST, character_costs, cost, languages_of, unlisted_cost

REPLACEMENT = "\ufffd"
_HANDLER = "papersieve.mark"
_MARKS = re.compile("[\udc00-\udcff]")
# Hardly used on purpose; shifted characters land there.
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LONE = re.compile("[\ud800-\udfff]+")
# No byte of these is part of a character of two bytes: stretches between them stand alone.
_STRETCH = re.compile(rb"[\x30-\x39\x40-\xff]+")
_LONGEST_STRETCH = 4096
_MOST_REPAIRED = 1 << 16
_GIVE_UP_COST = 20.0
# Bits a character: running text has 9 to 11, shifted text 15 and more.
_RARE_COST = 12.5
# The only codec that reads valid bytes as lone surrogates, which look like marks.
_LETS_SURROGATES_THROUGH = "utf-7"
_FEW_CHARACTERS = 3


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    end = max(error.end, error.start + 1)
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : end]), end


codecs.register_error(_HANDLER, _mark)


def decode_marked(data: bytes, codec: str, *, repair: bool = True) -> str:
    """`data` as text, with a mark for every byte that stands for no character.

    `repair=False` leaves out the search for shifted characters.
    """
    shifts = repair and codec in codec_table().double_byte
    text = _valid_text(data, codec)
    if text is not None and not (shifts and _PRIVATE.search(text)):
        return text
    return "".join(_resynchronised(data, codec)) if shifts else _plainly(data, codec)


def decode_whole(data: bytes, codec: str) -> str | None:
    """What `decode_marked` gives, where that holds no marks; None where it may hold some.

    Most pages are whole, and need not be searched for marks then.
    """
    text = None if codec == _LETS_SURROGATES_THROUGH else _valid_text(data, codec)
    if text is not None and codec in codec_table().double_byte and _PRIVATE.search(text):
        return None
    return text


def count_marks(text: str) -> int:
    """How many bytes of the input stand for no character."""
    return len(_MARKS.findall(text))


def replace_marks(text: str) -> str:
    """`text` with U+FFFD for every run of marks and other lone surrogates."""
    return _LONE.sub(REPLACEMENT, text)


def _plainly(data: bytes, codec: str) -> str:
    try:
        # The built-in handler makes the same marks faster, but only of bytes above 0x7F.
        return data.decode(codec, "surrogateescape")
    except UnicodeDecodeError:
        return data.decode(codec, _HANDLER)


def _resynchronised(data: bytes, codec: str) -> Iterator[str]:
    """The text in pieces: valid stretches as they are, the others by the best way through them."""
    valid_from = 0
    left = _MOST_REPAIRED
    costs: dict[bytes, tuple[str, float] | None] = {}
    for found in _STRETCH.finditer(data):
        stretch = found[0]
        if stretch.isascii():
            continue
        text = _valid_text(stretch, codec)
        if text is not None and not _reads_badly(text, codec):
            continue
        yield data[valid_from : found.start()].decode(codec)
        valid_from = found.end()
        if len(stretch) <= min(_LONGEST_STRETCH, left):
            left -= len(stretch)
            yield _best_way(stretch, codec, costs)
        else:
            yield _plainly(stretch, codec) if text is None else text
    yield data[valid_from:].decode(codec)


def _valid_text(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _reads_badly(text: str, codec: str) -> bool:
    """Whether `text`, though valid, may be shifted: shifted characters are mostly rare ones."""
    beyond = "".join(char for char in text if char > "\x7f")
    if _PRIVATE.search(beyond):
        return True
    return len(beyond) >= _FEW_CHARACTERS and cost(beyond, codec) > _RARE_COST * len(beyond)


def _best_way(stretch: bytes, codec: str, known: dict[bytes, tuple[str, float] | None]) -> str:
    """The reading of `stretch` with the lowest cost, bytes given up included."""
    size = len(stretch)
    best = [0.0] + [float("inf")] * size
    read = [""] * (size + 1)
    came_from = [0] * (size + 1)
    for start in range(size):
        steps = [(1, chr(0xDC00 + stretch[start]), _GIVE_UP_COST)]
        for width in (1, 2, 3, 4):
            unit = stretch[start : start + width]
            if unit not in known:
                known[unit] = _character(unit, codec)
            character = known[unit]
            if character is not None and len(unit) == width:
                steps.append((width, *character))
                break
        for width, text, bits in steps:
            if best[start] + bits < best[start + width]:
                best[start + width] = best[start] + bits
                read[start + width] = text
                came_from[start + width] = start
    pieces: list[str] = []
    while size:
        pieces.append(read[size])
        size = came_from[size]
    return "".join(reversed(pieces))


def _character(unit: bytes, codec: str) -> tuple[str, float] | None:
    """What `unit` stands for and its cost; None where it is no whole character."""
    try:
        text = unit.decode(codec)
    except UnicodeDecodeError:
        return None
    if text.isascii():
        return text, ASCII_COST * len(text)
    tables = [character_costs()[language] for language in languages_of(codec)]
    bits = sum(min(table.get(char) or unlisted_cost(char) for table in tables) for char in text)
    return text, bits
