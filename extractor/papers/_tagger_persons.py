"""Tells authors from editors where the labels of a citation string make all persons editors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from extractor.lexicon import load
from extractor.papers._tagger_tokens import Token

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
