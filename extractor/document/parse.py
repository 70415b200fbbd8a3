"""Markup to parser events, with nothing lost.

libxml2 drops what follows `</html>` and everything in a tree deeper than its limit without a word
that a caller sees. So early end tags are taken out, no tree is built (the builder takes the events
of the parser as they come, which also is faster), the amount of text in the markup is compared with
the amount that came, and a second parser (the standard library's) takes over where the first one
lost text or was stopped.
"""

from __future__ import annotations

import re
from typing import IO, Any, Literal, Protocol, cast

from lxml import etree

from extractor.deadline import check_time
from extractor.document.addresses import Addresses, PrintedAddresses
from extractor.document.builder import Builder
from extractor.document.floods import MOST, has_flood, may_have_flood, without_floods
from extractor.document.markup import visible_length
from extractor.document.microdata import ItemReader, may_hold_items
from extractor.document.second_parser import SecondReading
from extractor.options import Options

# Over bytes of UTF-8, which the parser takes: in a str one rare sign makes all others four times as
# wide, and the search as slow.
_EARLY_END = re.compile(rb"</\s*(?:[hH][tT][mM][lL]|[bB][oO][dD][yY])\b[^<>]{0,500}>")
_PROLOGUE = re.compile(rb"\A\s*<\?xml[^>]*>")
_MARKUP = re.compile(rb"<!--(?:.*?-->|.*)|<[/!?a-zA-Z][^>]*>?", re.DOTALL)
_SCRIPT = re.compile(rb"<(script|style)\b[^<>]*>(?:.*?</\1\s*>|.*)", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"&#?\w{1,32};")
_SLACK = 200
_SHARE = 0.03
_DEEPEST = 2048
"""Elements open at once. At an end tag that closes none libxml2 looks through all of them, so that
a page nested without limit would take hours."""
_PIECE = 16_000
"""Bytes after which depth is looked at."""
_QUIET = 32_000
"""Bytes without any event that are nothing unusual."""


def read_events(
    text: str | bytes,
    url: str | None,
    options: Options | None = None,
    *,
    for_content: bool = False,
    shown: frozenset[int] = frozenset(),
) -> tuple[Builder, tuple[str, ...]]:
    """A builder that has seen the whole of `text` (HTML, also as UTF-8), and warnings about lost
    text.

    `for_content=True` leaves out microdata and RDFa, and addresses as they are printed; `shown` are
    hidden elements to read as if they were shown.
    """
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    markup = _EARLY_END.sub(b"", _PROLOGUE.sub(b"", data))
    addresses = PrintedAddresses if for_content else Addresses

    def first_reading(markup: bytes) -> tuple[_End, Builder]:
        builder = Builder(addresses(url), options, shown)
        items = ItemReader() if not for_content and may_hold_items(markup) else None
        end = _feed(markup, builder if items is None else _Both(builder, items))
        if items is not None:
            builder.head.items = items.finish()
        return end, builder

    end, builder = first_reading(markup)
    if end == "flooded":
        markup = without_floods(markup)
        end, builder = first_reading(markup)
        if not builder.warnings:  # where the limit of the options is higher
            builder.warnings[f"limit of {MOST:,} attributes: the others were left out"] = None
    complete = end == "whole" and builder.has_begun()
    if builder.full or (complete and _is_whole(markup, builder.heard)):
        return builder, tuple(builder.warnings)
    second = SecondReading(markup.decode("utf-8"), addresses(url), options)
    seen = _ShownText()
    _feed(markup, seen)
    if complete and second.seen <= seen.length + _SLACK // 4:
        return builder, tuple(builder.warnings)
    if second.builder.full:
        return second.builder, tuple(second.builder.warnings)
    precise = visible_length(_text_of(_SCRIPT.sub(b"", markup)))
    warnings = [
        (
            f"the parser lost text ({seen.length} of {precise} characters kept); "
            "read again with a second one"
        )
    ]
    if second.seen < precise * (1 - 2 * _SHARE) - _SLACK:
        warnings.append(f"text was lost: {second.seen} of {precise} characters could be read")
    return second.builder, (*warnings, *second.builder.warnings)


def _text_of(markup: bytes) -> str:
    """What stands outside of tags and comments, each entity a letter."""
    return _with_letters(_MARKUP.sub(b"", markup).decode("utf-8"))[0]


def _with_letters(text: str) -> tuple[str, int]:
    """`text` with a letter for each entity, and how many there are."""
    return _ENTITY.subn("x", text) if "&" in text else (text, 0)


