"""How a block relates to the page's title, and what the head says the page is."""

from __future__ import annotations

import re

import numpy as np

from extractor.boilerplate.learned.family import Columns, Family, of_page
from extractor.boilerplate.learned.lexicons import HEAD, SIGNS, Margins
from extractor.boilerplate.learned.measures import CLASSES, Array, Measures

_LONGEST = 300
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
_LETTERS = "".join(chr(code) if chr(code).isalnum() else " " for code in range(128))
"""What ASCII text is parted by: the same as by _WORD, at a third of the time."""
_TYPES = ("article", "website", "product")
_SCHEMAS = ("Article", "NewsArticle", "BlogPosting", "Product", "ItemList", "CollectionPage",
            "FAQPage", "QAPage", "DiscussionForumPosting", "Organization", "LocalBusiness",
            "WebPage", "Recipe", "TechArticle")  # fmt: skip


def _observe(measures: Measures, margins: Margins) -> Columns:
    document = measures.document
    head = document.head.title or document.head.get("og:title") or ""
    title = frozenset(_words(head[:_LONGEST]))
    in_title, of_title = _shares(measures, margins, title)
    best = int(np.argmax(in_title * of_title)) if title else 0
    columns: dict[str, Array] = {
        "title.of_block": in_title,
        "title.of_title": of_title,
        "title.since_best": np.arange(len(in_title)) - best,
    }
    kind = (document.head.get("og:type") or "").lower()
    scripts = "".join(document.head.json_ld)
    flags = {f"type.{name}": kind == name for name in _TYPES}
    flags["type.none"] = not kind
    flags |= {f"schema.{name}": f'"{name}"' in scripts for name in _SCHEMAS}
    return columns | of_page(flags, len(in_title))


def _shares(measures: Measures, margins: Margins, title: frozenset[str]) -> Array:
    """Share of the words of every short text that the title has, and of the title's that it has."""
    in_title, of_title = [0.0] * len(margins.said), [0.0] * len(margins.said)
    wide = measures.counts[CLASSES.index("wide")].tolist()
    for block, said in zip(measures.document.blocks, margins.said, strict=True):
        text = block.text
        if not title or len(text) > _LONGEST:
            continue
        # Only East Asian letters are parted otherwise than for the margins.
        known = len(text) <= HEAD and not wide[block.index]
        words = said if known else _words(text)
        if title.isdisjoint(words):
            continue
        different = frozenset(words).difference(SIGNS) if known else frozenset(words)
        common = len(different & title)
        in_title[block.index], of_title[block.index] = common / len(different), common / len(title)
    return np.array((in_title, of_title), np.float32)


def _words(text: str) -> list[str]:
    lowered = text.lower()
    if lowered.isascii():
        return lowered.translate(_LETTERS).split()
    return _WORD.findall(lowered)


FAMILY = Family("title", _observe)
