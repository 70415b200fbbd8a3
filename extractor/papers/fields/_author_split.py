"""Cuts the text of an author list into pieces of one name each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from extractor.lexicon import load
from extractor.papers.fields._organisations import without_affiliations
from extractor.papers.fields._patterns import any_of, ascii_and_all, holds_any
from extractor.papers.fields._text import (
    CJK,
    HAN,
    HANGUL,
    from_latex,
    has_cjk,
    plain_letters,
    squeezed,
)
from extractor.papers.fields._words import (
    compound_surnames,
    given_names,
    korean_surnames,
    romanised_surnames,
    surnames,
)

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,100}")
_MARKS = re.compile(
    r"\$?\^\{?[\d,*†‡§\s\\a-z]{1,24}\}?\$?|[⁰¹²³⁴-⁹₀-₉∗*†‡§¶#✉📧⋆★☆♯♠♣♦♢♡♥◇◆△▲^]|[①-⑳]|\\(?:dagger|ddagger|ast)"
)
# Every mark in ASCII text holds one of these.
_ASCII_MARKS = ("*", "^", "#", "\\")
# Footnote digits glued to a name: 'Li1,2'.
_DIGITS = re.compile(
    rf"(?<=[^\W\d_]|[.{CJK}])\s?\d{{1,2}}(?:\s?[,，]\s?\d{{1,2}}){{0,8}}(?![\d\w%])"
)
_END_YEAR = re.compile(r"[.,，\s]\s*\(?(?:1[89]|20)\d\d[a-z]?\)?[\s.,，]*$")
_STRONG = re.compile(r"\s*[;；|｜、\t]\s*|\s+[·•∙/]\s+")
_STRONG_SIGN = re.compile(r"[;；|｜、\t·•∙/]")
_COMMA = re.compile(r"\s*[,，]\s*")
_CAPITAL = "[A-ZÀ-ÖØ-ÞŁĆČŚŠŻŽŐŘĐΑ-ΩА-Я]"
_INITIALS = re.compile(rf"(?:{_CAPITAL}(?:\.|(?=[\s-]|$|{_CAPITAL}))[\s-]{{0,2}}){{1,4}}\.?")
BETWEEN_CJK = re.compile(rf"(?<=[{CJK}])[\s\u3000]+(?=[{CJK}])")
_BRACKETS: Mapping[str, str] = {
    "(": ")",
    "（": "）",
    "[": "]",
    "【": "】",
    "〔": "〕",
    "［": "］",
    "<": ">",
    "〈": "〉",
}
_CLOSING = frozenset(_BRACKETS.values())
_BRACKET = re.compile("[" + re.escape("".join((*_BRACKETS, *_CLOSING))) + "]")
_DIGIT = re.compile(r"\d")
_KATAKANA_DOT = re.compile(r"(?<![\u30a1-\u30fa\u30fc])・(?![\u30a1-\u30fa\u30fc])")
_HANGUL_DOT = re.compile(rf"(?<=[{HANGUL}])\s?[·ㆍ・]\s?(?=[{HANGUL}])")
_HAN_ONLY = re.compile(f"[{HAN}]+")
_HANGUL_NAME = re.compile(f"[{HANGUL}]{{2,4}}")


@cache
def data() -> dict[str, Any]:
    """Wordings of author lists."""
    return load("extractor.papers", "data/names.toml")


@cache
def listed(key: str) -> frozenset[str]:
    """A list of data/names.toml."""
    return frozenset(data()[key])


def cut(text: str, *, strip_lead: bool = True) -> tuple[list[tuple[str, ...]], bool]:
    """The names of a list, and whether the list says that there are more.

    A name is one piece, or, where it stands inverted, family name and given names.
    """
    text = squeezed(from_latex(text))
    if strip_lead:
        text = without_lead(text)
    text = without_brackets(_EMAIL.sub(" ", text) if "@" in text else text)
    if not text.isascii() or holds_any(text, _ASCII_MARKS):
        text = _MARKS.sub("", text)
    text, more = _without_more(text)
    if _DIGIT.search(text):
        text = _DIGITS.sub("", _END_YEAR.sub("", text))
    text = _behind_names().sub(" & ", _middle_dots(text))
    parts = _STRONG.split(text) if _STRONG_SIGN.search(text) else [text]
    parts = without_affiliations(parts) if len(parts) > 1 else parts
    pieces = _all_inverted(parts)
    if not pieces:
        for part in parts:
            pieces.extend(_cut_part(part))
    return [piece for piece in pieces if piece[0]], more


def _all_inverted(parts: list[str]) -> list[tuple[str, ...]]:
    """'Family, Given; Family, Given': the names where semicolons part inverted ones throughout."""
    names = [name for part in parts for name in _at_conjunctions(part) if name.strip(" ,，.")]
    if len(parts) < 2 or len(names) < 2:
        return []
    pairs = [_at_commas(name.strip(" ,，")) for name in names]
    if not all(len(pair) == 2 and _could_invert(pair) for pair in pairs):
        return []
    # Two full names between semicolons are two persons.
    short = sum(" " not in pair[0] or " " not in pair[1] for pair in pairs)
    return [tuple(pair) for pair in pairs] if short == len(pairs) else []


def _without_more(text: str) -> tuple[str, bool]:
    """With a semicolon in place of 'et al.', 等 and the like, and whether there was any."""
    lowered = text.casefold()
    if not holds_any(lowered, _more_hints()[text.isascii()]):
        return text, False
    text, count = _more_pattern().subn(";", text)
    return text, count > 0


def without_lead(text: str) -> str:
    """Without 'by', '作者：' and the like in front."""
    match = _lead_pattern().match(text)
    return text[match.end() :] if match else text


def without_brackets(text: str) -> str:
    """Without anything in brackets, nested or not; an open bracket takes the rest."""
    if not _BRACKET.search(text):
        return text
    kept: list[str] = []
    depth = 0
    for sign in text:
        if sign in _BRACKETS:
            depth += 1
            kept.append(" " if depth == 1 else "")
        elif sign in _CLOSING:
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(sign)
    return "".join(kept)


def _cut_part(part: str) -> list[tuple[str, ...]]:
    """The names of a part that semicolons and the like have cut out."""
    names = [name for name in _at_conjunctions(part) if name.strip(" ,，.")]
    commas = [_at_commas(name.strip(" ,，")) for name in names]
    inverted = len(commas) > 1 and all(len(each) == 2 and _could_invert(each) for each in commas)
    if inverted or (len(commas) == 1 and len(commas[0]) == 2 and _is_inverted(commas[0])):
        return [tuple(each) for each in commas]
    pieces: list[tuple[str, ...]] = []
    flat = [piece for each in commas for piece in each]
    for piece in _joined(flat):
        if len(piece) == 1:
            pieces.extend((name,) for name in _spaced_names(piece[0]))
        else:
            pieces.append(piece)
    return pieces


def _at_conjunctions(part: str) -> list[str]:
    if "&" in part or holds_any(f" {part.casefold()} ", _conjunction_hints()[part.isascii()]):
        return _conjunction_pattern().split(part)
    return [part]


def _at_commas(name: str) -> list[str]:
    return _COMMA.split(name) if "," in name or "，" in name else [name]


def _joined(pieces: list[str]) -> list[tuple[str, ...]]:
    """Pieces with initials, suffixes and inverted given names put back to their family name."""
    if len(pieces) < 2:
        return [(piece,) for piece in pieces]
    pieces = _with_lost_comma(pieces)
    names: list[tuple[str, ...]] = []
    paired = _alternates(pieces)
    first_inverted = _first_is_inverted(pieces)
    torn = _torn_at(pieces)
    for at, piece in enumerate(pieces):
        previous = names[-1] if names else None
        if not previous or not piece:
            names.append((piece,))
        elif piece.casefold() in listed("suffixes"):
            names[-1] = (*previous[:-1], f"{previous[-1]}, {piece}")
        elif len(previous) == 1 and (
            (is_initials(piece) and _could_be_family(previous[0]))
            or (paired and at % 2)
            or (first_inverted and at == 1)
        ):
            names[-1] = (previous[0], piece)
        elif at == torn:
            names[-1] = (f"{previous[0]}, {piece}",)
        else:
            names.append((piece,))
    return names


def _with_lost_comma(pieces: list[str]) -> list[str]:
    """'Family, I. J. Other' as the pages of careless writers have it: a comma got lost behind the
    first initial, since no list names a first person by the family name alone."""
    match = _TWO_INITIALS.fullmatch(pieces[1])
    first = pieces[0]
    if match is None or " " in first or len(first) < 3 or not first.isalpha():
        return pieces
    return [first, match[1], match[2], *pieces[2:]]


_TWO_INITIALS = re.compile(
    r"([A-Z]\.)\s?([A-Z]\. ?[A-Z][^\W\d_]{2,30}(?:[ -][A-Z][^\W\d_]{2,30})?)"
)


def _torn_at(pieces: list[str]) -> int | None:
    """Where the second half of a name stands that a comma tore: 'Bo Gil, Ana, Li, Jo Lee'.

    Every other piece has two words or more, so that neither half is a name alone; one half is a
    known name.
    """
    counts = [len(piece.split()) for piece in pieces if piece]
    if len(counts) < 4 or counts.count(1) != 2 or len(counts) != len(pieces):
        return None
    at = counts.index(1)
    halves = pieces[at : at + 2]
    torn = at > 0 and counts[at + 1] == 1 and not any(half[0].islower() for half in halves)
    known = any(_is_surname(half) or _is_given(half) for half in halves)
    return at + 1 if torn and known and not any(map(has_cjk, pieces)) else None


def is_initials(piece: str) -> bool:
    """Whether a piece is one to four initials: 'K.', 'S. K.', 'J.-P.', 'JA'."""
    return len(piece) <= 12 and _INITIALS.fullmatch(piece) is not None


def _could_be_family(piece: str) -> bool:
    tokens = piece.split()
    return 0 < len(tokens) <= 4 and not any(is_initials(token) for token in tokens)


def _could_invert(pair: list[str]) -> bool:
    return _could_be_family(pair[0]) and 0 < len(pair[1].split()) <= 3 and not has_cjk(pair[0])


def _is_inverted(pair: list[str]) -> bool:
    """Whether two pieces alone are one inverted name."""
    if not _could_invert(pair) or has_cjk(pair[1]):
        return False
    if is_initials(pair[1]):
        return True
    single = len([x for x in pair[0].split() if x.casefold() not in listed("particles")]) == 1
    if not single or _is_given(pair[0]):
        return False
    alone = " " not in pair[1] and not _is_surname(pair[1])
    words = all(len(piece) > _SHORT_NAME and piece.isalpha() for piece in pair)
    return _is_given(pair[1]) or (alone and (words or _is_surname(pair[0])))


_SHORT_NAME = 2


def is_unknown(pair: tuple[str, ...]) -> bool:
    """Whether nothing says that two words between which a comma stands are one person's name."""
    if len(pair) == 1 or is_initials(pair[1]):
        return False
    return not (_is_given(pair[1]) or _is_surname(pair[0]))


