"""Embedded persons in the form in which an item prints them."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.papers.embedded.printed import key_of
from extractor.papers.fields.names import read_authors
from extractor.records import Author, Document, Reading

_MAX_LINE = 2000


def printed_authors(
    document: Document, blocks: Sequence[int], title: int, authors: Sequence[Author]
) -> Reading | None:
    """The line of an item that names just these persons, or their full names within a line; None
    where the item prints neither."""
    families = [key_of(_family(author)) for author in authors]
    straight = [key_of(f"{author.given or ''} {_family(author)}") for author in authors]
    for index in blocks if authors else ():
        text = document.blocks[index].text
        key = key_of(text) if len(text) <= _MAX_LINE else ""
        if not key or not all(family in key for family in families):
            continue
        people = read_authors(text).people if index != title else ()
        if _are(people, families):
            return Reading(people, index, 0, len(text))
        if all(name in key for name in straight):
            turned = tuple(_turned(author) for author in authors)
            return Reading(turned, index, 0, len(text))
    return None


def _family(author: Author) -> str:
    return author.family or author.name


def _are(people: Sequence[Author], families: Sequence[str]) -> bool:
    """Whether these are the persons of these family names, in order."""
    return len(people) == len(families) and all(
        family in key_of(person.name) for person, family in zip(people, families, strict=True)
    )


def _turned(author: Author) -> Author:
    """'Family, Given' as 'Given Family'."""
    if author.given and author.family:
        return Author(f"{author.given} {author.family}", author.given, author.family)
    return author
