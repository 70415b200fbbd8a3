"""One citation string cut into persons, title and the rest by its punctuation.

A plain reading, good for strings in which sentences part the fields; it reads what no markup
tells apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.papers.fields.names import looks_like_authors
from extractor.papers.fields.titles import title_likeness
from extractor.papers.fields.venues import venue_likeness

MAX_LENGTH = 1500
_BOUNDARIES = 14
_BOUNDARY = re.compile(
    r"(?<=[^\W\d_][^\W\d_])[.。]\s*|(?<=\s[A-Z])\.\s+(?=[A-Z\"“][a-z]?)|[.]?\s*\(\d{4}[a-z]?\)[.:,]?\s*|"
    r"\s*[:：]\s+|,?\s*(?=[\"“”'‘《「])|[.,]?\s*\[[A-Z]\]\s*[.,]?|(?<=al)\.,?\s+|,\s+"
)
_TITLE_END = re.compile(
    r"(?<=[^.\s]{2})[.。]\s*(?=[A-Z\d\"“\[(*]|In\b|arXiv|$|[\u4e00-\u9fff])|(?<=[?!？！])\s+|"
    r",?[\"”’》」]\s*[,.]?|\s*\[[A-Z](?:/[A-Z]{2})?\]|,\s+(?=in\b|In\b|arXiv|Proc|(?:19|20)\d\d)|\s+\((?=(?:19|20)\d\d)"
)
_QUOTES = '"“”‘《「'


@dataclass(frozen=True, slots=True)
class Citation:
    """Spans in a citation string; persons may be missing (an empty span)."""

    authors: tuple[int, int]
    title: tuple[int, int]
    rest: int
    """Where the text behind the title starts."""
    score: float


def read_citation(text: str) -> Citation | None:
    """The most plausible cut of `text`; None where no part of it reads as a title."""
    if len(text) > MAX_LENGTH:
        return None
    best: Citation | None = None
    for citation in _cuts(text):
        if best is None or citation.score > best.score:
            best = citation
    return best


def _cuts(text: str) -> Iterator[Citation]:
    yield from _title_from(text, (0, 0), 0, 0.0)
    for count, boundary in enumerate(_BOUNDARY.finditer(text)):
        if count >= _BOUNDARIES or boundary.end() >= len(text):
            return
        if boundary.start() < 3:
            continue
        likeness = looks_like_authors(text[: boundary.start()])
        if likeness >= 0.35:
            yield from _title_from(text, (0, boundary.start()), boundary.end(), likeness)


def _title_from(
    text: str, authors: tuple[int, int], start: int, likeness: float
) -> Iterator[Citation]:
    quoted = start < len(text) and text[start] in _QUOTES
    ends = 0
    for match in _TITLE_END.finditer(text, start + 1):
        if quoted and match.group().strip(" ,.") not in ('"', "”", "’", "》", "」"):
            continue
        yield _scored(text, authors, (start, match.start()), match.end(), likeness, quoted=quoted)
        ends += 1
        if quoted or ends == 3:
            return
    if not quoted:
        yield _scored(text, authors, (start, len(text)), len(text), likeness, quoted=False)


def _scored(
    text: str, authors: tuple[int, int], title: tuple[int, int], rest: int, likeness: float,
    *, quoted: bool,
) -> Citation:  # fmt: skip
    words = text[title[0] : title[1]]
    score = title_likeness(words) + 1.2 * likeness + 0.5 * quoted
    score -= 0.8 * looks_like_authors(words) + 0.6 * max(0.0, venue_likeness(words) - 0.5)
    return Citation(authors, title, rest, score)