def _alternates(pieces: list[str]) -> bool:
    """Whether single words alternate as family name, given name."""
    if len(pieces) < 4 or len(pieces) % 2 or any(has_cjk(piece) for piece in pieces):
        return False
    words = [len(piece.split()) for piece in pieces]
    if max(words) > 2 or max(words[::2]) != 1 or any(map(_is_given, pieces[::2])):
        return False
    return sum(map(_is_given, pieces[1::2])) * 6 >= len(pieces)


def _first_is_inverted(pieces: list[str]) -> bool:
    """'Family, Given, Given Family, Given Family'."""
    if len(pieces) < 3 or len(pieces[0].split()) != 1 or has_cjk(pieces[0]):
        return False
    if len(pieces[1].split()) != 1 and not _ends_in_initial(pieces[1]):
        return False
    rest = [piece for piece in pieces[2:] if piece]
    straight = all(len(piece.split()) >= 2 for piece in rest)
    return bool(rest) and straight and _could_be_family(pieces[0])


def _ends_in_initial(piece: str) -> bool:
    tokens = piece.split()
    return len(tokens) == 2 and is_initials(tokens[1])


def _is_given(piece: str) -> bool:
    tokens = piece.split()
    return bool(tokens) and plain_letters(tokens[0].strip(".")) in given_names()


