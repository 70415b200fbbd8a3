"""Cuts the text of an author list into pieces of one name each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from extractor.papers.fields._inverted_names import (
    CAPITAL,
    alternates,
    are_given_parts,
    could_be_family,
    could_invert,
    first_is_inverted,
    is_given,
    is_inverted,
    is_surname,
    opens_citation,
    with_lost_comma,
    without_commas_between,
)
from extractor.papers.fields._name_lists import data, listed
from extractor.papers.fields._organisations import without_affiliations
from extractor.papers.fields._patterns import any_of, ascii_and_all, holds_any
from extractor.papers.fields._text import (
    CJK,
    HAN,
    HANGUL,
    from_latex,
    has_cjk,
    squeezed,
)
from extractor.papers.fields._words import (
    compound_surnames,
    korean_surnames,
    organisations_cjk,
    surnames,
)

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,100}")
_MARKS = re.compile(
    r"\$?\^\{?[\d,*†‡§\s\\a-z]{1,24}\}?\$?|[⁰¹²³⁴-⁹₀-₉∗*†‡§¶#✉📧⋆★☆♯♠♣♦♢♡♥◇◆△▲^]|[①-⑳]|\\(?:dagger|ddagger|ast)"
)
# 'Kovacs A*. A Study': the full stop is no initial's.
_STOP_BEHIND_MARK = re.compile(r"(?<=\w)[∗*†‡§#✉]{1,3}\.(?=\s*$)")
# Every mark in ASCII text holds one of these.
_ASCII_MARKS = ("*", "^", "#", "\\")
# Footnote digits glued to a name: 'Li1,2'.
_DIGITS = re.compile(
    rf"(?<=[^\W\d_]|[.{CJK}])\s?\d{{1,2}}(?:\s?[,，]\s?\d{{1,2}}){{0,8}}(?![\d\w%])"
)
_OPENING_QUOTES = " ,‘“„«《「『"
"""What stands between persons and a title in quotation marks."""
_END_YEAR = re.compile(r"[.,，\s]\s*\(?(?:1[89]|20)\d\d[a-z]?\)?[\s.,，]*$")
_STRONG = re.compile(r"\s*[;；|｜、\t]\s*|\s+[·•∙/]\s+")
_STRONG_SIGN = re.compile(r"[;；|｜、\t·•∙/]")
_COMMA = re.compile(r"\s*[,，]\s*")
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


def cut(
    text: str, *, strip_lead: bool = True, cited: bool = False
) -> tuple[list[tuple[str, ...]], bool]:
    """The names of a list, and whether the list says that there are more.

    A name is one piece, or, where it stands inverted, family name and given names. `cited`: the
    list opens a citation, where a single word before the first comma is a family name.
    """
    text = squeezed(from_latex(text)).rstrip(_OPENING_QUOTES)
    if not text.isascii() and text.rstrip(_COLONS).endswith(_labels_of_titles()):
        text = label_of_title().sub("", text)
    if strip_lead:
        text = without_lead(text)
    text = without_brackets(_EMAIL.sub(" ", text) if "@" in text else text)
    if not text.isascii() or holds_any(text, _ASCII_MARKS):
        text = _MARKS.sub("", _STOP_BEHIND_MARK.sub("", text))
    if not text.isascii():
        text = _workplace().sub(r"\1", text)
    text, more = _without_more(_without_degrees(text) if "," in text else text)
    if _DIGIT.search(text):
        text = _DIGITS.sub("", _END_YEAR.sub("", text))
    text = _behind_names().sub(" & ", _middle_dots(text))
    parts = _STRONG.split(text) if _STRONG_SIGN.search(text) else [text]
    parts = without_affiliations(parts) if len(parts) > 1 else parts
    pieces = _all_inverted(parts) or _between_slashes(text) or without_commas_between(text)
    if not pieces:
        for part in parts:
            pieces.extend(_cut_part(part, cited=cited))
    return [piece for piece in pieces if piece[0]], more


def _without_degrees(text: str) -> str:
    """The names without degrees between commas, 'Ann Lima, PhD, Bo Chen, MD': behind a full name,
    since behind a family name letters are initials."""
    for match in reversed(list(_degrees().finditer(text))):
        before = max(text.rfind(sign, 0, match.start()) for sign in ",;&/")
        name = text[before + 1 : match.start()].strip()
        if " " in name and (match["sure"] or is_given(name)):
            text = text[: match.start()] + text[match.end() :]
    return text


@cache
def _degrees() -> re.Pattern[str]:
    sure, others = any_of(listed("sure_degrees")), any_of(listed("degrees_like_initials"))
    return re.compile(rf",\s?(?:(?P<sure>{sure})|{others})(?=\s*(?:[,;/&|]|and\b|$))")


_COLONS = " :\uff1a"


@cache
def _labels_of_titles() -> tuple[str, ...]:
    return tuple(listed("labels_of_titles"))


@cache
def label_of_title() -> re.Pattern[str]:
    """The label of the title behind the persons."""
    return re.compile(rf"(?:^|[\s,，;；、。]){any_of(listed('labels_of_titles'))}\s?[:：]?$")


@cache
def _workplace() -> re.Pattern[str]:
    """An organisation that a space parts from the East Asian name before it: '林冲 某某大学'."""
    names = any_of(organisations_cjk())
    sign, end = rf"[{CJK}A-Za-z]", r"[,，、;；\s]"
    workplace = rf"{sign}{{1,20}}?{names}{sign}{{0,12}}"
    return re.compile(rf"((?:^|{end})[{CJK}]{{2,4}})[ \u3000]{workplace}(?={end}|$)")


def _all_inverted(parts: list[str]) -> list[tuple[str, ...]]:
    """'Family, Given; Family, Given': the names where semicolons part inverted ones throughout."""
    names = [name for part in parts for name in _at_conjunctions(part) if name.strip(" ,，.")]
    if len(parts) < 2 or len(names) < 2:
        return []
    cut = [_at_commas(name.strip(" ,，")) for name in names]
    pairs = [pair for pair in cut if len(pair) > 1]
    if not pairs or not all(len(pair) == 2 and could_invert(pair) for pair in pairs):
        return []
    # Those behind the first may stand in straight order: 'Family, Given; and Given Family'.
    straight = [name[0] for name in cut[1:] if len(name) == 1]
    if len(cut[0]) == 1 or not all(" " in name for name in straight):
        return []
    # Two full names between semicolons are two persons.
    short = sum(" " not in pair[0] or " " not in pair[1] for pair in pairs)
    return [tuple(pair) for pair in cut] if short == len(pairs) else []


def _between_slashes(text: str) -> list[tuple[str, ...]]:
    """'Family, Given/Family, Given', 'Family I./J. Family', and the same with dashes between."""
    parts = [part.strip() for part in _SLASH.split(text)]
    if len(parts) == 1:
        return []
    if all(map(_WITH_INITIALS.fullmatch, parts)):
        return [(part,) for part in parts]
    return _all_inverted(parts)


_SLASH = re.compile(r"/|\s[-–—]\s")
_WITH_INITIALS = re.compile(
    rf"{CAPITAL}[^\W\d_]+(?:-{CAPITAL}[^\W\d_]+)?(?: {CAPITAL}\.(?:[ -]?{CAPITAL}\.)*)"
    rf"|(?:{CAPITAL}\.[ -]?)+(?:[a-z]+ ){{0,2}}{CAPITAL}[^\W\d_]+(?:-{CAPITAL}[^\W\d_]+)?"
)


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


def _cut_part(part: str, *, cited: bool) -> list[tuple[str, ...]]:
    """The names of a part that semicolons and the like have cut out."""
    names = [name for name in _at_conjunctions(part) if name.strip(" ,，.")]
    commas = [_at_commas(name.strip(" ,，")) for name in names]
    inverted = len(commas) > 1 and all(len(each) == 2 and could_invert(each) for each in commas)
    alone = commas[0] if len(commas) == 1 and len(commas[0]) == 2 else None
    if cited and _ends_inverted(commas):
        flat = [piece for each in commas for piece in each]
        return list(zip(flat[::2], flat[1::2], strict=True))
    if inverted or (alone and (is_inverted(alone) or (cited and opens_citation(alone)))):
        return [tuple(each) for each in commas]
    pieces: list[tuple[str, ...]] = []
    flat = [piece for each in commas for piece in each]
    for piece in _joined(flat, cited=cited):
        if len(piece) == 1:
            pieces.extend((name,) for name in _spaced_names(piece[0]))
        else:
            pieces.append(piece)
    return pieces


_PAIR = 2


def _ends_inverted(commas: list[list[str]]) -> bool:
    """'Family, Given, Family, Given and Family, Given': the last person stands inverted, and so do
    those before, who come in pairs."""
    if len(commas) == 1 or not commas or len(commas[-1]) != _PAIR:
        return False
    if any(len(each) % 2 for each in commas):
        return False
    return all(
        could_invert(list(pair)) and " " not in pair[0]
        for each in commas
        for pair in zip(each[::2], each[1::2], strict=True)
    )


def _at_conjunctions(part: str) -> list[str]:
    if "&" in part or holds_any(f" {part.casefold()} ", _conjunction_hints()[part.isascii()]):
        return _conjunction_pattern().split(part)
    return [part]


def _at_commas(name: str) -> list[str]:
    return _COMMA.split(name) if "," in name or "，" in name else [name]


def _joined(pieces: list[str], *, cited: bool) -> list[tuple[str, ...]]:
    """Pieces with initials, suffixes and inverted given names put back to their family name."""
    if len(pieces) < 2:
        return [(piece,) for piece in pieces]
    pieces = with_lost_comma(pieces)
    names: list[tuple[str, ...]] = []
    paired = alternates(pieces, cited=cited)
    first_inverted = first_is_inverted(pieces, cited=cited)
    torn = _torn_at(pieces)
    for at, piece in enumerate(pieces):
        previous = names[-1] if names else None
        if not previous or not piece:
            names.append((piece,))
        elif piece.casefold() in listed("suffixes"):
            names[-1] = (*previous[:-1], f"{previous[-1]}, {piece}")
        elif len(previous) == 1 and (
            (are_given_parts(piece) and could_be_family(previous[0]))
            or (paired and at % 2)
            or (first_inverted and at == 1)
        ):
            names[-1] = (previous[0], piece)
        elif at == torn:
            names[-1] = (f"{previous[0]}, {piece}",)
        else:
            names.append((piece,))
    return names


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
    known = any(is_surname(half) or is_given(half) for half in halves)
    return at + 1 if torn and known and not any(map(has_cjk, pieces)) else None


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
    following = rf"(?={CAPITAL}(?:\.|[^\W\d_]+)(?:,|[\s-]?{CAPITAL}))"
    return re.compile(rf"(?:(?<={CAPITAL}\.)|(?<=[^\W\d_]{{2}}))\s(?:{words})\s{following}")


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
