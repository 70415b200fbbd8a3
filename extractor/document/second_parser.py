"""The parser that has no limits: the standard library's tokenizer, and a stack."""

from __future__ import annotations

from contextlib import suppress
from html.parser import HTMLParser

from extractor.deadline import check_time
from extractor.document.addresses import Addresses
from extractor.document.builder import Builder
from extractor.document.markup import BLOCK_TAGS, VOID_TAGS, visible_length
from extractor.options import Options

_CLOSED_BY_SAME = frozenset(("li", "dt", "dd", "tr", "td", "th", "option", "p"))


class _FullError(Exception):
    """The builder takes nothing more."""


class SecondReading(HTMLParser):
    """Reads markup with the standard library's tokenizer and closes what HTML closes by itself."""

    def __init__(self, markup: str, addresses: Addresses, options: Options | None = None) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = Builder(addresses, options)
        self.seen = 0
        """Characters of text outside of scripts and the title, without white space."""
        self._open: list[str] = []
        self._counts: dict[str, int] = {}
        self._raw_tag = ""
        self._push("html", {})
        with suppress(_FullError):
            self.feed(markup)
            self.close()
        while self._open:
            self._pop()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A start tag; closes what it ends by itself."""
        check_time()
        if self.builder.full:
            raise _FullError
        attributes = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.builder.head.language = attributes.get("lang") or self.builder.head.language
            return
        if tag in BLOCK_TAGS and self._open and self._open[-1] == "p":
            self._pop()
        if tag in _CLOSED_BY_SAME and self._open and self._open[-1] == tag:
            self._pop()
        self._push(tag, attributes)
        if tag in VOID_TAGS:
            self._pop()
        elif tag in ("script", "title"):
            self._raw_tag = tag

    def handle_endtag(self, tag: str) -> None:
        """An end tag; one that nothing opened is ignored."""
        if tag in VOID_TAGS or not self._counts.get(tag) or tag == "html":
            return
        while self._open:
            if self._pop() == tag:
                return

    def handle_data(self, data: str) -> None:
        """Text."""
        if not self._raw_tag:
            self.seen += visible_length(data)
        self.builder.data(data)

    def _push(self, tag: str, attributes: dict[str, str]) -> None:
        self._open.append(tag)
        self._counts[tag] = self._counts.get(tag, 0) + 1
        self.builder.start(tag, attributes)

    def _pop(self) -> str:
        tag = self._open.pop()
        self._counts[tag] -= 1
        self.builder.end(tag)
        if tag == self._raw_tag:
            self._raw_tag = ""
        return tag
