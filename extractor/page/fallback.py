"""What trafilatura and htmldate find where the page's head and bylines say nothing plain."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.papers.fields.dates import find_dates
from extractor.papers.fields.names import looks_like_authors
from extractor.records import Decoded, Document

MAX_LENGTH = 3_000_000
"""Longer markup is not read a second time for a date."""
_PERSON = 0.5
_AUTHOR_WORDS = ("author", "byline")
_ATTRIBUTE = re.compile(r"""(?:rel|itemprop|class|id)\s*=\s*["'][^"'<>]{0,60}$""")
_ATTRIBUTE_LENGTH = 80


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
    decoded: Decoded, document: Document, url: str | None, entered: frozenset[int]
) -> Guess:
    """Trafilatura's metadata, less what the page does not print or prints of a paper (`entered`
    are the blocks of entries): their authors are not the page's."""
    if len(decoded.text) > MAX_LENGTH or not document.blocks:
        return Guess()
    # Imported here: it costs a quarter of a second, and most pages do without it.
    from trafilatura.metadata import extract_metadata
    from trafilatura.utils import load_html

    tree = load_html(decoded.text)
    if tree is None:
        return Guess()
    try:
        found = extract_metadata(tree, default_url=url, extensive=False)
    except (ValueError, TypeError, AttributeError, RecursionError):
        # The library trips over odd attributes; the page itself is none the worse.
        return Guess()
    text = "\n".join(block.text for block in document.blocks if block.index not in entered)
    author = " ".join(found.author.split()) if found.author else None
    printed = _printed_date(found.date, text, decoded.text)
    return Guess(
        author=author if author and _is_author(author, text) else None,
        date=None if _is_a_papers(found.date, document, entered) else printed,
        site=found.sitename or None,
    )


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
