"""Judges single pieces of an author list, and parts names into given and family name."""

from __future__ import annotations

import re

from extractor.papers.fields._author_split import is_chinese_name, is_korean_name
from extractor.papers.fields._inverted_names import is_initials
from extractor.papers.fields._name_lists import listed
from extractor.papers.fields._patterns import holds_any
from extractor.papers.fields._text import CJK, HAN, folded_if_short, has_cjk, plain_letters
from extractor.papers.fields._title_lists import other_headings
from extractor.papers.fields._venue_lists import abbreviations
from extractor.papers.fields._words import (
    compound_surnames,
    given_names,
    is_romanised,
    japanese_surnames,
    korean_surnames,
    no_name_words,
    organisations_cjk,
    romanised_surnames,
    transliteration,
    vietnamese_surnames,
    words,
)
from extractor.records import Author

_EDGES = ' ○◯●◎,，.。:：;；、·-–—_~`"“”'
# A capital, then letters, hyphens and apostrophes; also d'Aspremont, al-Khatib, 't Hooft.
_NAME_TOKEN = re.compile(
    r"(?:[a-z]{1,3}['’ʼ-]|d[aeiu]|v[ao]n|l[ae]|[ae]l)?[^\W\d_a-zß-ÿ][^\W\d_]*(?:[-‐‑–'’ʼ`.][^\W\d_]+)*\.?"
)
_TRANSLITERATED = re.compile(f"[{CJK}]{{1,8}}(?:[·・•.．-][{CJK}A-Z]{{1,8}}){{1,3}}")
_HAN_NAME = re.compile(rf"[{HAN}]{{2,5}}(?:[ \u3000][{HAN}\u3040-\u30ff]{{1,4}})?")
# A given name in kana, glued to the family name: 望月さやか.
_KANA_NAME = re.compile(rf"[{HAN}]{{1,3}}[\u3040-\u30ff]{{2,4}}")
_PREFIXED = re.compile(
    r"(?:Mc|Mac|De|Di|Du|Da|Del|La|Le|Van|Vander|Vanden|Von|Fitz|[a-z]{2})[A-Z][a-z]"
)
_MARK_LETTER = re.compile(r"\s[a-d]$")
_LETTERS = re.compile(r"[^\W\d_]+")
_HYPHEN = re.compile(r"[-‐‑–]")
_HUMP = re.compile(r"[a-z][A-Z]")
_DIGIT = re.compile(r"\d")
_TOKEN_ENDS = re.compile(r"[\s.-]")
_CLEANED_EDGES = _EDGES[:-3] + '"“”*'


def cleaned(piece: str) -> str:
    """One name without punctuation around it, degrees and a footnote's letter."""
    tokens = piece.split()
    name = " ".join(tokens).strip(_CLEANED_EDGES)
    if tokens and tokens[-1].endswith(".") and _ends_with_dot(name):
        name += "."
    tokens = name.split(" ")
    while len(tokens) > 1 and tokens[-1].casefold().strip(",") in listed("degrees"):
        tokens.pop()
    return _MARK_LETTER.sub("", " ".join(tokens)).rstrip(",")


def _ends_with_dot(name: str) -> bool:
    """Whether the last token is an abbreviation, whose dot belongs to the name."""
    last = _TOKEN_ENDS.split(name)[-1]
    return is_initials(last) or f"{last}.".casefold() in listed("suffixes")


def score(piece: str, *, inverted: bool = False) -> float:
    """How plausible it is that a piece names one person, 0 to 1."""
    if not piece or _holds_digit(piece) or folded_if_short(piece) in listed("kinds"):
        return 0.0
    return _score_cjk(piece) if has_cjk(piece) else _score_latin(piece, inverted=inverted)


def _holds_digit(piece: str) -> bool:
    if piece.isascii():
        return _DIGIT.search(piece) is not None
    return any(map(str.isdigit, piece))


def _score_cjk(piece: str) -> float:
    value = _form_cjk(piece)
    if not value or holds_any(piece, organisations_cjk()):
        return 0.0
    return 0.0 if folded_if_short(piece) in other_headings() else value


