"""The word lists of the field readers, loaded once."""

from __future__ import annotations

import re
from functools import cache

from extractor.lexicon import load
from extractor.papers.fields._text import plain_letters

_PACKAGE = "extractor.papers"
# A syllable of Hanyu Pinyin; only the first of a name may lack its initial.
_INITIAL = r"(?:[zcs]h?|[bpmfdtnlgkhjqxrwy])"
_FINAL = (
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|"
    r"ua|ue|ui|un|uo|ve|a|e|i|o|u|v)"
)
_PINYIN = re.compile(rf"{_INITIAL}?{_FINAL}(?:-?{_INITIAL}{_FINAL}){{0,2}}")


@cache
def words(key: str) -> frozenset[str]:
    """A white-space separated list of data/words.toml."""
    return frozenset(load(_PACKAGE, "data/words.toml")[key].split())


@cache
def no_name_words(*, lenient: bool) -> frozenset[str]:
    """Words that name no person: of sentences, organisations and, if not `lenient`, titles."""
    topics: frozenset[str] = frozenset() if lenient else words("topic")
    return words("function") | words("organisation") | topics


@cache
def organisations_cjk() -> tuple[str, ...]:
    """East Asian words of organisations."""
    return tuple(load(_PACKAGE, "data/words.toml")["organisation_cjk"])


@cache
def topics_cjk() -> tuple[str, ...]:
    """Words of titles in Chinese and Japanese."""
    return tuple(load(_PACKAGE, "data/words.toml")["topic_cjk"])


@cache
def given_names() -> frozenset[str]:
    """Given names, lower case, without accents."""
    return frozenset(load(_PACKAGE, "data/given_names.toml")["names"].split())


@cache
def surnames() -> frozenset[str]:
    """Chinese family names of one character, simplified and traditional."""
    data = load(_PACKAGE, "data/surnames.toml")
    return frozenset("".join((data["simplified"] + data["traditional"]).split()))


@cache
def compound_surnames() -> tuple[str, ...]:
    """Chinese family names of two characters."""
    return tuple(load(_PACKAGE, "data/surnames.toml")["compound"])


@cache
def korean_surnames() -> frozenset[str]:
    """Frequent Korean family names in Hangul, of one sign and of two."""
    return frozenset(load(_PACKAGE, "data/surnames.toml")["korean"].split())


@cache
def japanese_surnames() -> frozenset[str]:
    """Frequent Japanese family names, Han characters."""
    return frozenset(load(_PACKAGE, "data/surnames.toml")["japanese"].split())


@cache
def transliteration() -> frozenset[str]:
    """Characters that Chinese writes foreign names with."""
    return frozenset(load(_PACKAGE, "data/surnames.toml")["transliteration"])


@cache
def romanised_surnames() -> frozenset[str]:
    """Chinese and Korean family names in Latin letters, lower case."""
    return frozenset(load(_PACKAGE, "data/surnames.toml")["romanised"].split())


@cache
def vietnamese_surnames() -> frozenset[str]:
    """Vietnamese family names in Latin letters, lower case, without accents."""
    return frozenset(load(_PACKAGE, "data/surnames.toml")["vietnamese"].split())


def is_romanised(token: str) -> bool:
    """Whether `token` can be read as one to three syllables of Hanyu Pinyin."""
    return len(token) <= 18 and _PINYIN.fullmatch(plain_letters(token)) is not None
