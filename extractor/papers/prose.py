"""Running text told from citations: a cheap look before an expensive one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor import lexicon
from extractor.papers.once import once_a_page

_LOOKED_AT = 600
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class _Words:
    english: frozenset[str]
    others: frozenset[str]
    ambiguous: frozenset[str]
    romance: frozenset[str]
    characters: str


@cache
def _function_words() -> _Words:
    data = lexicon.load("extractor.papers.data", "prose.toml")
    english = frozenset(data["words"])
    return _Words(
        english,
        frozenset(data["others"]) - english,
        frozenset(data["ambiguous"]),
        frozenset(data["romance"]),
        "".join(data["characters"]),
    )


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
    words = _function_words()
    runs = _WORD.findall(text[:_LOOKED_AT])
    tokens = text[:_LOOKED_AT].split()
    found = sum(map(words.english.__contains__, runs))
    found += sum(map(words.others.__contains__, tokens))
    if found and any(map(words.romance.__contains__, tokens)):
        found -= sum(map(words.ambiguous.__contains__, runs))
    if text.isascii():
        return found
    return found + sum(text.count(character, 0, _LOOKED_AT) for character in words.characters)
