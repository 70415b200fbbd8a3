"""Microdata and RDFa Lite of a page as JSON-LD objects.

HTML Living Standard, section 5 (microdata, without itemref), and RDFa Lite 1.1; names lose their
vocabulary: `https://schema.org/ScholarlyArticle` and `schema:ScholarlyArticle` are one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

MAX_ITEMS = 20_000
MAX_VALUE = 8_000
"""Characters of one value."""
_MAX_DEPTH = 40
"""Items nested deeper stand for themselves."""
_ADDRESS_OF_TAG: Mapping[str, str] = MappingProxyType({
    "a": "href", "link": "href", "area": "href", "img": "src", "audio": "src", "video": "src",
    "source": "src", "embed": "src", "iframe": "src", "object": "data",
})  # fmt: skip

_Item = dict[str, Any]


def may_hold_items(markup: bytes) -> bool:
    """Whether the markup may hold items; cheap."""
    return b"schema.org" in markup and (b"itemscope" in markup or b"typeof=" in markup)


class ItemReader:
    """Collects the items of one page from the events of its parser; made anew for every page."""

    def __init__(self) -> None:
        self._found: list[_Item] = []
        self._open: list[_Item] = []
        self._scopes: list[bool] = []
        """Of every open element, whether it is an item."""
        self._count = 0
        self._properties: list[tuple[_Item, str, _Item | str | _Text]] = []
        """Item, names and value, in page order; a text is whole only when its element ends."""
        self._texts: list[tuple[int, _Text]] = []
        """Texts that are being read, with the number of open elements there."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        if not attributes:
            self._scopes.append(False)
            return
        scoped = "itemscope" in attributes or "typeof" in attributes
        self._scopes.append(scoped)
        name = attributes.get("itemprop") or attributes.get("property")
        if scoped:
            self._start_item(name, attributes)
        elif name and self._open:
            stated = _stated_value(tag, attributes)
            if stated is None:
                text = _Text()
                self._texts.append((len(self._scopes), text))
            self._properties.append((self._open[-1], name, text if stated is None else stated))

    def _start_item(self, name: str | None, attributes: Mapping[str, str]) -> None:
        item = _item(attributes)
        self._count += 1
        if name and self._open and len(self._open) < _MAX_DEPTH:
            self._properties.append((self._open[-1], name, item))
        elif self._count < MAX_ITEMS:
            self._found.append(item)
        self._open.append(item)

    def data(self, text: str) -> None:
        """Text of the open element."""
        full = False
        for _, value in self._texts:
            full = value.add(text) or full
        if full:
            # So that thousands of properties around a long text cost no more than their limit.
            self._texts = [each for each in self._texts if not each[1].is_full()]

    def end(self) -> None:
        """The open element closes."""
        if self._texts and self._texts[-1][0] == len(self._scopes):
            self._texts.pop()
        if self._scopes.pop() and self._open:
            self._open.pop()

    def finish(self) -> tuple[str, ...]:
        """Every item that is no property of another, as JSON text, in page order."""
        for item, names, value in self._properties:
            _add(item, names, str(value) if isinstance(value, _Text) else value)
        return tuple(json.dumps(item, ensure_ascii=False) for item in self._found if len(item) > 1)


class _Text:
    """The text of an element, as far as it is kept."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0

    def add(self, piece: str) -> bool:
        """Whether it is full then."""
        self._pieces.append(piece)
        self._length += len(piece)
        return self.is_full()

    def is_full(self) -> bool:
        return self._length > MAX_VALUE

    def __str__(self) -> str:
        return " ".join("".join(self._pieces)[:MAX_VALUE].split())


def _item(attributes: Mapping[str, str]) -> _Item:
    item: _Item = {"@type": _bare(attributes.get("itemtype") or attributes.get("typeof") or "")}
    for key in ("itemid", "resource", "about"):
        if attributes.get(key):
            item["@id"] = attributes[key]
            break
    return item


def _bare(names: str) -> str:
    """The first name without its vocabulary."""
    first = (names.split() or [""])[0]
    return first.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1].rsplit(":", 1)[-1]


def _add(item: _Item, names: str, value: Any) -> None:
    if value in ("", None):
        return
    for name in names.split()[:4]:
        bare = _bare(name)
        if not bare or bare.startswith("@"):
            continue
        if bare not in item:
            item[bare] = value
        elif isinstance(item[bare], list):
            item[bare].append(value)
        else:
            item[bare] = [item[bare], value]


def _stated_value(tag: str, attributes: Mapping[str, str]) -> str | None:
    """The value that an attribute states; None where the element's text is the value."""
    content = attributes.get("content")
    if content is not None:
        return " ".join(content[:MAX_VALUE].split())
    address = _ADDRESS_OF_TAG.get(tag)
    if address is not None:
        return attributes.get(address, "").strip()[:MAX_VALUE]
    stated = attributes.get("datetime") or (attributes.get("value") if tag == "data" else None)
    return stated.strip()[:MAX_VALUE] if stated else None
