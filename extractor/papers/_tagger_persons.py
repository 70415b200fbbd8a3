"""Mends labels of the persons in a citation: editors who are authors, words of the title."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from extractor.lexicon import load
from extractor.papers._tagger_tokens import Token
from extractor.papers.bare_names import INVERTED, LISTED, ONE_BARE

_BESIDE = 3
"""Tokens beside a person's name where it may say that he edits."""


@cache
def _editing() -> frozenset[str]:
    return frozenset(load("extractor.papers", "data/tagger.toml")["editing"].split())


def with_authors(
    tokens: Sequence[Token], labelled: Sequence[tuple[str, float]]
) -> list[tuple[str, float]]:
    """The labels, with the persons as authors where no other author is named and no word says
    that they edit. A work has authors; long lists of unusual names are taken for editors at times.
    """
    places = [place for place, (label, _) in enumerate(labelled) if label == "editor"]
    if not places or any(label.endswith("author") for label, _ in labelled):
        return list(labelled)
    near = tokens[max(0, places[0] - _BESIDE) : places[-1] + 1 + _BESIDE]
    if any(token.text.casefold() in _editing() for token in near):
        return list(labelled)
    found = list(labelled)
    for place in places:
        opens = place == 0 or labelled[place - 1][0] != "editor"
        found[place] = ("B-author" if opens else "I-author", labelled[place][1])
    return found


def with_titles(
    tokens: Sequence[Token], labelled: Sequence[tuple[str, float]], text: str
) -> list[tuple[str, float]]:
    """The labels, with the words behind names with initials given to the title that follows, as in
    'Lima A, Chen B. Slow Rivers: A Study' and 'Lima, A. Rivers: A Study'.
    """
    found = list(labelled)
    first = next((at for at, (label, _) in enumerate(found) if label == "B-author"), None)
    if first is None:
        return found
    last = first
    while last < len(found) and found[last][0].endswith("author"):
        last += 1
    title = last
    while title < len(found) and tokens[title].kind == "sign":
        title += 1
    follows = title < len(found) and found[title][0] == "B-title"
    given = _given_names(tokens, found, last, title) if follows else title
    if given > title:
        return _with_given(tokens, found, last, given)
    start = tokens[first].start
    end = _names_end(text, start, follows=follows)
    opens = next((at for at in range(first, last) if tokens[at].start >= end > 0), last)
    while opens < last and tokens[opens].text == ".":
        opens += 1
    if opens == last or not (LISTED.match(text, start) or _are_words(tokens[opens:last])):
        return found
    if not follows and any(label.endswith("title") for label, _ in found):
        return found
    for place in range(opens, title + 1 if follows else last):
        found[place] = ("B-title" if place == opens else "I-title", found[place][1])
    return found


def _with_given(
    tokens: Sequence[Token], found: list[tuple[str, float]], last: int, given: int
) -> list[tuple[str, float]]:
    """The labels with the tokens up to `given` as authors, and the year in brackets behind."""
    for place in range(last, given):
        found[place] = ("I-author", found[place][1])
    opens = given + 1
    if tokens[given].text == "(":
        while opens < len(tokens) and tokens[opens - 1].text != ")":
            opens += 1
        for place in range(given, opens):
            found[place] = ("year", found[place][1])
    if opens < len(found) and found[opens][0] == "I-title":
        found[opens] = ("B-title", found[opens][1])
    return found


def _names_end(text: str, start: int, *, follows: bool) -> int:
    """Where names with initials end that a list of persons begins with; 0 where it has none.

    One such name alone may be the first half of 'Donald E. Knuth': only where no title follows.
    """
    names = LISTED.match(text, start) or INVERTED.match(text, start)
    if names is None and not follows:
        names = ONE_BARE.match(text, start)
    return names.end() if names is not None else 0


def _given_names(
    tokens: Sequence[Token], found: list[tuple[str, float]], last: int, title: int
) -> int:
    """Where the title begins behind given names that are a part of it: 'Lima, Ann: A Study' and
    'Lima, Ann (2006) “A Study”'; `title` where it has none."""
    # The comma goes with the family name.
    comma = last - 1 if title == last else last
    if comma < 1 or tokens[comma].text != ",":
        return title
    # Behind further persons only initials are sure to be a name: 'Lima, A, Chen, BD: A Study'.
    alone = found[comma - 1][0] == "B-author"
    if not alone and not (found[comma - 1][0] == "I-author" and _is_name(tokens[comma - 1])):
        return title
    fits = _is_name if alone else _is_initials
    end = title
    while end < len(tokens) and end - title < _MOST_GIVEN and fits(tokens[end]):
        end += 1
    if end == title or end + 1 >= len(tokens) or tokens[end].text not in (":", "("):
        return title
    if tokens[end].text == "(" and not tokens[end + 1].text.isdigit():
        return title
    return end


def _is_name(token: Token) -> bool:
    return token.kind == "word" and token.text[0].isupper() and not token.text.isupper()


def _is_initials(token: Token) -> bool:
    return token.kind == "word" and token.text.isupper() and len(token.text) <= _MOST_INITIALS


_MOST_GIVEN, _MOST_INITIALS = 2, 3


def _are_words(tokens: Sequence[Token]) -> bool:
    """Whether tokens are words of a title, no further names: none is an initial or parts names."""
    first, *rest = tokens
    return first.text not in _PART_NAMES and not any(
        (len(token.text) == 1 and token.text.isupper()) or token.text in _PART_NAMES
        for token in (rest if first.text == "A" else tokens)[:-1]
    )


_PART_NAMES = frozenset((",", ";", "&", "and", "et"))
