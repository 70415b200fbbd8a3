"""Running text told from citations: a cheap look before an expensive one."""

from __future__ import annotations

import re
from functools import cache

from extractor import lexicon
from extractor.papers.once import once_a_page

_LOOKED_AT = 600
_WORD = re.compile(r"[a-z]+")


@cache
def _function_words() -> tuple[frozenset[str], frozenset[str], str]:
    data = lexicon.load("extractor.papers.data", "prose.toml")
    others = frozenset(data["others"]) - frozenset(data["words"])
    return frozenset(data["words"]), others, "".join(data["characters"])


def is_prose(text: str, *, shortest: int = 160, per_word: int = 60) -> bool:
    """Whether a text is sentences, no citation: long, and full of words that names lack.

    `shortest`: characters under which a text is none; `per_word`: it has such a word in every so
    many characters.
    """
    if len(text) < shortest:
        return False
    return _function_words_in(text) * per_word > min(len(text), _LOOKED_AT)


@once_a_page
def _function_words_in(text: str) -> int:
    words, others, characters = _function_words()
    found = sum(map(words.__contains__, _WORD.findall(text[:_LOOKED_AT])))
    found += sum(map(others.__contains__, text[:_LOOKED_AT].split()))
    if text.isascii():
        return found
    return found + sum(text.count(character, 0, _LOOKED_AT) for character in characters)
