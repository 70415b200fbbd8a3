"""Tells texts that are no list of persons without cutting them into names."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from string import ascii_lowercase

from extractor.papers.fields._author_split import BETWEEN_CJK, without_lead
from extractor.papers.fields._name_lists import data, listed
from extractor.papers.fields._text import CJK, has_cjk, plain_letters
from extractor.papers.fields._words import given_names, no_name_words, romanised_surnames, words

# LaTeX, marks and signs that take away text beside them.
_UNSURE = re.compile(r"[@\\^${+…]")
_OPEN = re.compile(r"[(（\[【〔［<〈]")
_FLAT_BRACKETS = re.compile(r"[(（\[【〔［<〈][^()（）\[\]【】〔〕［］<>〈〉]*[)）\]】〕］>〉]")
_SEPARATOR = re.compile(r"[,，;；|｜、/·•∙&＆・\t]")
# Longer than the longest part of a transliterated name and 'et al.' behind it.
_LONG_RUN = re.compile(f"(?:(?!・)[{CJK}]){{11}}")
# What is taken for numbers of footnotes, commas included.
_NUMBERS = re.compile(r"\d\s?[,，]\s?\d")
_LETTERS = re.compile(r"[^\W\d_]+")


def surely_no_authors(text: str) -> bool:
    """Whether `looks_like_authors(text)` is surely at most a half.

    A piece with a word that no name holds names nobody. Pieces are at least as long as the parts
    between separators, and at most two parts long; so where half the parts are spoilt, more than
    a quarter of the pieces are, and the value, at most the square of the share of the others, is
    under a half.
    """
    if _UNSURE.search(text) or "..." in text:
        return False
    if _OPEN.search(text):
        text = _FLAT_BRACKETS.sub(" ", text)
        if _OPEN.search(text):
            return False
    if has_cjk(text):
        if len(without_lead(text)) < len(text):
            return False
        text = BETWEEN_CJK.sub(",", text)
    parts = [tokens for part in _SEPARATOR.split(text) if (tokens := part.split())]
    sound = sum(sum(map(separating_words().__contains__, map(str.casefold, x))) for x in parts)
    rest = [tokens for tokens in parts if not _is_spoilt(tokens)]
    if len(parts) - len(rest) < sound + len(rest):
        spoiling = _spoiling_in(text, parts)
        rest = [tokens for tokens in rest if spoiling.isdisjoint(_capitalised(tokens))]
    spoilt = len(parts) - len(rest)
    return 0 < spoilt >= sound + len(rest) and not _NUMBERS.search(text)


def _is_spoilt(tokens: list[str]) -> bool:
    """Whether a part holds a word in lower case, or a long run, that scores nothing in any name."""
    for token in tokens:
        if token.isascii():
            if token.islower() and token.isalpha() and token not in inner_words():
                return True
        elif _LONG_RUN.search(token):
            return True
    return False


def _spoiling_in(text: str, parts: list[list[str]]) -> frozenset[str]:
    """The words with a capital that spoil a name in `text`.

    None where a word makes a name of what stands beside it. Beside initials, words of titles may be
    names; a part's neighbours count, since a family name may stand alone between commas.
    """
    if not _names().isdisjoint(_LETTERS.findall(plain_letters(text))):
        return frozenset()
    return _spoiling_words(lenient=any(map(str.isupper, chain.from_iterable(parts))))


def _capitalised(tokens: list[str]) -> list[str]:
    """The words with one capital, case folded; more may be initials. None of an East Asian part."""
    if any(map(has_cjk, tokens)):
        return []
    return [token.casefold() for token in tokens if token[1:].islower()]


@cache
def separating_words() -> frozenset[str]:
    """Words between names or behind the last one, case folded."""
    phrases = (*data()["conjunctions"], *data()["more"], *data()["more_counted"].split("|"))
    return frozenset(word for phrase in phrases for word in phrase.casefold().split())


@cache
def inner_words() -> frozenset[str]:
    """Words in lower case that a list of persons may hold, single letters included."""
    phrases = chain.from_iterable(data()[key] for key in ("leads", "degrees", "titles", "suffixes"))
    words = frozenset(word for phrase in phrases for word in phrase.split())
    return words | listed("particles") | separating_words() | frozenset(ascii_lowercase)


@cache
def _spoiling_words(*, lenient: bool) -> frozenset[str]:
    return no_name_words(lenient=lenient) - inner_words() - words("given")


@cache
def _names() -> frozenset[str]:
    """Words that make a name of what stands beside them."""
    return given_names() | romanised_surnames()
