"""How plausible it is that a text is the title of a scholarly work."""

from __future__ import annotations

import re

from extractor.papers.fields import _title_lists as lists
from extractor.papers.fields._author_gate import surely_no_authors
from extractor.papers.fields._patterns import holds_any
from extractor.papers.fields._text import cjk_share, folded_if_short
from extractor.papers.fields._words import topics_cjk, words
from extractor.papers.fields.names import looks_like_authors
from extractor.papers.fields.venues import surely_no_venue, venue_likeness

_NEGLIGIBLE = 0.1
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_DIGIT = re.compile(r"\d")
# Hints: one of them stands in every text that the pattern of the same name matches.
_URL = re.compile(r"https?://|www\.|\w@\w")
_URL_HINTS = ("://", "www.", "@")
_SENTENCES = re.compile(r"[a-z\d)]{2}\.\s+[A-Z“\"]|[。；]\s*\S")
_SENTENCES_HINTS = (". ", "。", "；")
_SIGNS = re.compile(r"©|®|&copy;|[|｜].*[|｜]|\s[›»>]\s")
_SIGNS_HINTS = ("|", "｜", " > ", "&copy;", "©", "®", "›", "»")


def likeness(title: str, text: str) -> float:
    """How plausible `title`, read from `text`, is as the title of a scholarly work, 0 to 1."""
    if holds_any(text, _URL_HINTS) and _URL.search(text):
        return 0.0
    if folded_if_short(title) in lists.other_headings():
        return 0.02
    value = _value_of_form(title, text.rstrip())
    if value < _NEGLIGIBLE:
        return round(value, 3)
    if not surely_no_authors(text):
        value *= 1 - 0.85 * _beyond(looks_like_authors(text), 0.5)
    if not surely_no_venue(text):
        value *= 1 - 0.7 * _beyond(venue_likeness(text), 0.6)
    return round(min(1.0, value), 3)


def _value_of_form(title: str, text: str) -> float:
    """The likeness as far as words, signs and length tell it."""
    eastern = cjk_share(title) > 0.3
    value = _cjk_value(title) if eastern else _latin_value(title)
    if not eastern and text.endswith(".") and _is_sentence_case(title):
        value *= 0.7
    if holds_any(title, _SENTENCES_HINTS):
        value *= (1.0, 0.6, 0.3)[min(2, len(_SENTENCES.findall(title)))]
    if len(title) > (4 if eastern else 12) and lists.sentence_start().match(title):
        value *= 0.2
    if text.endswith("。"):
        value *= 0.35
    if text.endswith((":", "：", ";", "；")):
        value *= 0.3
    if holds_any(title, _SIGNS_HINTS) and _SIGNS.search(title):
        value *= 0.3
    return value * 0.4 if _digits(title) > 0.25 * len(title) else value


def _beyond(value: float, floor: float) -> float:
    """How far `value` lies between `floor` and 1, 0 to 1."""
    return max(0.0, value - floor) / (1 - floor)


def _digits(title: str) -> int:
    return len(_DIGIT.findall(title)) if title.isascii() else sum(map(str.isdigit, title))


def _cjk_value(title: str) -> float:
    size = len(title) - title.count(" ")
    if size < 5 or size > 90:
        return 0.08
    value = 0.35 if size < 8 else 0.5 if size <= 60 else 0.3
    if holds_any(title, topics_cjk()):
        value += 0.3
    commas = title.count("，") + title.count(",") + title.count("、")
    if commas > 1:
        value *= 0.5 if commas == 2 else 0.25
    if title.endswith(lists.sentence_ends_cjk()) or holds_any(title, lists.clause_ends_cjk()):
        value *= 0.4
    return value


def _latin_value(title: str) -> float:
    tokens = _WORD.findall(title) if len(title) <= 350 else []
    count = len(tokens)
    if not count or count > 40:
        return 0.03
    lowered = list(map(str.casefold, tokens))
    capitals = _capitals(tokens, lowered)
    parts = " ".join(lowered).replace("-", " ").split(" ")
    topics = sum(map(words("topic").__contains__, parts)) / len(parts)
    value = _size_value(count) + 0.12 * (capitals >= 0.7) + 0.6 * min(0.3, topics)
    value -= 0.25 * (capitals < 0.5 and title[0].islower())
    if capitals < 0.6 and (verbs := _verbs(lowered)):
        value *= 0.7 if verbs == 1 else 0.35
    commas = title.count(",")
    if commas > 2 and commas * 4 >= count:
        value *= 0.5
    return max(0.0, min(1.0, value))


def _verbs(lowered: list[str]) -> int:
    """Words of English sentences; none where two words say that the language is another."""
    verbs = sum(map(lists.sentence_words().__contains__, lowered))
    if verbs and sum(map(lists.other_languages().__contains__, lowered)) > 1:
        return 0
    return verbs


def _capitals(tokens: list[str], lowered: list[str]) -> float:
    """Share of words with a capital among the words with content."""
    function = words("function")
    firsts = [token[0] for token, low in zip(tokens, lowered, strict=True) if low not in function]
    return (len(firsts) - sum(map(str.islower, firsts))) / max(1, len(firsts))


def _is_sentence_case(title: str) -> bool:
    tokens = _WORD.findall(title)
    return len(title.split()) > 4 and _capitals(tokens, list(map(str.casefold, tokens))) < 0.5


def _size_value(count: int) -> float:
    if count <= 2:
        return (0.15, 0.35)[count - 1]
    return 0.65 if count <= 20 else 0.45 if count <= 30 else 0.15
