"""What trafilatura and htmldate find where the page's head and bylines say nothing plain."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml.etree import SubElement
from lxml.html import Element, HtmlElement

from extractor.document.floods import has_flood
from extractor.papers.fields.dates import find_dates
from extractor.papers.fields.names import looks_like_authors
from extractor.records import Decoded, Document

MAX_LENGTH = 3_000_000
"""Longer markup is not read a second time for a date."""
_PERSON = 0.5
_AUTHOR_WORDS = ("author", "byline")
_ATTRIBUTE = re.compile(r"""(?:rel|itemprop|class|id)\s*=\s*["'][^"'<>]{0,60}$""")
_ATTRIBUTE_LENGTH = 80
_JSON = ("application/ld+json", "application/settings+json")
_NAMES = ("class", "id", "rel", "itemprop", "data-testid", "data-component")
_AUTHORS = re.compile(
    "uthor|byl|yline|BBL|username|channel-name|zuozhe|bianji|xiaobian|submitted-by|posted-by|"
    "journalist-name|screenname|writer"
)
"""Part of every name under which trafilatura (`xpaths.AUTHOR_XPATHS`) looks for an author."""


@dataclass(frozen=True, slots=True)
class Guess:
    """Author, date and site, each printed by the page."""

    author: str | None = None
    date: str | None = None
    site: str | None = None


def marks_an_author(decoded: Decoded) -> bool:
    """Whether the markup names an author in the ways that trafilatura looks for."""
    markup = decoded.text.lower()
    for word in _AUTHOR_WORDS:
        position = markup.find(word)
        while position >= 0:
            if _ATTRIBUTE.search(markup[max(0, position - _ATTRIBUTE_LENGTH) : position]):
                return True
            position = markup.find(word, position + 1)
    return False


def read_fallback(
    decoded: Decoded,
    document: Document,
    url: str | None,
    entered: frozenset[int],
    *,
    wants_author: bool = True,
    wants_date: bool = True,
) -> Guess:
    """Trafilatura's metadata, less what the page does not print or prints of a paper (`entered`
    are the blocks of entries): their authors are not the page's. The site's name, and author and
    date as far as they are wanted."""
    if len(decoded.text) > MAX_LENGTH or not document.blocks or _is_flooded(decoded, document):
        return Guess()
    # Imported here: it costs a quarter of a second, and most pages do without it.
    from trafilatura.metadata import extract_metadata
    from trafilatura.utils import load_html

    tree = load_html(decoded.text)
    if tree is None:
        return Guess()
    try:
        found = extract_metadata(
            _cut_down(tree, wants_author=wants_author), default_url=url, extensive=False
        )
        date = _date_in(tree, found.url, found.filedate) if wants_date else None
    except _TRIPS:
        # The libraries trip over odd pages; the page itself is none the worse.
        return Guess()
    text = "\n".join(block.text for block in document.blocks if block.index not in entered)
    author = " ".join(found.author.split()) if wants_author and found.author else None
    if _is_a_papers(date, document, entered):
        date = None
    return Guess(
        author=author if author and _is_author(author, text) else None,
        date=_printed_date(date, text, decoded.text),
        site=found.sitename or None,
    )


def _is_flooded(decoded: Decoded, document: Document) -> bool:
    """Whether the libraries' parser would take too long. A page that was read without a warning has
    no such tag."""
    if not document.warnings:
        return False
    return has_flood(decoded.utf8 or decoded.text.encode("utf-8", "replace"))


_TRIPS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError,
    ValueError,
)  # fmt: skip


def _date_in(tree: HtmlElement, url: str | None, latest: str | None) -> str | None:
    """The date as trafilatura asks htmldate for it."""
    from htmldate import find_date

    return find_date(
        tree, extensive_search=False, original_date=True, url=url, max_date=latest
    )  # fmt: skip


def _cut_down(tree: HtmlElement, *, wants_author: bool) -> HtmlElement:
    """What trafilatura looks at for the site's name and the author, and nothing else: the head,
    JSON-LD and, if wanted, elements named after authors in shells of the elements around them.

    It asks dear patterns about every element of a tree, more than once.
    """
    # An element that the tree makes would belong to its document, which absolute paths look at.
    kept: HtmlElement = Element("html")
    head = tree.find("head")
    whole: set[HtmlElement] = set()
    if head is not None:
        whole.add(head)
        shell = SubElement(kept, "head")
        shell.extend(
            deepcopy(child)
            for child in head
            if child.tag not in ("script", "style") or _may_tell(child)
        )
    shells = {tree: kept}
    for element in tree.iter(None if wants_author else "script"):
        if not _may_tell(element):
            continue
        missing = _up_to(element, shells, whole)
        if missing:
            shell = shells[missing[-1].getparent()]
            for outer in reversed(missing[1:]):
                shell = shells[outer] = SubElement(shell, outer.tag, dict(outer.attrib))
            shell.append(deepcopy(element))
            whole.add(element)
    return kept


def _up_to(
    element: HtmlElement, shells: Mapping[HtmlElement, HtmlElement], whole: Container[HtmlElement]
) -> list[HtmlElement]:
    """An element and those around it up to one with a shell; none where one of them is kept as a
    whole already."""
    missing: list[HtmlElement] = []
    around: HtmlElement | None = element
    while around is not None and around not in shells:
        if around in whole:
            return []
        missing.append(around)
        around = around.getparent()
    return missing if around is not None else []


def _may_tell(element: HtmlElement) -> bool:
    """Whether an element is JSON-LD, or one of more than those in which trafilatura looks for
    authors."""
    if element.tag == "script":
        return element.get("type") in _JSON
    if element.tag == "author":
        return True
    for name in _NAMES:
        value = element.get(name)
        if value and _AUTHORS.search(value):
            return True
    return False


def _is_author(author: str, text: str) -> bool:
    if looks_like_authors(author) < _PERSON:
        return False
    return all(name.strip() in text for name in author.split(";"))


def _is_a_papers(date: str | None, document: Document, entered: frozenset[int]) -> bool:
    """Whether an entry prints the date."""
    lines = (document.blocks[index].text for index in entered)
    return any(found.value == date for line in lines for found in find_dates(line))


def _printed_date(date: str | None, text: str, markup: str) -> str | None:
    """The guess where the page prints that day, in its text or in a machine-readable date."""
    if not date:
        return None
    if any(found.value == date for found in find_dates(text)):
        return date
    year, month, day = [*date.split("-"), "", ""][:3]
    pattern = re.compile(rf"{year}[-/.]?{month}[-/.]?{day}(?!\d)")
    return date if day and pattern.search(markup) else None
