"""Markup to parser events, with nothing lost.

libxml2 drops what follows `</html>` and everything in a tree deeper than its limit without a word
that a caller sees. So early end tags are taken out, deep trees are allowed, the amount of text in
the markup is compared with the amount in the tree, and a second parser (the standard library's,
which has no such limits) takes over where the first one lost text.
"""

from __future__ import annotations

import re
from typing import cast

from lxml import etree

from extractor.document.addresses import Addresses
from extractor.document.builder import Builder
from extractor.document.markup import SILENT_TAGS
from extractor.document.microdata import may_hold_items, read_items
from extractor.document.second_parser import SecondReading

_EARLY_END = re.compile(r"</\s*(?:html|body)\b[^>]*>", re.IGNORECASE)
_PROLOGUE = re.compile(r"\A\s*<\?xml[^>]*>")
_MARKUP = re.compile(r"<!--(?:.*?-->|.*)|<[/!?a-zA-Z][^>]*>?", re.DOTALL)
_SCRIPT = re.compile(r"<(script|style)\b[^>]*>(?:.*?</\1\s*>|.*)", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"&#?\w{1,32};")
_SLACK = 200
_SHARE = 0.03


def read_events(text: str, addresses: Addresses) -> tuple[Builder, tuple[str, ...]]:
    """A builder that has seen the whole of `text` (HTML), and warnings about lost text."""
    markup = _EARLY_END.sub("", _PROLOGUE.sub("", text))
    root, complete = _tree(markup)
    expected = _length(_ENTITY.sub("x", _MARKUP.sub("", markup)))
    found = (
        _length(etree.tostring(root, method="text", encoding="unicode")) if root is not None else 0
    )
    if root is not None and complete and found >= expected * (1 - _SHARE) - _SLACK:
        return _first_reading(root, markup, addresses), ()
    second = SecondReading(markup, addresses)
    precise = _length(_ENTITY.sub("x", _MARKUP.sub("", _SCRIPT.sub("", markup))))
    first_length = _length("".join(_shown(root))) if root is not None else 0
    if root is not None and second.seen <= first_length + _SLACK // 4 and complete:
        return _first_reading(root, markup, addresses), ()
    warnings = [
        (
            f"the parser lost text ({first_length} of {precise} characters kept); "
            "read again with a second one"
        )
    ]
    if second.seen < precise * (1 - 2 * _SHARE) - _SLACK:
        warnings.append(f"text was lost: {second.seen} of {precise} characters could be read")
    return second.builder, tuple(warnings)


def _tree(markup: str) -> tuple[etree._Element | None, bool]:
    """The tree, and whether the parser stayed within its limits."""
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None, False
    limits = any("RESOURCE_LIMIT" in entry.type_name for entry in parser.error_log)
    return root, root is not None and not limits


def _first_reading(root: etree._Element, markup: str, addresses: Addresses) -> Builder:
    builder = _walk(root, addresses)
    if may_hold_items(markup):
        builder.head.items = read_items(root)
    return builder


def _length(text: str) -> int:
    return sum(map(len, text.split()))


def _shown(root: etree._Element) -> list[str]:
    return [
        piece
        for element in root.iter()
        for piece in (
            "" if element.tag in ("script", "style") else element.text or "",
            element.tail or "",
        )
    ]


def _walk(root: etree._Element, addresses: Addresses) -> Builder:
    """Feeds the tree to a builder, without recursion."""
    builder = Builder(addresses)
    builder.head.language = root.get("lang") or root.get("xml:lang")
    events = etree.iterwalk(root, events=("start", "end"))
    start, text, end = builder.start, builder.text, builder.end
    for event, element in events:
        if event == "end":
            end()
            tail = element.tail
            if tail:
                text(tail)
            continue
        tag = element.tag
        attributes = _attributes(element)
        if tag in ("script", "title"):
            builder.raw(tag, attributes, element.text or "")
        if not start(tag, attributes):
            events.skip_subtree()
            if tag not in SILENT_TAGS or tag == "template":
                builder.unseen("".join(element.itertext()))
        elif tag != "title":
            inside = element.text
            if inside:
                text(inside)
    return builder


def _attributes(element: etree._Element) -> dict[str, str]:
    try:
        return dict(cast("list[tuple[str, str]]", element.items()))
    except ValueError:
        # libxml2 lets a nameless attribute through that lxml will not name.
        return {name: element.get(name, "") for name in ("href", "src", "class", "id", "style")}
