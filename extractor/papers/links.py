"""The links inside a stretch of a block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from extractor.papers.fields.identifiers import identifiers_of_url
from extractor.papers.fields.links import is_entry_link, link_type, redirected
from extractor.records import Block, Link

_PRINTED = re.compile(r"https?://[^\s<>\"'，。；、！？）】》」\u4e00-\u9fff]+", re.IGNORECASE)
_BUTTON_WORDS = 3
_BUTTON = 30
_TYPE_OF_LABEL: Mapping[str, str] = MappingProxyType(
    {"code": "code", "project": "project", "data": "data", "video": "video"}
)


def links_in(block: Block, start: int, end: int, field: str | None = None) -> Iterator[Link]:
    """Links of `block.text[start:end]`, marked up or printed, in order, without what no entry has.

    `field` is the label before them, which tells the type where text and address do not.
    """
    covered: list[tuple[int, int]] = []
    found: list[tuple[int, Link]] = []
    for span in block.spans:
        if span.type == "link" and span.start < end and span.end > start:
            covered.append((span.start, span.end))
            text = block.text[span.start : span.end]
            if is_entry_link(span.value, text):
                found.append((span.start, _link(span.value, text, span.classes, field)))
        elif (
            span.type == "icon"
            and start <= span.start <= end
            and is_entry_link(span.value, span.label)
        ):
            found.append((span.start, _link(span.value, span.label, span.classes, field)))
    if "://" in block.text:
        for match in _PRINTED.finditer(block.text, start, end):
            if any(first <= match.start() < last for first, last in covered):
                continue
            # '[https://…](https://…)' is a link of Markdown, printed as such.
            url = match.group().partition("](")[0].rstrip(".,;:!?)'\"")
            if is_entry_link(url, url):
                found.append((match.start(), _link(url, url, "", field)))
    found.sort(key=lambda pair: pair[0])
    return (link for _, link in found)


def _link(url: str, text: str, classes: str, field: str | None) -> Link:
    url = redirected(url)
    kind = type_of_link(url, text, classes)
    labelled = _TYPE_OF_LABEL.get(field or "")
    if labelled and kind in ("other", "paper") and not identifiers_of_url(url):
        kind = labelled
    return Link(url, kind, text)


def type_of_link(url: str, text: str, classes: str = "") -> str:
    """What a link leads to. The words of a title ('… as Training Data', '短视频与县域旅游') do not
    tell."""
    narrow = len(text.encode("utf-8", "replace")) <= _BUTTON
    named = text if narrow and len(text.split()) <= _BUTTON_WORDS else ""
    return link_type(url, named, classes)


def unique(links: Iterable[Link]) -> tuple[Link, ...]:
    """Links by first appearance of their address."""
    seen: dict[str, Link] = {}
    for link in links:
        seen.setdefault(link.url.rstrip("/"), link)
    return tuple(seen.values())


def identifiers_of(links: Iterable[Link]) -> dict[str, str]:
    """Identifiers in the addresses of an entry's own paper links; the first of a kind counts."""
    found: dict[str, str] = {}
    for link in links:
        if link.type in ("paper", "pdf", "other"):
            for kind, value in identifiers_of_url(link.url).items():
                put_identifier(found, kind, value)
    return found


def put_identifier(found: dict[str, str], kind: str, value: str) -> None:
    """Enters an identifier; the first of a kind counts, unless it is this one with something behind
    it, as the paths of sites have it: '10.1234/abc' for '10.1234/abcv2' and '10.1234/abc.full'."""
    known = found.setdefault(kind, value)
    behind = known.removeprefix(value) if kind == "doi" else known
    if behind not in ("", known) and not (behind[0].isdigit() and value[-1:].isdigit()):
        found[kind] = value