def _is_surname(piece: str) -> bool:
    return plain_letters(piece) in romanised_surnames()


def _spaced_names(piece: str) -> list[str]:
    """East Asian names that only spaces part; two such parts may be one letter-spaced name."""
    if piece.isascii() or not BETWEEN_CJK.search(piece):
        return _glued_names(piece)
    tokens = BETWEEN_CJK.split(piece)
    joined: list[str] = []
    for token in tokens:
        if joined and len(joined[-1]) == 1 and len(token) == 1:
            joined[-1] += token
        else:
            joined.append(token)
    if len(joined) == 1 or all(is_chinese_name(token) for token in joined) or len(joined) > 2:
        return joined
    return [piece]


def _glued_names(piece: str) -> list[str]:
    """Chinese names with a conjunction between: 张三和李四."""
    if len(piece) < 5 or piece.isascii():
        return [piece]
    for at in range(2, len(piece) - 2):
        if piece[at] in data()["conjunctions_cjk"]:
            before, after = piece[:at], piece[at + 1 :]
            if is_chinese_name(before) and is_chinese_name(after):
                return [before, after]
    return [piece]


def is_chinese_name(text: str) -> bool:
    """Two to four Han characters that start with a Chinese family name."""
    if not 2 <= len(text) <= 4 or not _HAN_ONLY.fullmatch(text):
        return False
    return text[:2] in compound_surnames() or (text[0] in surnames() and len(text) <= 3)


