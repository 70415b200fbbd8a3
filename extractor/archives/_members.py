"""From the bytes of one member to its page: unpacked, taken out of MHTML, its address found."""

from __future__ import annotations

import re

from extractor.archives._archive import ReadOptions
from extractor.archives._inflate import CODECS, InflateError, codec_of, inflate
from extractor.archives._items import Failure, Item, Page
from extractor.archives._web_archive import is_mhtml, page_in_mhtml
from extractor.records import Source

_HEAD = 4096
_WARC, _TAR, _TAR_AT = b"WARC/1.", b"ustar", 257
# What browsers and SingleFile note at the top of a page that they save.
_SAVED = re.compile(
    rb"<!--\s{0,9}(?:saved from url=\(\d{4}\)|Page saved with SingleFile\s{1,9}url:\s{0,9})"
    rb"(https?://[^\s<>\"']{1,2000})"
)


def page_item(
    source: Source,
    options: ReadOptions,
    start: int = 0,
    offset: int | None = None,
    notes: tuple[str, ...] = (),
) -> Item:
    """The page in the bytes of `source`, which may be compressed or MHTML."""
    name, data, url = source.name, source.data, source.url
    media_type, charset = source.media_type, source.charset
    codec = codec_of(data)
    if codec is not None:
        try:
            data = inflate(data, codec, options.max_page_bytes)
        except InflateError as error:
            kind = "limit" if error.limit else "damaged"
            return Failure(name, kind, str(error), offset, url, start)
        # The ending that is asked for the type of the page is hidden behind that of the codec.
        if media_type is None and without_compression(name).lower().endswith(".txt"):
            media_type = "text/plain"
    if data.startswith(_WARC) or data.startswith(_TAR, _TAR_AT):
        reason = "is an archive inside an archive: unpack it first"
        return Failure(name, "unreadable", reason, offset, url, start)
    if is_mhtml(data):
        found = page_in_mhtml(data)
        if found is None:
            return Failure(name, "unreadable", "MHTML without a page", offset, url, start)
        data, media_type, charset = found.data, found.media_type, found.charset
        url = found.url or url
    address = url or _saved_from(data)
    return Page(Source(name, data, address, media_type, charset), start, notes)


def without_compression(name: str) -> str:
    """The name without the ending that says how the file is compressed."""
    for codec in CODECS:
        for ending in codec.endings:
            if name.lower().endswith(ending):
                return name[: -len(ending)]
    return name


def _saved_from(data: bytes) -> str | None:
    found = _SAVED.search(data, 0, _HEAD)
    return found[1].decode("ascii", "replace") if found else None


def too_large(name: str, options: ReadOptions, offset: int | None, start: int) -> Failure:
    """The failure of a member that is over the limit."""
    reason = f"is larger than the limit of {options.max_page_bytes:,} bytes"
    return Failure(name, "limit", reason, offset, None, start)


def too_many(name: str, options: ReadOptions, start: int) -> Failure:
    """The failure that ends an archive with too many members."""
    reason = f"has more than {options.max_items:,} members; the others were not read"
    return Failure(name, "limit", reason, None, None, start)
