"""How plausible it is that a text is the title of a scholarly work."""

from __future__ import annotations

import re

from extractor.lexicon import fold
from extractor.papers.fields import _title_lists as lists
from extractor.papers.fields._text import cjk_share
from extractor.papers.fields._words import topics_cjk, words
from extractor.papers.fields.names import looks_like_authors
from extractor.papers.fields.venues import venue_likeness

_URL = re.compile(r"https?://|www\.|\w@\w")
_NEGLIGIBLE = 0.1
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SENTENCES = re.compile(r"[a-z\d)]{2}\.\s+[A-Z“\"]|[。；]\s*\S")
_SIGNS = re.compile(r"©|®|&copy;|[|｜].*[|｜]|\s[›»>]\s")


def likeness(title: str, text: str) -> float:
    """How plausible `title`, read from `text`, is as the title of a scholarly work, 0 to 1."""
    if _URL.search(text):
        return 0.0
    if fold(title) in lists.other_headings():
        return 0.02
    eastern = cjk_share(title) > 0.3
    value = _cjk_value(title) if eastern else _latin_value(title)
    if not eastern and text.rstrip().endswith(".") and _is_sentence_case(title):
        value *= 0.7
    value *= (1.0, 0.6, 0.3)[min(2, len(_SENTENCES.findall(title)))]
    if lists.sentence_start().match(title) and len(title) > (4 if eastern else 12):
        value *= 0.2
    if text.rstrip().endswith("。"):
        value *= 0.35
    value *= 0.3 if text.rstrip().endswith((":", "：", ";", "；")) else 1.0
    value *= 0.3 if _SIGNS.search(title) else 1.0
    digits = sum(sign.isdigit() for sign in title) / len(title)
    value *= 0.4 if digits > 0.25 else 1.0
    if value < _NEGLIGIBLE:
        return round(value, 3)
    value *= 1 - 0.85 * _beyond(looks_like_authors(text), 0.5)
    value *= 1 - 0.7 * _beyond(venue_likeness(text), 0.6)
    return round(min(1.0, value), 3)


def _beyond(value: float, floor: float) -> float:
    """How far `value` lies between `floor` and 1, 0 to 1."""
    return max(0.0, value - floor) / (1 - floor)


def _cjk_value(title: str) -> float:
    size = len(re.sub(r"\s", "", title))
    if size < 5 or size > 90:
        return 0.08
    value = 0.35 if size < 8 else 0.5 if size <= 60 else 0.3
    if any(word in title for word in topics_cjk()):
        value += 0.3
    commas = len(re.findall("[，,、]", title))
    if commas > 1:
        value *= 0.5 if commas == 2 else 0.25
    if re.search("[了吧呢吗啊嘛！!]$|[了着]，", title):
        value *= 0.4
    return value


def _latin_value(title: str) -> float:
    tokens = _WORD.findall(title)
    lowered = [token.casefold() for token in tokens]
    count = len(tokens)
    if not count or count > 40 or len(title) > 350:
        return 0.03
    capitals = _capitals(title)
    parts = [part for token in lowered for part in token.split("-")]
    topics = sum(part in words("topic") for part in parts) / len(parts)
    value = _size_value(count) + 0.12 * (capitals >= 0.7) + 0.6 * min(0.3, topics)
    value -= 0.25 * (title[0].islower() and capitals < 0.5)
    verbs = sum(token in lists.sentence_words() for token in lowered)
    if capitals < 0.6 and verbs:
        value *= 0.7 if verbs == 1 else 0.35
    commas = title.count(",")
    if commas > 2 and commas * 4 >= count:
        value *= 0.5
    return max(0.0, min(1.0, value))


def _capitals(title: str) -> float:
    """Share of words with a capital among the words with content."""
    content = [token for token in _WORD.findall(title) if token.casefold() not in words("function")]
    return sum(not token[0].islower() for token in content) / max(1, len(content))


def _is_sentence_case(title: str) -> bool:
    return len(title.split()) > 4 and _capitals(title) < 0.5


def _size_value(count: int) -> float:
    if count <= 2:
        return (0.15, 0.35)[count - 1]
    return 0.65 if count <= 20 else 0.45 if count <= 30 else 0.15