def _is_whole(markup: bytes, heard: list[str]) -> bool:
    """Whether the parser gave about as much text as the markup holds, without white space."""
    enough = sum(map(len, heard)) + _SLACK
    # Mostly all text came, which its bytes show, or its letters: there are never more letters than
    # bytes, entities add none, and only they are more than what is not white space.
    outside = _MARKUP.sub(b"", markup)
    if len(outside) <= enough:
        return True
    text = outside.decode("utf-8")
    if len(text) <= enough:
        return True
    text, entities = _with_letters(text)
    if len(text) + entities <= enough:
        return True
    return visible_length("".join(heard)) >= visible_length(text) * (1 - _SHARE) - _SLACK


# --------------------------------------------------------------------------- the first parser


_End = Literal["whole", "stopped", "flooded"]
"""How the parser ended: with the page; where it could not go on, or elements are nested too deep;
within a tag of too many attributes."""


class _Target(Protocol):
    """What lxml feeds, and what stops it."""

    @property
    def full(self) -> bool: ...

    def start(self, tag: str, attributes: dict[str, str], /) -> None: ...
    def data(self, text: str, /) -> None: ...
    def end(self, tag: str, /) -> None: ...
    def close(self) -> None: ...
    def depth(self) -> int: ...
    def events(self) -> int: ...
    def is_in_script(self) -> bool: ...


def _feed(markup: bytes, target: _Target) -> _End:
    """Feeds the events of the whole markup to `target`, as far as it goes."""
    pieces = _Pieces(markup, target)
    parser = etree.HTMLParser(
        target=cast("Any", target),
        encoding="utf-8",
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        etree.parse(cast("IO[bytes]", pieces), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return "stopped"
    return pieces.end


class _Pieces:
    """The bytes of a page as a file, which ends early where elements are nested too deep or the
    parser is within a tag that is too much for it."""

    def __init__(self, data: bytes, target: _Target) -> None:
        self.end: _End = "whole"
        self._data = data
        self._target = target
        self._position = 0
        self._events = 0
        """How many events there had been when there last was a new one,"""
        self._heard = 0
        """and how many bytes the parser had been given then."""
        self._asked = _QUIET
        """Bytes without an event after which it is looked into."""

    def read(self, size: int) -> bytes:
        check_time()
        if self._target.full:
            return b""
        if self._target.depth() > _DEEPEST:
            self.end = "stopped"
        elif self._is_flooded():
            self.end = "flooded"
        if self.end != "whole":
            return b""
        # lxml asks for 4,000 bytes and keeps what is more for the next time.
        start = self._position
        self._position += max(size, _PIECE)
        return self._data[start : self._position]

    def _is_flooded(self) -> bool:
        events = self._target.events()
        if events != self._events:
            self._events, self._heard, self._asked = events, self._position, _QUIET
            return False
        if self._position - self._heard < self._asked or self._target.is_in_script():
            return False
        # At twice as many bytes each time, so that all looks together take linear time.
        self._asked *= 2
        seen = self._data[: self._position]
        return may_have_flood(seen[max(0, self._heard - 2 * _PIECE) :]) and has_flood(seen)


class _Both:
    """Passes events on to the builder and to the reader of items."""

    def __init__(self, builder: Builder, items: ItemReader) -> None:
        self._builder = builder
        self._items = items
        self.close = builder.close
        self.depth = builder.depth
        self.events = builder.events
        self.is_in_script = builder.is_in_script

    @property
    def full(self) -> bool:
        return self._builder.full

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._items.start(tag, attributes)
        self._builder.start(tag, attributes)

    def data(self, text: str) -> None:
        self._items.data(text)
        self._builder.data(text)

    def end(self, tag: str) -> None:
        self._items.end()
        self._builder.end(tag)


class _ShownText:
    """Measures the text outside of scripts and styles."""

    def __init__(self) -> None:
        self.length = 0
        self.full = False
        self._events = 0
        self._depth = 0
        self._is_code = False

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        self._events += 1
        self._depth += 1
        self._is_code = tag in ("script", "style")

    def data(self, text: str) -> None:
        self._events += 1
        if not self._is_code:
            self.length += visible_length(text)

    def end(self, _tag: str) -> None:
        self._depth -= 1
        self._is_code = False

    def close(self) -> None:
        """Nothing is left to do."""

    def depth(self) -> int:
        return self._depth

    def events(self) -> int:
        return self._events

    def is_in_script(self) -> bool:
        return self._is_code
