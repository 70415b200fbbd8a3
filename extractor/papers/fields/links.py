"""Tells what the links of an entry lead to, and which links belong to no entry.

The words of a link say most (论文, code, slides), then its address, then the class of its icon.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from extractor.lexicon import fold, load
from extractor.papers.fields._text import CJK

_BADGE_LENGTH = 40
_GENERIC = frozenset({"paper", "pdf"})
_WESTERN_EDGE = r"(?<![a-z0-9])(?:{})(?![a-z0-9])"


def link_type(url: str, text: str, classes: str = "") -> str:
    """paper, pdf, code, project, video, slides, data or other.

    `text` is what the link shows or its title; `classes` its class attribute with its icon's.
    """
    said = _by_text(text)
    address = _by_address(url)
    if said in _GENERIC:
        # '论文' may lead to a PDF, and '[pdf]' to a landing page.
        return (
            "pdf" if address == "pdf" else "paper" if said == "pdf" and address == "paper" else said
        )
    if said:
        return said
    if address and address != "project":
        return address
    return _by_classes(classes) or address or ("paper" if len(text) > _BADGE_LENGTH else "other")


def is_entry_link(url: str, text: str) -> bool:
    """Whether an address can be one of an entry's links at all.

    Not: in-page anchors, scripts, mail, empty addresses, placeholders ('TBA'), share buttons, and
    arXiv categories that a tool took for host names (http://cs.AI).
    """
    url = url.strip()
    if not url or url.startswith("#") or url in ("/", "./", "?"):
        return False
    refuse = _data()["refuse"]
    scheme = url.partition(":")[0].casefold()
    if scheme in refuse["schemes"] or fold(text).strip(" []()【】") in refuse["texts"]:
        return False
    if any(re.search(pattern, url, re.IGNORECASE) for pattern in refuse["addresses"]):
        return False
    return not _is_category(url)


def _is_category(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return True
    archive, _, category = host.partition(".")
    return (
        archive in _data()["refuse"]["categories"]
        and 0 < len(category) <= 3 + 6 * ("-" in category)
        and category.replace("-", "").isalpha()
        and parts.path in ("", "/")
        and not _is_country_host(archive, category)
    )


def _is_country_host(archive: str, category: str) -> bool:
    """Hosts such as math.ch exist, but never stand alone beside a paper's categories."""
    return len(archive) > 8 and len(category) == 2


def _by_text(text: str) -> str | None:
    folded = fold(text[: 4 * _BADGE_LENGTH]).strip(" []()【】（）:：")
    if not folded or len(folded) > _BADGE_LENGTH or len(folded.split()) > 4:
        return None
    for kind in _data()["order"]:
        if _word_pattern(kind).search(folded):
            return str(kind)
    return None


def _by_address(url: str) -> str | None:
    for kind, pattern in _address_patterns():
        if pattern.search(url):
            return kind
    return None


def _by_classes(classes: str) -> str | None:
    lowered = classes.casefold()
    if not lowered:
        return None
    for kind, names in _data()["classes"].items():
        if any(name in lowered for name in names):
            return str(kind)
    return None


@cache
def _data() -> dict[str, Any]:
    return load("extractor.papers", "data/links.toml")


@cache
def _word_pattern(kind: str) -> re.Pattern[str]:
    phrases = [fold(phrase) for phrase in _data()["words"][kind]]
    cjk = re.compile(f"[{CJK}]")
    western = "|".join(re.escape(phrase) for phrase in phrases if not cjk.search(phrase))
    eastern = "|".join(re.escape(phrase) for phrase in phrases if cjk.search(phrase))
    return re.compile("|".join(filter(None, (_WESTERN_EDGE.format(western), eastern))))


@cache
def _address_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (entry["type"], re.compile("|".join(entry["patterns"]), re.IGNORECASE))
        for entry in _data()["addresses"]
    )
