"""Reads lists of keywords."""

from __future__ import annotations

import re
from functools import cache

from extractor.lexicon import load
from extractor.papers.fields._text import squeezed

_STRONG = re.compile(r"\s*[;；、|｜•●#]+\s*|\s+[·∙/–—-]\s+|·")
_COMMA = re.compile(r"\s*[,，]\s*")
_MAX_LENGTH = 80


def read_keywords(text: str) -> tuple[str, ...]:
    """The keywords of a list, in order, each once; pieces over 80 characters are no keywords."""
    text = squeezed(_label().sub("", ";".join(text.splitlines())))
    parts = [part for part in _STRONG.split(text) if part.strip()]
    if len(parts) < 2:
        parts = _COMMA.split(text)
    else:
        parts = [piece for part in parts for piece in _COMMA.split(part)]
    if len(parts) == 1 and "." in text.rstrip(". "):
        parts = re.split(r"\.\s+", text)
    keywords = [squeezed(part).strip(' .。,，;；:："“”') for part in parts]
    kept = [
        word
        for word in keywords
        if word and len(word) <= _MAX_LENGTH and any(map(str.isalnum, word))
    ]
    return tuple(dict.fromkeys(kept))


@cache
def _label() -> re.Pattern[str]:
    labels = sorted(load("extractor.papers", "data/keywords.toml")["labels"], key=len, reverse=True)
    alternatives = "|".join(re.escape(label) for label in labels)
    return re.compile(rf"^\s*(?:{alternatives})\s?[:：—–-]\s*", re.IGNORECASE)
