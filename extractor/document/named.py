"""What the class names of a page call the parts of a work: its title, authors, abstract, venue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from extractor.lexicon import load

_WORD = re.compile(r"[A-Z]?[a-z]+")


def role_of(*names: str) -> str:
    """The part that class names, a property or a tag name: `title`, `authors`, `abstract`,
    `venue`, `year`, `badge`, the `kind` of work; or nothing."""
    joined = " ".join(names)
    lowered = joined.casefold().replace("-", "").replace("_", "")
    if not any(map(lowered.__contains__, _hints())):
        return ""
    words = (*_words_of(joined), *joined.split())
    found = {_roles().get(word.casefold(), "") for word in words}
    role = next((each for each in _order() if each in found), "")
    return "" if role == "none" else role


def _words_of(names: str) -> Iterator[str]:
    """The words of names, and two neighbours of one name as one: 'pub-type' is a pubtype, too."""
    for name in names.split():
        words = _WORD.findall(name)
        yield from words
        yield from map("".join, pairwise(words))


@cache
def _data() -> tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]:
    data = load("extractor.document.data", "named.toml")
    return tuple(data["order"]), {role: tuple(words) for role, words in data["words"].items()}


def _order() -> tuple[str, ...]:
    return _data()[0]


@cache
def _roles() -> Mapping[str, str]:
    return {word: role for role, words in _data()[1].items() for word in words}


@cache
def _hints() -> tuple[str, ...]:
    """Words of roles, for a cheap look: most class names hold none of them. Those that hold
    another are left out."""
    words = {word for role, each in _data()[1].items() if role != "none" for word in each}
    return tuple(
        sorted(word for word in words if not any(other in word for other in words - {word}))
    )
