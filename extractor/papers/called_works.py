"""Whether the class names or ids of an item say that it is a work."""

from __future__ import annotations

import re
from functools import cache

from extractor import lexicon
from extractor.papers.once import once_a_page
from extractor.records import Document

_WORD = re.compile(r"[A-Z]?[a-z]+")
_LISTS = frozenset(("body", "html", "main", "ul", "ol", "dl", "table", "tbody"))
"""What holds many items: pages lend the name of their list of papers to that of their news."""
_MOST = 24
"""Blocks of one item."""


def is_called_work(document: Document, block: int) -> bool:
    """Whether an element around the block is called a work, 'publication' or 'node-paper'."""
    number = document.blocks[block].element
    while number >= 0:
        element = document.elements[number]
        if element.tag in _LISTS or element.last - element.first > _MOST:
            return False
        if _names_works(f"{element.classes} {element.id}"):
            return True
        number = element.parent
    return False


@once_a_page
def _names_works(names: str) -> bool:
    lowered = names.casefold()
    if not any(map(lowered.__contains__, _words("elements"))):
        return False
    never = _words("elements_never")
    parts = [{word.casefold() for word in _WORD.findall(name)} for name in names.split()]
    return any(_words("elements") & part and not never & part for part in parts)


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(lexicon.load("extractor.papers.data", "headings.toml")[key])
