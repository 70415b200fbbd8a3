"""Reads lists of persons.

A name is kept as printed, inversion included; given and family name are filled only where the
order is sure (an inverted name, initials, a known family or given name).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.papers.fields._author_split import cut, label_of_title
from extractor.papers.fields._inverted_names import is_unknown
from extractor.papers.fields._name_lists import listed
from extractor.papers.fields._organisations import is_organisation
from extractor.papers.fields._persons import author, cleaned, score
from extractor.papers.fields._text import folded_if_short
from extractor.papers.once import once_a_page
from extractor.records import Author

_LETTER = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\d{4}")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LIST_LENGTH = 20_000
_SAMPLE = 400


@dataclass(frozen=True, slots=True)
class Authors:
    """A list of persons as printed."""

    people: tuple[Author, ...]
    truncated: bool
    """The list says that there are more: et al., 等, '...', 'and 4 more authors'."""


@once_a_page
def read_authors(text: str, *, strip_lead: bool = True, cited: bool = False) -> Authors:
    """The persons of an author list, in order.

    Marks, affiliations in brackets, e-mail addresses, degrees and organisations are left out;
    with `strip_lead` also 'by', 'with', '作者：' in front. `cited`: the list opens a citation, so
    that 'Zhang, Tong' is one person. No plausibility is asked for: that is `looks_like_authors`.
    Text beyond 20,000 characters is not read.
    """
    pieces, truncated = cut(text[:_LIST_LENGTH], strip_lead=strip_lead, cited=cited)
    people = [author(piece) for piece in _without_full_stop(pieces)]
    return Authors(tuple(person for person in people if _is_person(person.name)), truncated)


def ends_in_title_label(text: str) -> bool:
    """Whether a text ends in the label of a title, with its colon: '苏瑶，2023届，学位论文：'."""
    text = text.rstrip(' 《「『“"')
    return text.endswith((":", "：")) and label_of_title().search(text) is not None


def _without_full_stop(pieces: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The names of a list, the last one without the full stop that ends the list, where the
    initials of all others have none: 'Lei G, Hou Y, Zhen P.'."""
    if len(pieces) < _SEVERAL or not _STOPPED.search(pieces[-1][-1]):
        return pieces
    if not all(_UNSTOPPED.search(piece[-1]) for piece in pieces[:-1]):
        return pieces
    *front, last = pieces[-1]
    return [*pieces[:-1], (*front, last[:-1])]


_SEVERAL = 2
_STOPPED, _UNSTOPPED = re.compile(r"\s[A-Z]{1,3}\.$"), re.compile(r"\s[A-Z]{1,3}$")


def _is_person(name: str) -> bool:
    if len(name) > 80 or not _LETTER.search(name) or any(map(str.isdigit, name)):
        return False
    if _CATEGORY.fullmatch(name) or (" " in name and name.casefold() in listed("kinds")):
        return False
    return len(name.split()) <= 8 and not is_organisation(name)


# 'cs.LG', 'stat.ML', which digests print beside the persons.
_CATEGORY = re.compile(r"[a-z-]{2,8}\.[A-Za-z-]{2,}")


def _is_prose(text: str) -> bool:
    """Whether so many words are in lower case that the text cannot be names alone."""
    tokens = text[:_SAMPLE].split()
    return sum(map(str.islower, tokens)) > 2 + 0.45 * len(tokens)


def _holds_year(text: str) -> bool:
    return _DIGITS.search(text) is not None and _YEAR.search(text) is not None


def _in_capitals(pieces: list[str]) -> bool:
    """Whether all names are written 'LIMA A', as GB/T 7714 has it; one alone may be anything."""
    if not all(map(_CAPITALS.fullmatch, pieces)):
        return False
    return len(pieces) > 1 or len(pieces[0].split()[0]) > _LONGEST_ACRONYM


def _with_small_letters(piece: str) -> str:
    first, *rest = piece.split()
    return " ".join((first.capitalize(), *rest))


_CAPITALS = re.compile(r"[A-Z][A-Z'’-]{1,20}(?: [A-Z]){1,3}|[A-Z][A-Z'’-]{1,20} [A-Z]{1,3}")
_LONGEST_ACRONYM = 4


@once_a_page
def looks_like_authors(text: str) -> float:
    """How plausible it is that `text` is nothing but a list of persons, 0 to 1."""
    # Beside others, 'Peter Lang' is a person; alone, he publishes.
    if _is_prose(text) or folded_if_short(text.strip(_EDGES)) in listed("publishers"):
        return 0.0
    pieces, truncated = cut(text[:_LIST_LENGTH])
    named = [piece for piece in pieces if _LETTER.search(piece[0])]
    if not named:
        return 0.0
    if _in_capitals([", ".join(piece) for piece in named]):
        named = [tuple(map(_with_small_letters, piece)) for piece in named]
    scores = [score(", ".join(map(cleaned, piece)), inverted=len(piece) == 2) for piece in named]
    mean = sum(scores) / len(scores)
    doubtful = sum(each < 0.2 for each in scores) / len(scores)
    # One odd name in a long list of sure ones may be a rare name; otherwise doubt weighs double.
    sure = sum(each > 0.7 for each in scores)
    value = mean * (1 - doubtful) ** (1 if sure >= 3 and doubtful < 0.35 else 2)
    if not doubtful:
        value += (1 - value) * min(0.5, 0.15 * (len(named) - 1) + 0.5 * truncated)
    if len(named) < len(pieces) or _holds_year(text):
        value *= 0.85
    if len(named) == 1 and is_unknown(named[0]):
        value = min(value, _UNKNOWN)
    return round(min(1.0, value), 3)


_EDGES = " ,.;:"
_UNKNOWN = 0.49
"""How much two unknown words read as a person, 'Holzapfel, Annegret'."""
