"""What the names of elements and the words of blocks say, by lists of learned weights."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extractor.boilerplate.learned.measures import Array, Measures
from extractor.records import Element

_WORD = re.compile(r"[a-z]+|\d+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_TEXT = re.compile(r"[^\W_]+|[©$€£>|]")
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
    document = measures.document
    known: dict[tuple[str, str, str, str, str], float] = {}
    parts: dict[str, tuple[str, ...]] = {}
    own: list[float] = []
    name_weight, word_weight = names.get, words.get
    for element in document.elements:
        key = (element.tag, element.classes, element.id, element.role, element.itemprop)
        value = known.get(key)
        if value is None:
            tokens = name_tokens(element, parts)
            value = known[key] = sum([name_weight(token, 0.0) for token in tokens])
        own.append(value)
    spoken = [
        sum([word_weight(token, 0.0) for token in word_tokens(block.text)])
        for block in document.blocks
    ]
    return Margins(np.array(own, np.float32), np.array(spoken, np.float32))


def name_tokens(element: Element, parts: dict[str, tuple[str, ...]] | None = None) -> list[str]:
    """What an element says of itself, each thing once: `t=tag`, `r=role`, `p=itemprop`, words of
    its classes and id, and neighbouring pairs of them.

    `parts` remembers what single names were taken apart into.
    """
    known = {} if parts is None else parts
    found = {f"t={element.tag}": None}
    if element.role:
        found[f"r={element.role.lower()}"] = None
    if element.itemprop:
        found[f"p={element.itemprop.lower()}"] = None
    for name in (*element.classes.split()[:_NAMES], element.id):
        if name:
            taken = known.get(name)
            if taken is None:
                taken = known[name] = _taken_apart(name)
            found.update(dict.fromkeys(taken))
    return list(found)


def _taken_apart(name: str) -> tuple[str, ...]:
    """The words of a class or id, their pairs, and the whole where it is one word."""
    words = _WORD.findall(_HUMP.sub("-", name[:_LONGEST]).lower())
    whole = [f"={words[0]}"] if len(words) == 1 else []
    return (*words, *[f"{one}-{two}" for one, two in pairwise(words)], *whole)


_NAMES, _LONGEST = 12, 60
"""Utility frameworks give an element dozens of classes; generated names are long."""


def word_tokens(text: str) -> list[str]:
    """The first words of a text, lower case, each once, and the first with its place."""
    if not text:
        return []
    words = _TEXT.findall(text[:_HEAD].lower())
    if not words:
        return []
    return [*dict.fromkeys(words), f"^{words[0]}"]