def is_korean_name(text: str) -> bool:
    """Two to four Hangul signs that start with a Korean family name, three for most."""
    if not _HANGUL_NAME.fullmatch(text):
        return False
    return text[:2] in korean_surnames() or (text[0] in korean_surnames() and len(text) <= 3)


def _middle_dots(text: str) -> str:
    """A middle dot parts Korean names, and Japanese ones, unless a neighbour is katakana:
    ジョン・スミス."""
    if "·" in text or "ㆍ" in text or "・" in text:
        text = _HANGUL_DOT.sub("、", text)
    return _KATAKANA_DOT.sub("、", text) if "・" in text else text


@cache
def _lead_pattern() -> re.Pattern[str]:
    leads = listed("leads")
    plain = leads - listed("leads_with_colon")
    return re.compile(
        rf"\s*(?:{any_of(leads)}\s?[:：/／]\s*|"
        rf"{any_of(plain)}(?:\s+|(?<=[{CJK}])(?=[{CJK}])))",
        re.IGNORECASE,
    )


@cache
def _behind_names() -> re.Pattern[str]:
    """Conjunctions that stand in names as well, 'Ramón y Cajal', between a person's initials or
    two words of a name and the next person's."""
    words = any_of(listed("conjunctions_behind_names"))
    following = rf"(?={_CAPITAL}[^\W\d_]+(?:,|\s{_CAPITAL}))"
    return re.compile(rf"(?:(?<={_CAPITAL}\.)|(?<=[^\W\d_]{{2}}))\s(?:{words})\s{following}")


@cache
def _more_hints() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a text with one of the wordings must hold at least, case folded."""
    return ascii_and_all((*data()["more"], *data()["more_counted"].split("|"), "+"))


@cache
def _more_pattern() -> re.Pattern[str]:
    western = any_of(listed("more") - listed("more_cjk"))
    eastern, counted = any_of(listed("more_cjk")), data()["more_counted"]
    return re.compile(
        rf"[\s,，]{{0,4}}(?:\band\b|&|\+)?\s*(?:\b|(?<=\W))(?:\d+\s(?:{counted})\b|\+\d+)|"
        rf"[\s,，]{{0,4}}(?:\band\s+|&\s*)?(?:(?<![^\W\d_]){western}(?![^\W\d_])|"
        rf"(?<=[{CJK},，、;；\s.A-Za-z]){eastern}(?=[\s,，、;；:：.。)）\d]|$))",
        re.IGNORECASE,
    )


@cache
def _conjunction_hints() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a text with a conjunction must hold, case folded, a space put to either end."""
    glued = [f"{comma}{space}and" for comma in ",，" for space in ("", " ")]
    return ascii_and_all((*(f" {word} " for word in data()["conjunctions"]), *glued))


@cache
def _conjunction_pattern() -> re.Pattern[str]:
    words = any_of(data()["conjunctions"])
    return re.compile(
        rf"[,，]?\s+{words}\s+|^{words}\s+|[,，]\s?(?:and|&)(?=\s|(?-i:[A-Z]))|&",
        re.IGNORECASE,
    )