def _form_cjk(piece: str) -> float:
    """What length, signs and family name say."""
    if is_chinese_name(piece):
        return 1.0 if len(piece) > 2 else 0.9
    if _TRANSLITERATED.fullmatch(piece):
        signs = [sign for sign in piece if sign.isalpha()]
        foreign = sum(sign in transliteration() or "\u30a1" <= sign <= "\u30fa" for sign in signs)
        return 0.75 if foreign >= 0.7 * len(signs) else 0.1
    if _HAN_NAME.fullmatch(piece):
        japanese = piece.startswith(tuple(japanese_surnames()))
        return 0.85 if japanese else 0.4 if len(piece) > 2 else 0.2
    if is_korean_name(piece):
        return 0.85 if len(piece) > 2 else 0.4
    if _KANA_NAME.fullmatch(piece) and piece.startswith(tuple(japanese_surnames())):
        return 0.85
    return 0.0


def _score_latin(piece: str, *, inverted: bool) -> float:
    tokens = piece.replace(",", " ").split()
    if not tokens or len(tokens) > 7:
        return 0.0
    names = _name_tokens(tokens)
    if not names or names[0] == "A" or not all(map(_is_shaped, names)):
        return 0.0
    full = [token for at, token in enumerate(names) if not _is_initial_of(names, at)]
    initial = len(full) < len(names)
    if not full:
        return 0.1
    plain = [plain_letters(token.strip(".")) for token in full]
    known = _are_known(plain)
    told = full[1:] if _is_called_so(full, plain) else full
    if not known and any(_is_word(token, lenient=initial) or _is_camel(token) for token in told):
        return 0.0
    capitals = any(len(token) > 2 and token.isupper() for token in full)
    dotted = len(full) == 1 and any("." in token for token in names if token not in full)
    if _is_journal(plain) or (capitals and not known and not dotted):
        return 0.15
    return _score_shape(len(names), known=known, inverted=inverted, initial=initial)


def _is_called_so(full: list[str], plain: list[str]) -> bool:
    """Whether a word of sentences stands where a given name does: 'Per Holm'."""
    return len(full) == _TWO and plain[0] in words("given") and full[0].istitle()


# 'ICML.' ends a sentence.
_ACRONYM = re.compile(r"[A-Z]{3,}\.")


def _is_shaped(token: str) -> bool:
    # Most words that fail are in lower case, and longer than any particle in front of a capital.
    if token.islower() and token.isascii() and token.isalpha():
        return False
    if _ACRONYM.fullmatch(token):
        return False
    return _NAME_TOKEN.fullmatch(token) is not None or is_initials(token)


def _is_journal(plain: list[str]) -> bool:
    """Whether most words are abbreviations of journals: Ann Rheum Dis."""
    hits = sum(map(abbreviations().__contains__, plain))
    return hits >= max(2, len(plain) - 1)


def _is_initial_of(names: list[str], at: int) -> bool:
    """Whether a token is initials in its place; three capitals without dots only at the end."""
    token = names[at]
    if len(names) == 1 or not is_initials(token):
        return False
    return "." in token or len(token) < 3 or at == len(names) - 1


def _are_known(plain: list[str]) -> bool:
    """Whether a token is a known name; a Pinyin given name counts beside a Chinese family name."""
    count = len(plain)
    if count > 1 and plain[-1] in vietnamese_surnames() and plain[0] not in words("function"):
        return True
    surnamed = not romanised_surnames().isdisjoint(plain)
    # 'Le Hou': a French article, too.
    article = count == _TWO and not words("syllable").isdisjoint(plain)
    if surnamed and article and all(map(is_romanised, plain)):
        return True
    plain = [each for each in plain if each not in words("topic") and each not in words("function")]
    if not given_names().isdisjoint(plain):
        return True
    if romanised_surnames().isdisjoint(plain):
        return False
    return count == 1 or sum(map(is_romanised, plain)) >= 2


_TWO = 2


