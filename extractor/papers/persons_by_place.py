"""Persons whom no list of names knows, told by where they stand and by the form of their names."""

from __future__ import annotations

import re

from extractor.papers.fields.names import looks_like_authors, read_authors
from extractor.records import Author

_PERSONS = 0.4
_FEWEST, _MOST_PERSONS = 3, 80
"""Characters of the persons."""


def persons_by_place(text: str, fewest: int = _FEWEST) -> tuple[Author, ...]:
    """The persons in a text that stands where persons do; none in one that names nobody, or has
    less than `fewest` characters."""
    if not fewest <= len(text) <= _MOST_PERSONS or any(map(str.isdigit, text)):
        return ()
    people = read_authors(text).people
    if looks_like_authors(text) >= _PERSONS:
        return people
    named = sum(len(person.name) for person in people)
    formed = bool(people) and all(_FORM.fullmatch(person.name) for person in people)
    if people and not formed and all(_HANGUL.fullmatch(person.name) for person in people):
        # Any short Korean word has the form of a name.
        known = sum(person.family is not None for person in people)
        formed = len(people) > 1 and known * 2 >= len(people)
    return people if formed and named >= len(text) * _NAMED else ()


_NAMED = 0.6
"""Share of the text that names are: what parts them is short."""
_HANGUL = re.compile("[\uac00-\ud7a3]{2,4}")
# A name in ideographs and kana, in katakana or in Latin letters.
_FORM = re.compile(
    r"[\u4e00-\u9fff\u3005]{1,3} ?"
    r"(?:[\u4e00-\u9fff\u3005]{1,3}|[\u3041-\u3096]{2,4}|[\u30a1-\u30fa\u30fc]{2,5})"
    r"|[\u30a1-\u30fa\u30fc]{2,10}(?:[\u30fb ][\u30a1-\u30fa\u30fc]{2,10})+"
    r"|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}"
)
