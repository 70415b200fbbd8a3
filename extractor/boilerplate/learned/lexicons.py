"""What the names of elements and the words of blocks say, by lists of learned weights."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise, repeat

import numpy as np

from extractor.boilerplate.learned.measures import Array, Measures
from extractor.records import Element

_WORD = re.compile(r"[a-z]+|\d+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_TEXT = re.compile(r"[^\W_]+|[©$€£>|]")
_LETTERS = "".join(chr(code) if chr(code).isalnum() else " " for code in range(128))
"""What ASCII text without signs that count is parted by: the same as by _TEXT, at a third."""
_HEAD = 120
"""Characters of a block whose words are looked up: what a block is for stands at its beginning."""

Lexicon = Mapping[str, float]
"""Log-odds of content that a token adds."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Sums of learned weights."""

    names: Array
    """Per element: of its own tag, class, id, role and itemprop."""
    words: Array
    """Per block: of its first words."""


def margins(measures: Measures, names: Lexicon, words: Lexicon) -> Margins:
    """The margins of every element and block of a page."""
    called = [sum(map(names.get, _name_tokens(*name), repeat(0.0))) for name in measures.names]
    spoken: list[float] = []
    weight = words.get
    for block in measures.document.blocks:
        said = _words(block.text)
        if said:
            both = sum(map(weight, dict.fromkeys(said), repeat(0.0)))
            spoken.append(both + weight(f"^{said[0]}", 0.0))
        else:
            spoken.append(0.0)
    return Margins(np.array(called, np.float32)[measures.called], np.array(spoken, np.float32))


def name_tokens(element: Element) -> list[str]:
    """What an element says of itself, each thing once: `t=tag`, `r=role`, `p=itemprop`, words of
    its classes and id, and neighbouring pairs of them."""
    return list(
        _name_tokens(element.tag, element.classes, element.id, element.role, element.itemprop)
    )


def _name_tokens(tag: str, classes: str, name: str, role: str, itemprop: str) -> Iterable[str]:
    found = [f"t={tag}"]
    if role:
        found.append(f"r={role.lower()}")
    if itemprop:
        found.append(f"p={itemprop.lower()}")
    if classes:
        words = [word[:_LONGEST] for word in classes.split()[:_NAMES]]
        found += chain.from_iterable(map(_taken_apart, words))
    if name:
        found += _taken_apart(name[:_LONGEST])
    return dict.fromkeys(found)


@lru_cache(maxsize=16_384)
def _taken_apart(name: str) -> tuple[str, ...]:
    """The words of a class or id, their pairs, and the whole where it is one word."""
    words = _WORD.findall(_HUMP.sub("-", name).lower())
    whole = [f"={words[0]}"] if len(words) == 1 else []
    return (*words, *[f"{one}-{two}" for one, two in pairwise(words)], *whole)


_NAMES, _LONGEST = 12, 60
"""Utility frameworks give an element dozens of classes; generated names are long."""


def word_tokens(text: str) -> list[str]:
    """The first words of a text, lower case, each once, and the first with its place."""
    words = _words(text)
    return [*dict.fromkeys(words), f"^{words[0]}"] if words else []


def _words(text: str) -> list[str]:
    head = text[:_HEAD].lower()
    if head.isascii() and not ("|" in head or ">" in head or "$" in head):
        return head.translate(_LETTERS).split()
    return _TEXT.findall(head)
