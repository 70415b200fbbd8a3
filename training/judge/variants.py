"""Pages changed so that the judge does not lean on what other pages lack."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from lxml import etree

from extractor.options import Options
from extractor.records import Document, Source
from extractor.source.decode import decode
from training.judge.corpus import Page

_PLAIN = frozenset("article aside footer header main nav section figure".split())
_CONTAINERS = ("aside", "div", "footer", "form", "nav", "section", "ul")
_LEAST, _MOST = 80, 6000
_PROBE, _PROBES = 25, 8
"""Pieces of a text that are looked for in the main content."""
_META = b'<meta charset="utf-8">'


def opaque(document: Document) -> Document:
    """The document with generated names for its classes and ids, as style compilers write them."""
    return replace(
        document,
        elements=tuple(
            replace(element, classes=_hashed(element.classes), id=_hashed(element.id), role="",
                    itemprop="")
            for element in document.elements
        ),
    )  # fmt: skip


def old_fashioned(document: Document) -> Document:
    """The document without names and with `div` for every element of HTML 5."""
    return replace(
        document,
        elements=tuple(
            replace(element, tag="div" if element.tag in _PLAIN else element.tag, classes="", id="",
                    role="", itemprop="")
            for element in document.elements
        ),
    )  # fmt: skip


def grafted(page: Page, others: Sequence[Page], draw: random.Random) -> Page | None:
    """The page with boilerplate of another one: at its top, at its end, and behind its article."""
    other = draw.choice(others)
    root, donor = _parsed(page), _parsed(other)
    if other.site == page.site or root is None or donor is None:
        return None
    parts = [
        element for element in donor.iter(*_CONTAINERS) if _is_boilerplate(element, other.main)
    ]
    body = root.find(".//body")
    article = _container(root)
    if not parts or body is None or article is None:
        return None
    body.insert(0, _copied(draw.choice(parts)))
    body.append(_copied(draw.choice(parts)))
    if article is not body and article.getparent() is not None:
        article.addnext(_copied(draw.choice(parts)))
    data = etree.tostring(root, method="html", encoding="unicode").encode()
    return replace(page, data=_META + data)


def _parsed(page: Page) -> Any:
    text = decode(Source(page.name, page.data), Options()).text
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    return etree.fromstring(text.encode("utf-8", "replace"), parser) if text.strip() else None


def _is_boilerplate(element: Any, main: str) -> bool:
    """Whether an element holds a moderate amount of text, none of it from the main content."""
    text = " ".join(
        " ".join(piece.split()) for piece in element.itertext("a", "p", "li", "h2", "h3", "h4",
        "div", "span", with_tail=False) if piece.strip()
    )  # fmt: skip
    if not _LEAST <= len(text) <= _MOST:
        return False
    step = max(1, len(text) // _PROBES)
    return not any(text[at : at + _PROBE] in main for at in range(0, len(text) - _PROBE, step))


def _container(root: Any) -> Any:
    """The element around the longest paragraph."""
    longest = max(root.iter("p"), key=lambda p: len("".join(p.itertext())), default=None)
    return None if longest is None else longest.getparent()


def _copied(element: Any) -> Any:
    copy = deepcopy(element)
    copy.tail = None
    return copy


def _hashed(names: str) -> str:
    return " ".join(hashlib.sha256(name.encode()).hexdigest()[:6] for name in names.split())
