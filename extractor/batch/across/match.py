"""Whether two mentions are the same paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extractor.batch.across.mention import Mention

_LONG, _LONG_CJK = 18, 8
"""Letters from which a title says enough without authors; a Chinese character is half a word."""
_FUZZY_LENGTH = 24
"""Letters from which a title may have misprints."""
_MISPRINTS, _MISPRINTS_ALONE = 3, 2
"""Letters that differ at most, with agreeing authors and without any: another word is another
work."""
_SAME_IDENTIFIER = 55.0
"""Likeness (0 to 100) below which one identifier on two titles is a mistake of a page."""
_YEARS, _YEARS_FUZZY = 2, 1
"""A preprint is older than the paper."""


def same_identifier(one: Mention, other: Mention) -> bool:
    """For mentions that share an identifier: whether the titles do not speak against it."""
    if _contradict(one, other):
        return False
    likeness = max(
        (fuzz.token_set_ratio(a, b) for a in one.titles for b in other.titles), default=0.0
    )
    partial = max((fuzz.partial_ratio(a, b) for a in one.titles for b in other.titles), default=0.0)
    if max(likeness, partial) >= _SAME_IDENTIFIER:
        return True
    # Titles in two languages are not alike.
    scripts = {title.isascii() for mention in (one, other) for title in mention.titles}
    return len(scripts) == 2 and authors_agree(one.authors, other.authors) is not False


def same_title(one: Mention, other: Mention) -> bool:
    """Whether titles, authors and years agree."""
    authors = authors_agree(one.authors, other.authors)
    if authors is False or _contradict(one, other):
        return False
    apart = abs(one.year - other.year) if one.year and other.year else None
    facts = _Facts(
        authors=authors is True,
        first_author=authors_agree(one.authors[:1], other.authors[:1]) is True,
        years_known=apart is not None,
        apart=apart or 0,
    )
    return any(
        _equal(a, facts) if a.title == b.title else _alike(a, b, facts) or _cut(a, b, facts)
        for a in _titles(one)
        for b in _titles(other)
        if a.numbers == b.numbers
    )


@dataclass(frozen=True, slots=True)
class _Facts:
    """What two mentions have in common besides the title."""

    authors: bool
    first_author: bool
    years_known: bool
    apart: int
    """Years; 0 also where one is not known."""


@dataclass(frozen=True, slots=True)
class _Title:
    title: str
    head: str
    numbers: tuple[str, ...]


def _titles(mention: Mention) -> list[_Title]:
    fields = zip(mention.titles, mention.heads, mention.numbers, strict=True)
    return [_Title(*each) for each in fields]


def _equal(title: _Title, facts: _Facts) -> bool:
    """For one title: whether it is long enough to be that of one paper."""
    enough = _LONG if title.title.isascii() else _LONG_CJK
    if len(title.title) >= enough:
        return facts.apart <= _YEARS
    return facts.first_author and facts.years_known and facts.apart <= _YEARS_FUZZY


def _alike(a: _Title, b: _Title, facts: _Facts) -> bool:
    """Whether one title is the other with misprints."""
    if facts.apart > _YEARS_FUZZY or min(len(a.title), len(b.title)) < _FUZZY_LENGTH:
        return False
    most = _MISPRINTS if facts.authors else _MISPRINTS_ALONE
    return Levenshtein.distance(a.title, b.title, score_cutoff=most) <= most


def _cut(a: _Title, b: _Title, facts: _Facts) -> bool:
    """Whether one title is the other without its subtitle."""
    whole = (a.title == a.head) + (b.title == b.head)
    if whole != 1 or facts.apart > _YEARS_FUZZY or min(len(a.head), len(b.head)) < _FUZZY_LENGTH:
        return False
    if not facts.authors:
        return a.head == b.head and facts.years_known and facts.apart == 0
    most = _MISPRINTS_ALONE
    return Levenshtein.distance(a.head, b.head, score_cutoff=most) <= most


def _contradict(one: Mention, other: Mention) -> bool:
    mine, theirs = one.single, other.single
    return any(theirs.get(scheme, value) != value for scheme, value in mine.items())


def authors_agree(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> bool | None:
    """Whether half of the shorter list is in the longer; None where either is empty."""
    fewer, more = sorted((one, other), key=len)
    if not fewer:
        return None
    agreeing = sum(any(names & each for each in more) for names in fewer)
    return 2 * agreeing >= len(fewer)
