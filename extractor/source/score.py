"""How probable a text is as human language: what decides between encodings.

The cost of a text is -log2 of its probability under a unigram model of the characters of a
language (data/characters.toml), plus penalties for neighbours that do not go together. All
candidates read the same bytes, so the costs compare directly, also between one and several bytes a
character: the right one reads the bytes as few frequent characters, a wrong one as rare ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache

from extractor.lexicon import load
from extractor.source.codec_table import codec_table

ASCII_COST = 5.0
"""Bits of an ASCII character."""
MARK_COST = 14.0
"""Bits of a byte that stands for no character: more than nearly any character costs a byte."""
_CONTROL_COST = 10.0
_IDEOGRAPH_COST = 19.0
_LETTER_COST = 16.0
_NEVER_COST = 24.0
_HANGUL = (0xAC00, 0xD7A3)

_LETTERS = "\u0370-\u06ff\u0e00-\u0e7f"
_LATIN = "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1ea0-\u1ef9"
_IDEOGRAPHS = "\u3400-\u9fff"
_EAST_ASIAN = "\u3000-\u9fff\uac00-\ud7a3\uff00-\uffef"
# Letters of another script right beside Latin ones, or alone; a lone ideograph; two accented
# letters in a row; a capital with accent right after a small letter.
_ODD = (
    (re.compile(f"[A-Za-z][{_LETTERS}]|[{_LETTERS}][A-Za-z]"), 8.0),
    (re.compile(f"(?<!\\w)[{_LETTERS}](?!\\w)"), 5.0),
    (re.compile(f"(?<![{_EAST_ASIAN}])[{_IDEOGRAPHS}](?![{_EAST_ASIAN}])"), 10.0),
    (re.compile(f"[{_LATIN}](?=[{_LATIN}])"), 3.0),
    (re.compile("[a-z\u00df-\u00ff](?=[\u00c0-\u00de])"), 6.0),
)
_SYMBOL_IN_WORD = re.compile("(?<=[A-Za-z])[\u00a1-\u00b6\u00b8-\u00bf\u00d7\u00f7](?=[A-Za-z])")


@cache
def character_costs() -> Mapping[str, Mapping[str, int]]:
    """Language → character → cost in bits."""
    data = load("extractor.source", "data/characters.toml")
    return {
        language: {char: int(bits) for bits, chars in tiers.items() for char in chars}
        for language, tiers in data.items()
    }


def languages_of(codec: str) -> tuple[str, ...]:
    """The languages in which a text in `codec` is judged: sections of characters.toml."""
    return codec_table().languages.get(codec) or tuple(sorted(character_costs()))


def cost(text: str, codec: str) -> float:
    """Bits of `text`, decoded with `codec`: the cost in the most probable of its languages."""
    counts = Counter(text)
    total = 0.0
    rare: list[tuple[str, int, float]] = []
    for char, count in counts.items():
        if char < "\x80":
            total += count * (ASCII_COST if char >= " " or char in "\t\n\r" else _CONTROL_COST)
        else:
            rare.append((char, count, unlisted_cost(char)))
    if rare:
        tables = character_costs()
        total += min(_cost_in(rare, tables[language]) for language in languages_of(codec))
        total += _oddity(text)
    return total


def _cost_in(counts: list[tuple[str, int, float]], table: Mapping[str, int]) -> float:
    get = table.get
    return sum([get(char, unlisted) * count for char, count, unlisted in counts])


@cache
def _class_cost(category: str) -> float:
    if category in ("Co", "Cn", "Cc", "Cs"):
        return _NEVER_COST
    return _LETTER_COST


def unlisted_cost(char: str) -> float:
    """Bits of a character that no table of the language lists."""
    code = ord(char)
    if 0xDC00 <= code <= 0xDCFF:
        return MARK_COST
    if 0x3400 <= code <= 0x9FFF or _HANGUL[0] <= code <= _HANGUL[1] or code >= 0x20000:
        return _IDEOGRAPH_COST
    return _class_cost(unicodedata.category(char))


def _oddity(text: str) -> float:
    total = sum(len(pattern.findall(text)) * bits for pattern, bits in _ODD)
    return total + 8.0 * len(_SYMBOL_IN_WORD.findall(text))
