"""Tells what the links of an entry lead to, and which links belong to no entry.

The words of a link say most (论文, code, slides), then its address, then the class of its icon.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

from extractor.lexicon import fold, load
from extractor.papers.fields._patterns import AnyPattern, any_of, holds_any, shortest
from extractor.papers.fields._text import folded_if_short, has_cjk
from extractor.papers.once import once_a_page

_BADGE_LENGTH = 40
_GENERIC = frozenset({"paper", "pdf"})
_WESTERN_EDGE = r"(?<![a-z0-9])(?:{})(?![a-z0-9])"


@once_a_page
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
    # '(Poster) Deep Rivers' is a title and no button.
    titled = said == "other" and address == "paper" and text.count(" ") > 1
    if said and not titled:
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
    scheme = url.partition(":")[0].casefold()
    if scheme in _refused("schemes"):
        return False
    if folded_if_short(text).strip(" []()【】") in _refused("texts"):
        return False
    return not _refused_addresses().stands_in(url.lower()) and not _is_category(url)


def redirected(url: str) -> str:
    """Where an address leads that a tool put in front of the real one, as exports of documents do:
    'https://www.google.com/url?q=https://…'; any other address as it is."""
    if "=http" not in url.casefold() or not _redirect_path().search(url):
        return url
    try:
        parts = urlsplit(url)
        values = parse_qs(parts.query, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return url
    found = (value for name in _redirects()["parameters"] for value in values.get(name, ()))
    return next((value for value in found if value.startswith(("https://", "http://"))), url)


_MOST_FIELDS = 30


@cache
def _redirects() -> dict[str, list[str]]:
    redirects: dict[str, list[str]] = _data()["redirects"]
    return redirects


@cache
def _redirect_path() -> re.Pattern[str]:
    return re.compile(rf"/{any_of(_redirects()['paths'])}\?", re.IGNORECASE)


def _is_category(url: str) -> bool:
    if not _may_be_category().search(url):
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return True
    archive, _, category = host.partition(".")
    return (
        archive in _refused("categories")
        and 0 < len(category) <= 3 + 6 * ("-" in category)
        and category.replace("-", "").isalpha()
        and parts.path in ("", "/")
        and not _is_country_host(archive, category)
    )


def _is_country_host(archive: str, category: str) -> bool:
    """Hosts such as math.ch exist, but never stand alone beside a paper's categories."""
    return len(archive) > 8 and len(category) == 2


def _by_text(text: str) -> str | None:
    folded = folded_if_short(text[: 4 * _BADGE_LENGTH]).strip(" []()【】（）:：")
    if not folded or len(folded) > _BADGE_LENGTH or folded.count(" ") > 3:
        return None
    if not _any_word().search(folded):
        return None
    return next((kind for kind, pattern in _word_patterns() if pattern.search(folded)), None)


def _by_address(url: str) -> str | None:
    lowered = url.lower()
    for kind, pattern in _address_patterns():
        if pattern.stands_in(lowered):
            return kind
    return None


def _by_classes(classes: str) -> str | None:
    lowered = classes.casefold()
    if not lowered or not _any_class().search(lowered):
        return None
    for kind, names in _data()["classes"].items():
        if holds_any(lowered, names):
            return str(kind)
    return None


@cache
def _data() -> dict[str, Any]:
    return load("extractor.papers", "data/links.toml")


@cache
def _any_class() -> re.Pattern[str]:
    return re.compile(any_of(name for names in _data()["classes"].values() for name in names))


@cache
def _refused(key: str) -> frozenset[str]:
    return frozenset(_data()["refuse"][key])


@cache
def _refused_addresses() -> AnyPattern:
    return AnyPattern.of(_data()["refuse"]["addresses"])


@cache
def _may_be_category() -> re.Pattern[str]:
    """What stands in every address that is a category, and in those that cannot be parsed."""
    archives = any_of(_data()["refuse"]["categories"])
    return re.compile(rf"//(?:[^/?#\s]*@)?{archives}\.|[^!-Z^-~]", re.IGNORECASE)


@cache
def _word_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Kinds in order, and the pattern of their words."""
    return tuple((kind, _word_pattern(_words(kind))) for kind in _data()["order"])


@cache
def _any_word() -> re.Pattern[str]:
    """The words of all kinds, wherever they stand: most texts have none."""
    words = [word for kind in _data()["order"] for word in _words(kind)]
    return re.compile(any_of(shortest(words)))


def _words(kind: str) -> list[str]:
    return [fold(phrase) for phrase in _data()["words"][kind]]


def _word_pattern(phrases: list[str]) -> re.Pattern[str]:
    western = any_of(phrase for phrase in phrases if not has_cjk(phrase))
    eastern = any_of(filter(has_cjk, phrases))
    return re.compile("|".join(filter(None, (_WESTERN_EDGE.format(western), eastern))))


@cache
def _address_patterns() -> tuple[tuple[str, AnyPattern], ...]:
    entries = _data()["addresses"]
    return tuple((entry["type"], AnyPattern.of(entry["patterns"])) for entry in entries)
