"""Person names of embedded metadata: one a value, or several in one."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from extractor.papers.fields._text import from_latex, has_cjk, squeezed
from extractor.papers.fields.names import read_authors
from extractor.records import Author

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_NUMBER = re.compile(r"\s*\(?\d{4}-\d{4}-\d{4}-\d{3}[\dX]\)?|\s*<[^<>]{0,80}>")
_JOINT = re.compile(r"[{}]|\s[aA][nN][dD]\s")
_OTHERS = frozenset(("others", "et al", "et al."))
_MAX_WORDS = 8
_MAX_FAMILY = 4


def read_persons(values: Sequence[str], *, inverted: bool = True) -> tuple[Author, ...]:
    """The persons of the values of an author field, each once, names as embedded.

    `inverted`: 'Family, Given' is one person.
    """
    found: dict[str, Author] = {}
    for value in values:
        text = squeezed(_TAG.sub("", html.unescape(value)))
        text = squeezed(_NUMBER.sub("", text)).strip(" ,;")
        if not text or text.startswith(("http:", "https:")):
            continue
        for piece in filter(None, map(squeezed, text.split(";"))):
            for person in _persons(piece, inverted=inverted):
                found.setdefault(person.name, person)
    return tuple(found.values())


def _persons(piece: str, *, inverted: bool) -> Iterator[Author]:
    if inverted and piece.count(",") == 1:
        family, given = (squeezed(half) for half in piece.split(","))
        if family and given and len(family.split()) <= _MAX_FAMILY and not _is_list(family, given):
            yield Author(f"{family}, {given}", given, family)
            return
    people = read_authors(piece).people
    lone = "," not in piece and len(piece.split()) <= _MAX_WORDS and _has_letter(piece)
    yield from people or ((Author(piece),) if lone else ())


def _is_list(one: str, other: str) -> bool:
    """Whether 'A B, C D' is two persons: both halves are full names, the second has no initials."""
    if has_cjk(one) and has_cjk(other):
        return len(one) > 1 and len(other) > 2
    return len(one.split()) >= 2 and len(other.split()) >= 2 and "." not in other


def bibtex_persons(text: str) -> tuple[Author, ...]:
    """The persons of a BibTeX name list, parted at `and` outside braces; `others` left out.

    'First von Last', 'von Last, First' and 'von Last, Jr, First' are parted as BibTeX does; lists
    with commas where `and` should stand are read as running text.
    """
    found: dict[str, Author] = {}
    for piece in _bibtex_pieces(_TAG.sub("", text) if "<" in text else text):
        for person in _bibtex_person(piece.strip(" ,;\t\n")):
            found.setdefault(person.name, person)
    return tuple(found.values())


def _bibtex_pieces(text: str) -> Iterator[str]:
    depth, start = 0, 0
    for match in _JOINT.finditer(text):
        sign = match[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            yield text[start : match.start() + 1]
            start = match.end() - 1
    yield text[start:]


def _bibtex_person(piece: str) -> Iterator[Author]:
    name = squeezed(from_latex(piece).replace("~", " ")).strip(" ,;")
    if not name or name.casefold() in _OTHERS or not _has_letter(name):
        return
    parts = [squeezed(part) for part in name.split(",") if part.strip()]
    if piece.startswith("{") and piece.endswith("}") and "}" not in piece[1:-1]:
        yield Author(name)
    elif len(parts) > 3 or (len(parts) == 2 and _is_list(*parts)):
        yield from read_authors(name).people
    elif len(parts) == 3:
        yield Author(", ".join(parts), parts[2], f"{parts[0]} {parts[1]}")
    elif len(parts) == 2:
        yield Author(", ".join(parts), parts[1], parts[0])
    else:
        yield _straight(name)


def _straight(name: str) -> Author:
    """The family name starts at the first word in lower case ('van', 'de la'), else is the last."""
    tokens = name.split()
    if len(tokens) < 2 or has_cjk(name):
        return Author(name)
    von = next((at for at, token in enumerate(tokens[1:-1], 1) if token[:1].islower()), None)
    cut = von if von is not None else len(tokens) - 1
    return Author(name, " ".join(tokens[:cut]), " ".join(tokens[cut:]))


def _has_letter(name: str) -> bool:
    return any(sign.isalpha() for sign in name)
