"""Mends labels of the persons in a citation: editors who are authors, words of the title."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from extractor.lexicon import load
from extractor.papers._tagger_tokens import Token
from extractor.papers.bare_names import LISTED

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
    """The labels, with the words behind a full stop that closes names with bare initials given to
    the title that follows, as in 'Lima A, Chen B. Slow Rivers: A Study'."""
    found = list(labelled)
    first = next((at for at, (label, _) in enumerate(found) if label == "B-author"), None)
    names = LISTED.match(text, tokens[first].start) if first is not None else None
    if first is None or names is None:
        return found
    last = first
    while last < len(found) and found[last][0].endswith("author"):
        last += 1
    title = last
    while title < len(found) and tokens[title].kind == "sign":
        title += 1
    opens = next((at for at in range(first, last) if tokens[at].start > names.end()), last)
    if opens == last or title == len(found) or found[title][0] != "B-title":
        return found
    for place in range(opens, title + 1):
        found[place] = ("B-title" if place == opens else "I-title", found[place][1])
    return found
