"""Chooses the encoding of a page from what is declared and from what its bytes read as."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from extractor.source.codec_table import codec_table
from extractor.source.damaged import count_marks, decode_marked
from extractor.source.declarations import Declaration, detect
from extractor.source.sample import text_sample
from extractor.source.score import ASCII_COST, cost
from extractor.source.wide import bom_codec, guess_wide

# Continuation bytes of valid UTF-8 that are beyond chance: a character pair of GB 2312 looks like
# one with a probability of 0.14.
_CERTAIN = 6
# What a declaration, and what a vote of the detector, is worth in bits against the text itself.
_TRUST = 12.0
_VOTE = 3.0
# Bits a byte above 0x7F under which a reading is right beyond doubt: right ones of two bytes a
# character take 4 to 5.5, wrong ones 6.5 and more.
_CONVINCING = 5.5
# ... in a text with at least as many such bytes.
_CLEAR_FROM = 24
# Wrong readings of two bytes a character always hit bytes that stand for none: one that hits none
# in so many bytes may be further from plain prose (a portal full of names).
_CLEAN_FROM = 400
_CONVINCING_CLEAN = 6.2
# With a larger share of bytes that stand for no character, a reading is hopeless: bits a byte.
_MOST_MARKS = 0.25
_HOPELESS_COST = 24.0
# The winner is in doubt within this many bits, and bits a byte, of the next.
_DOUBT = 12.0
_DOUBT_PER_BYTE = 0.2
# ASCII-only escapes read as Chinese or Japanese: most bits a character.
_MOST_BITS = 12.0
_FEW_CHARACTERS = 4
# Looked at one by one, which takes a tenth of the time of a search for two bytes.
_FEW_TILDES = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """An encoding and why it was chosen."""

    codec: str
    found_by: str
    skip: int = 0
    """Length of the byte order mark."""
    text: str | None = None
    """All text behind the mark, where it is UTF-8 without a fault and was read already."""


def choose(data: bytes, declared: tuple[Declaration, ...]) -> Choice:
    """The encoding of `data`, whatever it declares."""
    mark = bom_codec(data)
    if mark is not None:
        codec, skip = mark
        declared = (Declaration(codec, codec, "bom"), *declared)
        if codec in codec_table().wide:
            return Choice(codec, "bom", skip)
        data = data[skip:]
    else:
        skip = 0
        wide = guess_wide(data) if b"\0" in data or _is_odd(data) else None
        if wide is not None:
            return Choice(wide, _found_by(wide, declared))
    if b"\0" in data:
        codec, found_by, _ = _choose_narrow(data.replace(b"\0", b""), declared)
        return Choice(codec, found_by, skip)
    codec, found_by, text = _choose_narrow(data, declared)
    return Choice(codec, found_by, skip, text)


def _is_odd(data: bytes) -> bool:
    """Whether there are control bytes, as in UTF-16 without a single ASCII character."""
    return any(byte in data for byte in (b"\x01", b"\x02", b"\x03", b"\x05", b"\x06"))


def _choose_narrow(data: bytes, declared: tuple[Declaration, ...]) -> tuple[str, str, str | None]:
    """The codec, one that extends ASCII, how it was found, and the text where it was read."""
    escaped = _escaped(data, declared)
    if escaped is not None:
        return escaped, _found_by(escaped, declared), None
    if data.isascii():
        return *_ascii_codec(data, declared), None
    text, whole = _as_utf8(data)
    if text is None:
        return *_scored(data, declared), None
    certain = len(whole) - len(text) >= _CERTAIN
    if not certain and any(claim.codec not in (None, "utf-8") for claim in declared):
        return *_scored(data, declared), None
    return "utf-8", _found_by("utf-8", declared), text if len(whole) == len(data) else None


def _as_utf8(data: bytes) -> tuple[str | None, bytes]:
    """The text, None where it is no UTF-8, and its bytes: the last character may be cut."""
    try:
        return data.decode("utf-8"), data
    except UnicodeDecodeError as error:
        if error.start == 0 or error.end < len(data) or error.reason != "unexpected end of data":
            return None, data
        whole = data[: error.start]
        return (None if whole.isascii() else whole.decode("utf-8")), whole


def _ascii_codec(data: bytes, declared: tuple[Declaration, ...]) -> tuple[str, str]:
    for claim in declared:
        if claim.codec and decode_marked(data, claim.codec) == data.decode("ascii"):
            return claim.codec, claim.by
    return "utf-8", "statistics"


def _escaped(data: bytes, declared: tuple[Declaration, ...]) -> str | None:
    """The seven-bit encoding whose escapes switch to text that reads well."""
    claims = {claim.codec for claim in declared}
    # Every escape starts with one of these; the search for one byte is far the fastest.
    if b"\x1b" not in data and not _has_tilde_brace(data):
        return None
    for codec, escape in codec_table().escapes.items():
        if not escape.search(data):
            continue
        if codec in claims:
            return codec
        if data.isascii():
            text = decode_marked(data, codec)
            found = "".join(char for char in text if char > "\x7f")
            if len(found) >= _FEW_CHARACTERS and cost(found, codec) <= _MOST_BITS * len(found):
                return codec
    return None


def _has_tilde_brace(data: bytes) -> bool:
    place = data.find(b"~")
    for _ in range(_FEW_TILDES):
        if place < 0:
            return False
        if data.startswith(b"{", place + 1):
            return True
        place = data.find(b"~", place + 1)
    return b"~{" in data


def _scored(data: bytes, declared: tuple[Declaration, ...]) -> tuple[str, str]:
    """Decodes a sample with every candidate, and takes the reading that is most like language."""
    table = codec_table()
    sample = text_sample(data)
    high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    skipped = table.wide | set(table.escapes)
    claimed = [c.codec for c in declared if c.codec and c.codec not in skipped]
    priors = {**dict.fromkeys(claimed, -_TRUST), **_without(table.first, claimed)}
    scores, clear = _score(sample, high, priors)
    if clear is not None:
        return clear, _found_by(clear, declared)
    scores |= _score(sample, high, _without(table.second, claimed))[0]
    best, second = sorted(scores, key=lambda codec: (scores[codec], codec))[:2]
    doubtful = scores[second] - scores[best] < _DOUBT + _DOUBT_PER_BYTE * high
    if best not in claimed and doubtful:
        vote = detect(sample)
        if vote in scores and scores[vote] - _VOTE <= scores[best]:
            return vote, "detector"
    return best, _found_by(best, declared)


def _without(priors: Mapping[str, float], codecs: Collection[str]) -> dict[str, float]:
    return {codec: bits for codec, bits in priors.items() if codec not in codecs}


def _score(
    sample: bytes, high: int, priors: Mapping[str, float]
) -> tuple[dict[str, float], str | None]:
    """Cost by codec, prior included; and the first that is right beyond doubt, which ends it."""
    scores: dict[str, float] = {}
    for codec, prior in priors.items():
        text = decode_marked(sample, codec, repair=False)
        marks = count_marks(text)
        if marks > _MOST_MARKS * high:
            scores[codec] = prior + _HOPELESS_COST * high + ASCII_COST * (len(sample) - high)
            continue
        bits = cost(text, codec)
        scores[codec] = bits + prior
        ascii_bits = ASCII_COST * len(text.encode("ascii", "ignore"))
        limit = _CONVINCING
        if marks == 0 and high >= _CLEAN_FROM and high >= 2 * (len(text) - len(sample) + high):
            limit = _CONVINCING_CLEAN
        if bits - ascii_bits <= limit * high and high >= _CLEAR_FROM:
            return scores, codec
    return scores, None


def _found_by(codec: str, declared: Iterable[Declaration]) -> str:
    wide = codec.rpartition("-")[0]
    for claim in declared:
        if claim.codec == codec or (claim.codec and wide and claim.codec.startswith(wide + "-")):
            return claim.by
    return "statistics"
