"""Running text told from citations: a cheap look before an expensive one."""

from __future__ import annotations

import re
from functools import cache

from extractor import lexicon

_SHORTEST = 160
_WORD = re.compile(r"[a-z]+")


@cache
def _function_words() -> tuple[frozenset[str], str]:
    data = lexicon.load("extractor.papers.data", "prose.toml")
    return frozenset(data["words"]), "".join(data["characters"])


def is_prose(text: str) -> bool:
    """Whether a text is sentences, no citation: long, and full of words that names lack."""
    if len(text) < _SHORTEST:
        return False
    words, characters = _function_words()
    found = sum(word in words for word in _WORD.findall(text[:600]))
    found += sum(text.count(character, 0, 600) for character in characters)
    return found * 60 > min(len(text), 600)
