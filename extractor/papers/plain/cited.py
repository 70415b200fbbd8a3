"""Lines that are whole citations: title, persons and the rest in one."""

from __future__ import annotations

import re

from extractor.papers.fields.titles import title_likeness
from extractor.papers.prose import is_prose
from extractor.papers.tagger import TaggedCitation

_SIGNS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\bet al\b|[^\W\d_],\s.*[^\W\d_],\s|[,.]\s+[A-Z]\.")
_SHORTEST, _LONGEST = 30, 900
_RECORD = re.compile(r"@[A-Za-z]{3,20}\s?\{")
_SURE, _LIKE, _UNPARTED = 0.6, 0.3, -2.0


def is_record(text: str) -> bool:
    """Whether a line is a BibTeX record, which pages print below the item it repeats."""
    return _RECORD.match(text) is not None


def may_be_cited(text: str) -> bool:
    """Whether a line may be a whole citation: a cheap look before it is tagged."""
    if not _SHORTEST <= len(text) <= _LONGEST or is_record(text):
        return False
    return _SIGNS.search(text) is not None and not is_prose(text, shortest=80, per_word=80)


def citation_score(text: str, tagged: TaggedCitation) -> float | None:
    """Log-odds that a line is a whole citation; None where it names no title or no persons."""
    title = tagged.first("title")
    people = tagged.first("author")
    if title is None or people is None:
        return None
    value = 4.0 * (tagged.confidence - _SURE)
    value += 2.0 * (title_likeness(text[title.start : title.end]) - _LIKE)
    value += 0.7 * ("year" in tagged.fields) + 0.5 * ("venue" in tagged.fields)
    first, second = sorted((title, people), key=lambda segment: segment.start)
    if not text[first.end : second.start].strip():
        # Where no sign parts them, the places of cuts are the better guide.
        value += _UNPARTED
    return value
