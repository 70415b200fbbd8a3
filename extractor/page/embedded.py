"""What the head embeds: JSON-LD, Open Graph, citation_*, Dublin Core, plain meta."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any

from extractor import lexicon
from extractor.document.json_ld import parse_json_ld
from extractor.papers.fields.dates import read_date
from extractor.records import Head

_ARTICLE = re.compile(r"Article|Posting|WebPage|Thesis|Book|Report|Course|CreativeWork|QAPage")
_MAX_NODES = 500

TITLES = ("citation_title", "og:title", "twitter:title", "dc.title", "dcterms.title", "headline")
AUTHORS = ("citation_author", "author", "article:author", "dc.creator", "dcterms.creator", "byl")
DATES = (
    "article:published_time", "citation_publication_date", "citation_date", "datepublished",
    "og:published_time", "dc.date", "dcterms.created", "dc.date.issued", "pubdate", "publishdate",
    "publish_date", "parsely-pub-date", "date",
    "weibo: article:create_at", "bytedance:published_time",
)  # fmt: skip
SITES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "citation_publisher")


@dataclass(frozen=True, slots=True)
class Embedded:
    """The page's own metadata as embedded."""

    title: str | None = None
    author: str | None = None
    date: str | None = None
    site: str | None = None
    publisher: str | None = None
    sells: bool = False
    """Whether the page says that it is about a product."""


def read_embedded(head: Head) -> Embedded:
    """Meta elements first, since pages keep them truer than their JSON-LD; then JSON-LD."""
    everything = list(json_ld_nodes(head))
    nodes = [node for node in everything if _ARTICLE.search(str(node.get("@type", "")))]
    publisher = _names(nodes, "publisher")
    return Embedded(
        title=_unescaped(head.get(*TITLES) or _first(nodes, "headline")),
        author=_authors(head) or _names(nodes, "author"),
        date=_date(head.get(*DATES) or _first(nodes, "datePublished")),
        site=_unescaped(head.get(*SITES) or publisher),
        publisher=_unescaped(publisher),
        sells=not nodes
        and (
            (head.get("og:type") or "").startswith("product")
            or any("Product" in str(node.get("@type", "")) for node in everything)
        ),
    )


def _unescaped(text: str | None) -> str | None:
    """A text without the references that pages escape twice, and in JSON: 'Reed &amp; Sons'."""
    return unescape(text) if text and "&" in text else text


def json_ld_nodes(head: Head) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, those in `@graph` and lists included."""
    for source in head.json_ld:
        stack: list[Any] = [parse_json_ld(source)]
        count = 0
        while stack and count < _MAX_NODES:
            node = stack.pop()
            count += 1
            if isinstance(node, list):
                stack.extend(reversed(node))
            elif isinstance(node, dict):
                yield node
                stack.append(node.get("@graph"))


def _first(nodes: list[dict[str, Any]], key: str) -> str | None:
    for node in nodes:
        value = node.get(key)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return None


def _names(nodes: list[dict[str, Any]], key: str) -> str | None:
    for node in nodes:
        value = node.get(key)
        entries = value if isinstance(value, list) else [value]
        names = []
        for entry in entries[:50]:
            name = entry.get("name") if isinstance(entry, dict) else entry
            if isinstance(name, str) and name.strip() and not name.startswith("http"):
                names.append(" ".join(name.split()))
        names = [name for each in names if (name := _as_name(each))] if key == "author" else names
        if names:
            return _joined(names)
    return None


def _authors(head: Head) -> str | None:
    for name in AUTHORS:
        values = [value for each in head.all(name) if (value := _as_name(each))]
        if values:
            return _joined(values)
    return None


def _joined(names: list[str]) -> str:
    """Different names in one line; semicolons part those that have commas."""
    different = list(dict.fromkeys(names))
    inverted = len(different) > 1 and any("," in name for name in different)
    return ("; " if inverted else ", ").join(different)


def _as_name(value: str) -> str | None:
    """A name without the signs and empty parts around it; None for what templates leave there."""
    text = " ".join(unescape(value).split()).strip(" ,;|")
    if text.startswith(("http:", "https:")) or text.isdecimal() or _VARIABLE.fullmatch(text):
        return None
    parts = [part.strip() for part in text.split(",")]
    kept = [part for part in parts if part and lexicon.fold(part) not in _no_names()]
    return ", ".join(kept) or None


_VARIABLE = re.compile(r"[\w-]+(?:\.[\w-]+){2,}|[{%$\[<].*[}%$\]>]")
"""'page.extra.author', '{{ author }}'."""


@cache
def _no_names() -> frozenset[str]:
    """What engines and templates write where a name belongs."""
    load = lexicon.load
    engines = load("extractor.page.data", "printed.toml")["engines"]
    return frozenset((*engines, *load("extractor.page.data", "bylines.toml")["none"]))


def _date(text: str | None) -> str | None:
    return read_date(text) if text else None
