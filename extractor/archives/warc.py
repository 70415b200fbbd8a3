"""WARC (ISO 28500) and WET, whole or gzip by record: responses, resources and conversions.

Own reading instead of a library: at damage warcio and fastwarc mostly stop, lose good pages or say
nothing (benchmarks/batch_warc.py prints what each keeps).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extractor.archives._archive import Archive, Container, Head
from extractor.archives._http import HttpError, read_response
from extractor.archives._items import Failure, Item, Skipped
from extractor.archives._members import page_item
from extractor.archives._stream import Stream
from extractor.archives._types import skipped_type
from extractor.records import Source

_MAGIC = b"WARC/"
# Where data is missing, the next record begins within a line.
_RECORD = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n(?=[A-Za-z-]{1,40}:)")
_LONGEST_MATCH = 64
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_MAX_HEADER = 1 << 17
_FIELD = re.compile(r"([!-9;-~]{1,80})[ \t]*:[ \t]*([^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*)")
_LENGTH = re.compile(r"\d{1,18}")
_END = b"\r\n\r\n"
_PAGES = frozenset({"response", "resource", "conversion"})


class Reader:
    """Records one after the other, and what is damaged between them."""

    def __init__(self, container: Container, stream: Stream, start: int) -> None:
        self._container = container
        self._stream = stream
        # Reading can begin again where a record begins, but not at damage.
        self._start = start

    def items(self) -> Iterator[Item]:
        """Every record as a page, failure or skipped item; their places are those in the stream."""
        stream = self._stream
        while not stream.at_end:
            self._skip_lines()
            if not stream.peek(1):
                if stream.broken is not None:
                    yield self._cross()
            elif stream.peek(len(_MAGIC)) != _MAGIC:
                offset, before = stream.offset, stream.position
                self._sync()
                size = stream.position - before
                yield self._failed(offset, f"{size:,} bytes that belong to no record", offset)
            else:
                yield from self._record()

    def _record(self) -> Iterator[Item]:
        stream, offset = self._stream, self._stream.offset
        size = stream.find(_HEADER_END, 4, _MAX_HEADER)
        if size is None:
            if stream.broken is not None:
                yield self._cross()
                return
            stream.skip(len(_MAGIC))
            self._sync()
            yield self._failed(offset, "record without the end of its header", offset)
            return
        head = stream.peek(size + 4)
        gap = 4 if head.endswith(_END) else 2
        fields = _fields(head[:size])
        stated = fields.get("content-length", "").strip()
        url = fields.get("warc-target-uri", "").strip("<> ") or None
        if not _LENGTH.fullmatch(stated):
            stream.skip(size)
            self._sync()
            yield self._failed(offset, f"Content-Length is {stated[:40]!r}", offset, url)
            return
        yield from self._content(offset, size + gap, int(stated), fields, url)

    def _content(
        self, offset: int, begin: int, length: int, fields: Mapping[str, str], url: str | None
    ) -> Iterator[Item]:
        stream, options = self._stream, self._container.options
        if length > options.max_page_bytes + _MAX_HEADER:
            stream.skip(begin)
            self._sync()
            reason = f"is larger than the limit of {options.max_page_bytes:,} bytes"
            yield Failure(self._name(offset), "limit", reason, offset, url, self._start)
            return
        whole = stream.peek(begin + length + len(_END))
        end = whole[begin + length :]
        if len(whole) < begin + length:
            missing = begin + length - len(whole)
            stream.skip(begin)
            if not self._sync() and stream.broken is not None:
                broken = stream.cross()
                yield self._failed(offset, f"{broken.reason}, in a record", broken.offset, url)
                return
            reason = f"Content-Length is {length:,}, which is {missing:,} bytes more than there are"
            yield self._failed(offset, reason, offset, url)
        elif end != _END and not self._ends_here(begin + length):
            stream.skip(begin)
            self._sync()
            reason = f"Content-Length is {length:,}, but the record does not end there"
            yield self._failed(offset, reason, offset, url)
        else:
            stream.skip(len(whole))
            self._start = offset
            yield self._item(offset, whole[begin : begin + length], fields, url)

    def _ends_here(self, size: int) -> bool:
        """Whether the next record, or nothing, follows after line breaks that may be missing."""
        after = self._stream.peek(size + 64)[size:]
        rest = after.lstrip(b"\r\n")
        return not after or (len(after) < 64 and not rest) or rest.startswith(_MAGIC)

    def _item(self, offset: int, data: bytes, fields: Mapping[str, str], url: str | None) -> Item:
        name, kind = self._name(offset), fields.get("warc-type", "").strip().lower()
        declared: str | None = fields.get("content-type", "").strip()
        charset: str | None = None
        if kind not in _PAGES:
            return Skipped(name, f"{kind[:40] or 'untyped'} record", self._start)
        cut = fields.get("warc-truncated", "").strip()
        notes: tuple[str, ...] = (f"the crawler cut the page: {cut[:40]}",) if cut else ()
        if kind == "response" and (declared or "").lower().startswith("application/http"):
            try:
                response = read_response(data, self._container.options.max_page_bytes)
            except HttpError as error:
                why = "limit" if error.limit else "damaged"
                return Failure(name, why, str(error), offset, url, self._start)
            data, declared, charset = response.body, response.media_type, response.charset
            notes += response.notes
            if response.status // 100 == 3:
                return Skipped(name, "redirection", self._start)
        elif kind == "response" and not (url or "").startswith("http"):
            return Skipped(name, "dns or other response", self._start)
        skipped = skipped_type(declared or "")
        if skipped is not None:
            return Skipped(name, skipped, self._start)
        source = Source(name, data, url, declared or None, charset)
        return page_item(source, self._container.options, self._start, offset, notes)

    def _skip_lines(self) -> None:
        while (ahead := self._stream.peek(256)) and ahead[:1] in b"\r\n":
            self._stream.skip(len(ahead) - len(ahead.lstrip(b"\r\n")))

    def _sync(self) -> bool:
        """Moves on to where the next record seems to begin; False at a break or the end."""
        return self._stream.skip_to(_RECORD, _LONGEST_MATCH)

    def _cross(self) -> Failure:
        broken = self._stream.cross()
        kind = "limit" if broken.limit else "damaged"
        name = self._name(broken.offset)
        return Failure(name, kind, broken.reason, broken.offset, None, self._start)

    def _failed(self, at: int, reason: str, offset: int, url: str | None = None) -> Failure:
        return Failure(self._name(at), "damaged", reason, offset, url, self._start)

    def _name(self, offset: int) -> str:
        return f"{self._container.path}@{offset}"


def _fields(head: bytes) -> dict[str, str]:
    """The named fields of a header by lower-case name; the first of each counts."""
    found: dict[str, str] = {}
    for field in _FIELD.finditer(head.decode("utf-8", "replace")):
        found.setdefault(field[1].lower(), " ".join(field[2].split()))
    return found


def _read(container: Container, start: int) -> Iterator[Item]:
    with container.open() as file:
        yield from Reader(container, container.stream(file, start), start).items()


def _matches(head: Head) -> bool:
    return head.data.startswith(_MAGIC) or head.name.endswith((".warc", ".wet"))


ARCHIVE = Archive("warc", 10, _matches, _read)
