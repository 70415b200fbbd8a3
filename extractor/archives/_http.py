"""HTTP responses as crawlers keep them: header, transfer coding, content coding."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import brotli

from extractor.archives._inflate import CODECS, InflateError, inflate

_HEADER_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([^\s\"';]{1,60})", re.IGNORECASE)
_CHUNK = re.compile(rb"[ \t]{0,99}+([0-9A-Fa-f]{1,8})[^\r\n]{0,500}\r?\n")
_STEP = 1 << 12
_MAX_HEADER = 1 << 20


class HttpError(Exception):
    """The response cannot be read; `limit`: it would be too large."""

    def __init__(self, reason: str, *, limit: bool = False) -> None:
        super().__init__(reason)
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Response:
    """A response without its codings."""

    status: int
    media_type: str
    charset: str | None
    body: bytes
    notes: tuple[str, ...] = ()


def read_response(data: bytes, max_bytes: int) -> Response:
    """The response that `data` holds.

    Crawlers may have taken the codings off and left their headers: a body that is not in the coding
    that is declared is taken as it is. Raises HttpError.
    """
    status = _STATUS.match(data)
    if status is None:
        raise HttpError("no HTTP response in a response record")
    end = _HEADER_END.search(data, 0, _MAX_HEADER)
    head, body = (data[: end.start()], data[end.end() :]) if end else (data, b"")
    fields = _fields(head)
    notes: tuple[str, ...] = ()
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body, whole = _without_chunks(body)
        notes = () if whole else ("the chunks of the response end early",)
    for coding in reversed(fields.get("content-encoding", "").lower().split(",")):
        body = _without_coding(body, coding.strip(), max_bytes)
    if len(body) > max_bytes:
        raise HttpError(f"is larger than the limit of {max_bytes:,} bytes", limit=True)
    declared = fields.get("content-type", "")
    charset = _CHARSET.search(declared)
    media_type = declared.partition(";")[0].strip().lower()
    return Response(int(status[1]), media_type, charset[1] if charset else None, body, notes)


def _fields(head: bytes) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in head.decode("latin-1").splitlines()[1:]:
        name, colon, value = line.partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def _without_chunks(body: bytes) -> tuple[bytes, bool]:
    """The body without its chunk sizes, and whether the last chunk is there."""
    parts: list[bytes] = []
    position = 0
    while chunk := _CHUNK.match(body, position):
        size = int(chunk[1], 16)
        if size == 0:
            return b"".join(parts), True
        parts.append(body[chunk.end() : chunk.end() + size])
        position = chunk.end() + size
        position += 2 if body[position : position + 2] == b"\r\n" else 1
    if not parts:
        return body, True
    return b"".join(parts), False


def _without_coding(body: bytes, coding: str, max_bytes: int) -> bytes:
    try:
        for codec in CODECS:
            if coding.removeprefix("x-") == codec.name and body.startswith(codec.magic):
                return inflate(body, codec, max_bytes)
        if coding == "deflate":
            return _deflated(body, max_bytes)
    except InflateError as error:
        raise HttpError(f"content coding {coding}: {error}", limit=error.limit) from error
    return _brotli(body, max_bytes) if coding == "br" else body


def _deflated(body: bytes, max_bytes: int) -> bytes:
    """With the header of zlib, or without, as some servers send it."""
    for bits in (15, -15):
        decoder = zlib.decompressobj(bits)
        try:
            data = decoder.decompress(body, max_bytes + 1)
        except zlib.error:
            continue
        if len(data) > max_bytes:
            raise InflateError(f"larger than {max_bytes:,} bytes when unpacked", limit=True)
        if decoder.eof:
            return data
    return body


def _brotli(body: bytes, max_bytes: int) -> bytes:
    """Brotli has no magic number: what cannot be unpacked, and is text, was unpacked before."""
    decoder = brotli.Decompressor()
    parts: list[bytes] = []
    came = 0
    try:
        for begin in range(0, len(body), _STEP):
            part = decoder.process(body[begin : begin + _STEP])
            came += len(part)
            if came > max_bytes:
                reason = f"content coding br: larger than {max_bytes:,} bytes when unpacked"
                raise HttpError(reason, limit=True)
            parts.append(part)
        finished = decoder.is_finished()
    except brotli.error:
        finished = False
    if finished:
        return b"".join(parts)
    if body.lstrip()[:1] == b"<" or (b"\0" not in body[:512] and body[:512].isascii()):
        return body
    raise HttpError("content coding br: damaged or cut")
