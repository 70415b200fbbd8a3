"""Inverted names, 'Family, Given': which pieces between commas belong together."""

from __future__ import annotations

import re
from functools import cache

from extractor.papers.fields._name_lists import listed
from extractor.papers.fields._patterns import any_of
from extractor.papers.fields._text import has_cjk, plain_letters
from extractor.papers.fields._words import given_names, romanised_surnames

CAPITAL = "[A-ZÀ-ÖØ-ÞŁĆČŚŠŻŽŐŘĐΑ-ΩА-Я]"
_INITIALS = re.compile(rf"(?:{CAPITAL}(?:\.|(?=[\s-]|$|{CAPITAL}))[\s-]{{0,2}}){{1,4}}\.?")
_DOTTED = rf"{CAPITAL}\.(?:[ -]?{CAPITAL}\.){{0,3}}"
_TWO_INITIALS = re.compile(
    r"([A-Z]\.)\s?([A-Z]\. ?[A-Z][^\W\d_]{2,30}(?:[ -][A-Z][^\W\d_]{2,30})?)"
)


def without_commas_between(text: str) -> list[tuple[str, ...]]:
    """'Family, I. Family, I. J. and Family, I.': inverted names that only spaces part."""
    whole, one = _spaced_names()
    if not whole.fullmatch(text.strip(" ,;")):
        return []
    return [(name[1], name[2].strip()) for name in one.finditer(text)]


@cache
def _spaced_names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Inverted names that only spaces part, and one of them."""
    words = any_of(listed("conjunctions_of_citations"))
    particle = rf"(?:(?!{words} )[a-z]{{2,3}} )?"
    family = rf"{particle}{CAPITAL}[^\W\d_]+(?:[-'’ ]{CAPITAL}[^\W\d_]+)?"
    return (
        re.compile(rf"{family}, {_DOTTED}(?:(?:,? (?:{words}|&) | ){family}, {_DOTTED})+"),
        re.compile(rf"\b({family}), ({_DOTTED})"),
    )


def with_lost_comma(pieces: list[str]) -> list[str]:
    """'Family, I. J. Other' as the pages of careless writers have it: a comma got lost behind the
    first initial, since no list names a first person by the family name alone."""
    match = _TWO_INITIALS.fullmatch(pieces[1])
    first = pieces[0]
    if match is None or " " in first or len(first) < 3 or not first.isalpha():
        return pieces
    return [first, match[1], match[2], *pieces[2:]]


def is_initials(piece: str) -> bool:
    """Whether a piece is one to four initials: 'K.', 'S. K.', 'J.-P.', 'JA'."""
    return len(piece) <= 12 and _INITIALS.fullmatch(piece) is not None


def are_given_parts(piece: str) -> bool:
    """Whether a piece is initials, with particles of the family name behind: 'M. van der'."""
    head, *rest = piece.split() or [""]
    while rest and (rest[-1] == "." or rest[-1].casefold() in listed("particles")):
        rest.pop()
    return is_initials(" ".join((head, *rest)).strip())


def could_be_family(piece: str) -> bool:
    tokens = piece.split()
    if len(tokens) == 1 and len(piece) >= _SHORT_NAME and piece.isalpha():
        return True  # 'WANG', which might be four initials
    return 0 < len(tokens) <= 4 and not any(is_initials(token) for token in tokens)


def could_invert(pair: list[str]) -> bool:
    if not could_be_family(pair[0]) or has_cjk(pair[0]):
        return False
    given = [
        token
        for token in pair[1].split()
        if not is_initials(token) and token.casefold() not in listed("particles")
    ]
    return len(given) <= _MOST_GIVEN and 0 < len(pair[1].split()) <= 2 * _MOST_GIVEN


def is_inverted(pair: list[str]) -> bool:
    """Whether two pieces alone are one inverted name."""
    if not could_invert(pair) or has_cjk(pair[1]):
        return False
    if is_initials(pair[1]):
        return True
    if not _is_one_family(pair[0]) or is_given(pair[0]):
        return False
    alone = " " not in pair[1] and not is_surname(pair[1])
    words = all(len(piece) > _SHORT_NAME and piece.isalpha() for piece in pair)
    return is_given(pair[1]) or (alone and (words or is_surname(pair[0])))


_SHORT_NAME = 2


def is_unknown(pair: tuple[str, ...]) -> bool:
    """Whether nothing says that two words between which a comma stands are one person's name."""
    if len(pair) == 1 or is_initials(pair[1]):
        return False
    return not (is_given(pair[1]) or is_surname(pair[0]))


_FEWEST, _MOST_WORDS = 4, 2


def alternates(pieces: list[str], *, cited: bool = False) -> bool:
    """Whether single words alternate as family name, given name."""
    if len(pieces) < 2 or len(pieces) % 2 or any(has_cjk(piece) for piece in pieces):
        return False
    if _in_capitals(pieces):
        return True
    families, given = pieces[::2], pieces[1::2]
    longest = max(len(piece.split()) for piece in given)
    if len(pieces) < _FEWEST or any(" " in family for family in families):
        return False
    known = sum(map(is_given, given))
    if cited and longest <= _MOST_GIVEN:
        return known >= max(1, sum(map(is_given, families)))
    if longest > _MOST_WORDS or any(map(is_given, families)):
        return False
    return known * 6 >= len(pieces)


def _in_capitals(pieces: list[str]) -> bool:
    """'LIMA, Ann, CHEN, Bo': family names in capitals, and given names that are none."""
    families, given = pieces[::2], pieces[1::2]
    return all(could_be_family(each) and each.isupper() for each in families) and not any(
        each.isupper() and not is_initials(each) for each in given
    )


def opens_citation(pair: list[str]) -> bool:
    """Whether what opens a citation is one inverted name: 'Zhang, Tong', no two family names,
    between which 'and' would stand."""
    single = " " not in pair[0] or pair[0].split()[0].casefold() in listed("particles")
    return could_invert(pair) and single and not has_cjk(pair[1])


def first_is_inverted(pieces: list[str], *, cited: bool) -> bool:
    """'Family, Given, Given Family, Given Family'."""
    if len(pieces) < 3 or not _is_one_family(pieces[0]) or has_cjk(pieces[0]):
        return False
    count = sum(token.casefold() not in listed("particles") for token in pieces[1].split())
    if count != 1 and not _ends_in_initial(pieces[1]) and not (cited and count <= _MOST_GIVEN):
        return False
    rest = [piece for piece in pieces[2:] if piece]
    straight = all(len(piece.split()) >= 2 for piece in rest)
    return bool(rest) and straight and could_be_family(pieces[0])


def _is_one_family(piece: str) -> bool:
    """Whether a piece is a family name of one word, with particles in front: 'Van der Lima'."""
    *before, _ = piece.split() or [""]
    return all(token.casefold() in listed("particles") for token in before)


_MOST_GIVEN = 3


def _ends_in_initial(piece: str) -> bool:
    """'Ann B.', 'Ann B. C.': given names."""
    tokens = piece.split()
    return 1 < len(tokens) <= _MOST_GIVEN and all(map(is_initials, tokens[1:]))


def is_given(piece: str) -> bool:
    tokens = piece.split()
    return bool(tokens) and plain_letters(tokens[0].strip(".")) in given_names()


def is_surname(piece: str) -> bool:
    return plain_letters(piece) in romanised_surnames()
