"""Microdata and RDFa Lite of a page as JSON-LD objects.

HTML Living Standard, section 5 (microdata, without itemref), and RDFa Lite 1.1; names lose their
vocabulary: `https://schema.org/ScholarlyArticle` and `schema:ScholarlyArticle` are one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from lxml import etree

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


def may_hold_items(markup: str) -> bool:
    """Whether the markup may hold items; cheap."""
    return "schema.org" in markup and ("itemscope" in markup or "typeof=" in markup)


def read_items(root: etree._Element) -> tuple[str, ...]:
    """Every item that is no property of another, as JSON text, in page order."""
    found: list[_Item] = []
    open_items: list[_Item] = []
    count = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        attributes = element.attrib
        scoped = "itemscope" in attributes or "typeof" in attributes
        if event == "end":
            if scoped and open_items:
                open_items.pop()
            continue
        name = attributes.get("itemprop") or attributes.get("property")
        if not scoped:
            if name and open_items and isinstance(element.tag, str):
                _add(open_items[-1], name, _value(element))
            continue
        item = _item(attributes)
        count += 1
        if name and open_items and len(open_items) < _MAX_DEPTH:
            _add(open_items[-1], name, item)
        elif count < MAX_ITEMS:
            found.append(item)
        open_items.append(item)
    return tuple(json.dumps(item, ensure_ascii=False) for item in found if len(item) > 1)


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


def _value(element: etree._Element) -> str:
    content = element.get("content")
    if content is not None:
        return " ".join(content[:MAX_VALUE].split())
    address = _ADDRESS_OF_TAG.get(str(element.tag))
    if address is not None:
        return (element.get(address) or "").strip()[:MAX_VALUE]
    stated = element.get("datetime") or (element.get("value") if element.tag == "data" else None)
    if stated:
        return stated.strip()[:MAX_VALUE]
    pieces: list[str] = []
    length = 0
    for piece in map(str, element.itertext()):
        pieces.append(piece)
        length += len(piece)
        if length > MAX_VALUE:
            break
    return " ".join("".join(pieces)[:MAX_VALUE].split())
