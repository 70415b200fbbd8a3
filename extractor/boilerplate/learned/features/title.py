"""How a block relates to the page's title, and what the head says the page is."""

from __future__ import annotations

import re

import numpy as np

from extractor.boilerplate.learned.family import Columns, Family
from extractor.boilerplate.learned.lexicons import Margins
from extractor.boilerplate.learned.measures import Array, Measures

_LONGEST = 300
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
_LETTERS = "".join(chr(code) if chr(code).isalnum() else " " for code in range(128))
"""What ASCII text is parted by: the same as by _WORD, at a third of the time."""
_TYPES = ("article", "website", "product")
_SCHEMAS = ("Article", "NewsArticle", "BlogPosting", "Product", "ItemList", "CollectionPage",
            "FAQPage", "QAPage", "DiscussionForumPosting", "Organization", "LocalBusiness",
            "WebPage", "Recipe", "TechArticle")  # fmt: skip


def _observe(measures: Measures, _: Margins) -> Columns:
    document = measures.document
    head = document.head.title or document.head.get("og:title") or ""
    title = frozenset(_words(head[:_LONGEST]))
    shares = [_shares(block.text, title) for block in document.blocks]
    in_title = np.array([share[0] for share in shares], np.float32)
    of_title = np.array([share[1] for share in shares], np.float32)
    best = int(np.argmax(in_title * of_title)) if title and shares else 0
    columns: dict[str, Array] = {
        "title.of_block": in_title,
        "title.of_title": of_title,
        "title.since_best": np.arange(len(shares)) - best,
    }
    kind = (document.head.get("og:type") or "").lower()
    scripts = "".join(document.head.json_ld)
    flags = {f"type.{name}": kind == name for name in _TYPES}
    flags["type.none"] = not kind
    flags |= {f"schema.{name}": f'"{name}"' in scripts for name in _SCHEMAS}
    columns |= {name: np.full(len(shares), flag) for name, flag in flags.items()}
    return columns


def _shares(text: str, title: frozenset[str]) -> tuple[float, float]:
    """Share of the words of a short text that the title has, and of the title's that it has."""
    if not title or not text or len(text) > _LONGEST:
        return 0.0, 0.0
    words = _words(text)
    if title.isdisjoint(words):
        return 0.0, 0.0
    different = frozenset(words)
    common = len(different & title)
    return common / len(different), common / len(title)


def _words(text: str) -> list[str]:
    lowered = text.lower()
    if lowered.isascii():
        return lowered.translate(_LETTERS).split()
    return _WORD.findall(lowered)


FAMILY = Family("title", _observe)
