"""What the names of elements and the words of blocks say, by lists of learned weights."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise, repeat

import numpy as np

from extractor.boilerplate.learned.measures import Array, Measures
from extractor.joined import BORDER, changed
from extractor.records import Element

_WORD = re.compile(r"[a-z]+|\d+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
SIGNS = "©$€£>|"
"""Signs that count as words."""
_TEXT = re.compile(rf"[^\W_]+|[{SIGNS}]")
_LETTERS = "".join(
    chr(code) if chr(code).isalnum() or chr(code) in SIGNS + BORDER else " " for code in range(128)
)
"""What ASCII text is parted by: the same as by _TEXT, at a sixth of the time."""
HEAD = 120
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
    said: Sequence[Sequence[str]]
    """Per block: its first words."""


def margins(measures: Measures, names: Lexicon, words: Lexicon) -> Margins:
    """The margins of every element and block of a page."""
    none = repeat(0.0)
    weight = names.get
    called = [sum(map(weight, _name_tokens(*name), none)) for name in measures.names]
    weight = words.get
    said = _first_words([block.text for block in measures.document.blocks])
    spoken = [
        sum(map(weight, dict.fromkeys(each), none)) + weight(f"^{each[0]}", 0.0) if each else 0.0
        for each in said
    ]
    return Margins(
        np.array(called, np.float32)[measures.called], np.array(spoken, np.float32), said
    )


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
    if not name.islower():
        name = _HUMP.sub("-", name).lower()
    words = _WORD.findall(name)
    whole = [f"={words[0]}"] if len(words) == 1 else []
    return (*words, *[f"{one}-{two}" for one, two in pairwise(words)], *whole)


_NAMES, _LONGEST = 12, 60
"""Utility frameworks give an element dozens of classes; generated names are long."""


def word_tokens(text: str) -> list[str]:
    """The first words of a text, lower case, each once, and the first with its place."""
    words = _first_words([text])[0]
    return [*dict.fromkeys(words), f"^{words[0]}"] if words else []


def _first_words(texts: Sequence[str]) -> list[list[str]]:
    heads = [text[:HEAD] for text in texts]
    plain = iter(changed([head for head in heads if head.isascii()], _parted))
    return [
        next(plain).split() if head.isascii() else _TEXT.findall(head.lower()) for head in heads
    ]


def _parted(text: str) -> str:
    text = text.lower().translate(_LETTERS)
    for sign in "$>|":
        text = text.replace(sign, f" {sign} ")
    return text
