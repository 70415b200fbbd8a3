"""Reads abstracts, tells the language of a text, and whether it stops in mid-sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from extractor.lexicon import load
from extractor.papers.fields._text import squeezed
from extractor.papers.once import once_a_page

_SCRIPT = re.compile(
    "(?P<kana>[\u3041-\u30ff])|(?P<hangul>[\uac00-\ud7af\u1100-\u11ff])|(?P<han>[\u3400-\u9fff\uf900-\ufaff])|"
    "(?P<ru>[\u0400-\u04ff])|(?P<ar>[\u0600-\u06ff])|(?P<el>[\u0370-\u03ff])|(?P<he>[\u0590-\u05ff])|"
    "(?P<th>[\u0e00-\u0e7f])|(?P<hi>[\u0900-\u097f])|(?P<latin>[A-Za-z\u00c0-\u024f])"
)
_WORD = re.compile(r"[a-zà-ÿœß]+")
_FEWEST_LETTERS = 0.35
"""Share of the signs of an abstract that are letters, at least."""
_SAMPLE = 500
# So many frequent words decide for another language than English.
_LEAST_HITS = 3
# Han signs stand for more than a letter each.
_HAN_WEIGHT = 4.0
_CLOSERS = "\"'”’」』》）)]】}*†‡"
_END_SIGNS = ".。!！?？；;…．｡"
_OPEN_TAILS = ("...", "…", "[…]", "[...]", "……")
_BEHIND_TAILS = " \t\n\r\u00a0\u3000>»›→↓)）]】."
_SHORT_END = re.compile(r"[，,、：:（(\[“‘《-]$")


@once_a_page
def read_abstract(text: str) -> str | None:
    """The abstract in `text`, white space collapsed; None where no letter is left.

    A label in front, 'Read more', the ellipsis of a cut card and the words that close a post go.
    """
    text = squeezed(text)
    label = _label().match(text)
    if _counter().match(text):
        return None
    abstract = without_closing(text[label.end() :] if label is not None else text)
    for _ in range(4):
        # The search for a tail is dear, so the end is looked at first.
        may_end = abstract.rstrip(_BEHIND_TAILS).casefold().endswith(_tails())
        shorter = _tail().sub("", abstract).strip() if may_end else abstract.strip()
        for tail in _OPEN_TAILS:
            shorter = shorter.removesuffix(tail).rstrip()
        if shorter == abstract:
            break
        abstract = shorter
    abstract = abstract.strip()
    letters = sum(map(str.isalpha, abstract[:_SAMPLE]))
    # Buttons and counters beside the word: '摘要 (12) HTML (40) PDF (118)'.
    return abstract if letters > _FEWEST_LETTERS * len(abstract[:_SAMPLE]) else None


def without_closing(text: str) -> str:
    """The text up to the words with which a post closes, where lines are glued: '…。以上就是'."""
    match = _closing().search(text)
    return text if match is None else text[: match.start()].rstrip()


@once_a_page
def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`; None for a text without letters.

    Told by script; among languages in Latin letters by frequent words, English where none decide.
    """
    if text.isascii():
        return _latin_language(text[:_SAMPLE]) if re.search("[A-Za-z]", text) else None
    counts: dict[str, float] = {}
    for match in _SCRIPT.finditer(text[:_SAMPLE]):
        script = str(match.lastgroup)
        counts[script] = counts.get(script, 0) + 1
    if not counts:
        return None
    east = counts.get("han", 0) + counts.get("kana", 0)
    scores = {key: value for key, value in counts.items() if key not in ("han", "kana", "hangul")}
    scores["east"] = east * _HAN_WEIGHT
    scores["ko"] = counts.get("hangul", 0) * _HAN_WEIGHT
    best = max(scores, key=lambda key: scores[key])
    if best == "east":
        return "ja" if counts.get("kana", 0) >= max(1.0, 0.05 * east) else "zh"
    return _latin_language(text[:_SAMPLE]) if best == "latin" else best


def ends_open(text: str) -> bool:
    """Whether `text` stops in mid-sentence: an ellipsis, or no closing punctuation at the end."""
    text = text.rstrip()
    if not text or text.endswith(_OPEN_TAILS) or _SHORT_END.search(text):
        return True
    bare = text.rstrip(_CLOSERS)
    if bare.endswith(_OPEN_TAILS):
        return True
    return not bare.endswith(tuple(_END_SIGNS))


def _latin_language(text: str) -> str:
    tokens = _WORD.findall(text.casefold())
    if len(tokens) < _LEAST_HITS:
        return "en"
    hits = {
        language: sum(map(words.__contains__, tokens)) for language, words in _languages().items()
    }
    best = max(hits, key=lambda language: (hits[language], language == "en"))
    return best if hits[best] >= _LEAST_HITS and hits[best] > 1.3 * hits["en"] else "en"


@cache
def _data() -> dict[str, Any]:
    return load("extractor.papers", "data/abstracts.toml")


@cache
def _languages() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in _data()["languages"].items()}


@cache
def _label() -> re.Pattern[str]:
    labels = "|".join(
        re.escape(label) for label in sorted(_data()["labels"], key=len, reverse=True)
    )
    return re.compile(
        rf"^[\[【(（《]?\s?(?:{labels})\s?(?:[\]】)）》]\s?[:：]?|[:：.—–|｜]+)\s*", re.IGNORECASE
    )


@cache
def _counter() -> re.Pattern[str]:
    """A button with its counter: '摘要 ( 42 ) PDF (242KB)'."""
    labels = "|".join(map(re.escape, _data()["labels"]))
    return re.compile(rf"(?:{labels})\s?[(（]\s?\d{{1,7}}\s?[)）]", re.IGNORECASE)


@cache
def _closing() -> re.Pattern[str]:
    closings = "|".join(_data()["closings"])
    return re.compile(rf"(?<=[.。!！?？…])\s?(?:{closings})", re.IGNORECASE)


@cache
def _tails() -> tuple[str, ...]:
    """Wordings of buttons that stand behind abstracts."""
    return tuple(tail.casefold() for tail in _data()["tails"])


@cache
def _tail() -> re.Pattern[str]:
    tails = "|".join(re.escape(tail) for tail in sorted(_tails(), key=len, reverse=True))
    return re.compile(
        rf"(?:(?<=[.。!！?？…\])】）])|(?<=[\u3400-\u9fff]))\s*[(（\[【<«»›]?\s?(?:{tails})\s?[>»›→↓]*[)）\]】]?[.\s]*$",
        re.IGNORECASE,
    )