def _is_camel(token: str) -> bool:
    """CoNEXT, PyTorch; but McKeown, DeVries and two Pinyin syllables such as JiaQi are names."""
    if not _HUMP.search(token):
        return False
    return not (_PREFIXED.match(token) or is_romanised(token)) or token[-1].isupper()


def _name_tokens(tokens: list[str]) -> list[str]:
    """The tokens that must look like names: no titles, no particles where two others remain."""
    titles, particles = listed("titles"), listed("particles")
    folded = [token.casefold() for token in tokens]
    if titles.isdisjoint(folded) and particles.isdisjoint(folded):
        return tokens
    names = [token for token in tokens if token.casefold() not in titles]
    bare = [token for token in names if token.casefold() not in particles]
    return bare if len(bare) > 1 or any(map(str.islower, names)) else names


def _score_shape(count: int, *, known: bool, inverted: bool, initial: bool) -> float:
    if count == 1:
        return 0.6 if known or inverted else 0.4
    if count > 5:
        return 0.3
    if known or inverted:
        return 1.0
    return 0.95 if initial else 0.75


def _is_word(token: str, *, lenient: bool) -> bool:
    """Whether a token is a word of sentences, organisations or, if not `lenient`, titles."""
    return not no_name_words(lenient=lenient).isdisjoint(_HYPHEN.split(token.casefold().strip(".")))


def author(piece: tuple[str, ...]) -> Author:
    """The person of a piece; given and family name only where they are sure."""
    if len(piece) == 2:
        family, given = cleaned(piece[0]), cleaned(piece[1])
        return (
            Author(f"{family}, {given}", given or None, family or None) if given else Author(family)
        )
    name = cleaned(piece[0])
    given_family = _parts_cjk(name) if has_cjk(name) else _parts_latin(name)
    return Author(name, *given_family) if given_family else Author(name)


def _parts_cjk(name: str) -> tuple[str, str] | None:
    if is_korean_name(name):
        size = 2 if name[:2] in korean_surnames() else 1
        return (name[size:], name[:size]) if len(name) - size == 2 else None
    if not is_chinese_name(name):
        return None
    size = 2 if name[:2] in compound_surnames() and len(name) > 2 else 1
    return name[size:], name[:size]


def _parts_latin(name: str) -> tuple[str, str] | None:
    """(given, family) of a name in straight order, or with the initials last."""
    tokens = name.split()
    if len(tokens) < 2 or "," in name or tokens[-1].casefold() in listed("suffixes"):
        return None
    capitals = [_is_family_in_capitals(token) for token in tokens]
    if len(tokens) == 2 and sum(capitals) == 1:
        return (tokens[1], tokens[0]) if capitals[0] else (tokens[0], tokens[1])
    if is_initials(tokens[-1]) and not any(is_initials(token) for token in tokens[:-1]):
        return tokens[-1], " ".join(tokens[:-1])
    particle = next(
        (at for at, token in enumerate(tokens[1:-1], 1) if token.casefold() in listed("particles")),
        None,
    )
    if particle:
        return " ".join(tokens[:particle]), " ".join(tokens[particle:])
    if all(is_initials(token) for token in (tokens[1:-1] or tokens[:1])):
        return " ".join(tokens[:-1]), tokens[-1]
    return _parts_of_two(tokens[0], tokens[1]) if len(tokens) == 2 else None


def _is_family_in_capitals(token: str) -> bool:
    """ZHANG, DUPONT, LI; but JA are initials."""
    if not token.isupper() or "." in token or len(token) < 2:
        return False
    return len(token) > 3 or plain_letters(token) in romanised_surnames()


def _parts_of_two(first: str, last: str) -> tuple[str, str] | None:
    """(given, family) of two full names: a known given name leads, or one is a Chinese surname."""
    plain = plain_letters(first), plain_letters(last)
    if plain[0] in given_names() and plain[1] not in given_names():
        return first, last
    surname = [token in romanised_surnames() for token in plain]
    if surname == [False, True] and is_romanised(first):
        return first, last
    if surname == [True, False] and is_romanised(last) and len(last) > 4:
        return last, first
    return None
