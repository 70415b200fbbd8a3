"""Refuses bytes that are no page: documents, images, archives, programs, other binary data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractor.errors import InputError
from extractor.lexicon import load
from extractor.source.wide import bom_codec, guess_wide

_HEAD = 512
_SAMPLE = 65536
_ZIP = b"PK\x03\x04"
_ZIP_END = 65536
# Bytes that no text holds in any encoding read here: C0 controls but for white space, ESC, SO, SI
# (ISO 2022) and NUL (judged apart); and DEL.
_CONTROLS = bytes(c for c in range(1, 32) if c not in (9, 10, 11, 12, 13, 14, 15, 27)) + b"\x7f"
_MOST_CONTROLS = 0.03
_MOST_NULS = 0.1
_FEW = 8


@dataclass(frozen=True, slots=True)
class _Signature:
    magic: bytes
    offset: int
    nul: bool
    what: str


@cache
def _signatures() -> tuple[tuple[_Signature, ...], tuple[tuple[bytes, str], ...]]:
    data = load("extractor.source", "data/signatures.toml")
    single = tuple(
        _Signature(
            bytes.fromhex(row["hex"]) if "hex" in row else row["ascii"].encode("ascii"),
            row.get("offset", 0),
            row.get("nul", False),
            row["is"],
        )
        for row in data["signature"]
    )
    return single, tuple((row["member"].encode("ascii"), row["is"]) for row in data["zip"])


def identify(data: bytes) -> str | None:
    """What `data` is, such as `a PDF`, when it is no text; None for text."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    signatures, members = _signatures()
    if data.startswith(_ZIP):
        ends = data[:_ZIP_END] + data[-_ZIP_END:]
        return next(what for member, what in members if member in ends)
    for signature in signatures:
        start = head if signature.offset == 0 else data
        if start.startswith(signature.magic, signature.offset) and (
            not signature.nul or b"\0" in data[:_HEAD]
        ):
            return signature.what
    if _is_svg(head):
        return "an SVG image"
    return "binary data" if _is_binary(data) else None


def refuse_binary(name: str, data: bytes) -> None:
    """Raises InputError that says what `data` is, when it is no text."""
    what = identify(data)
    if what is not None:
        raise InputError(name, f"is {what}, not a web page")


def _is_svg(head: bytes) -> bool:
    if head.startswith(b"<svg"):
        return True
    return head.startswith(b"<?xml") and b"<svg" in head and b"<html" not in head.lower()


def _is_binary(data: bytes) -> bool:
    if bom_codec(data):
        return False
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    nuls = sample.count(0)
    if controls > max(_FEW, _MOST_CONTROLS * len(sample)):
        return guess_wide(data) is None
    return nuls > max(_FEW, _MOST_NULS * len(sample)) and guess_wide(data) is None
