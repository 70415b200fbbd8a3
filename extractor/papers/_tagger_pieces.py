"""Sentences and pieces of a citation string, and what each of them looks like.

A piece stands between commas, brackets, quotes, conjunctions and the like; a sentence between full
stops, quotes, line breaks and bracketed years. What a token's neighbourhood as a whole looks like
(a run of names, a container's name, a sentence) says more than its nearest words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extractor.lexicon import load
from extractor.papers._tagger_tokens import Token
from extractor.papers.fields._venue_lists import acronyms, signals
from extractor.papers.fields._words import (
    compound_surnames,
    given_names,
    is_romanised,
    japanese_surnames,
    romanised_surnames,
    surnames,
    words,
)

_COMMAS = frozenset(",;:、，；：()（）[]【】［］|｜·&/<>")
_QUOTES = frozenset('"“”«»《》「」『』„')
_OPENERS = frozenset("“«《「『„")
_STOPS = frozenset(".。．!?！？")
_DASHES = frozenset("-–—~")
_NONE = "-"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of tokens [first, last) and its looks in a few letters."""

    first: int
    last: int
    kind: str


class Place(NamedTuple):
    """Where a token stands."""

    sentence: str
    """Looks of its sentence; of the sentences before and behind; whether it opens or closes it."""
    sentence_before: str
    sentence_behind: str
    sentence_edge: str
    piece: str
    """The same of its piece."""
    piece_before: str
    piece_behind: str
    piece_edge: str
    seen: str
    """Whether sentences of names, of words, and a year stand before, and names behind."""
    order: str
    """Number of the sentence from the start and from the end, small numbers only."""
    inside: str
    """Quotes or brackets that are open here, and whether the string has quotes at all."""
    line: str
    """Looks of its line and of the lines before and behind; empty where there is but one."""
    line_before: str
    line_behind: str


@cache
def abbreviated() -> frozenset[str]:
    """Words whose full stop ends no sentence."""
    return frozenset(load("extractor.papers", "data/tagger.toml")["abbreviations"].split())


@cache
def joiners() -> frozenset[str]:
    """Words between and inside names."""
    return frozenset(load("extractor.papers", "data/tagger.toml")["joiners"].split())


def places_of(tokens: Sequence[Token], text: str) -> list[Place]:
    """The place of each token."""
    pieces = _stretches(tokens, _piece_ends(tokens, text))
    looks = [_look(tokens[first:last]) for first, last in pieces]
    sentences = _sentences(pieces, looks, _sentence_ends(tokens, text), len(tokens))
    inside = _insides(tokens)
    lines = _lines(tokens, pieces, looks)
    kinds = [_NONE, *(sentence.kind for sentence in sentences), _NONE]
    around = [_NONE, *looks, _NONE]
    count = len(sentences)
    places: list[Place] = []
    piece = 0
    for number, sentence in enumerate(sentences):
        seen = _seen(sentences, number)
        order = f"{min(number, 4)}/{min(count - 1 - number, 4)}"
        for index in range(sentence.first, sentence.last):
            while pieces[piece][1] <= index:
                piece += 1
            places.append(
                Place(
                    sentence.kind,
                    kinds[number],
                    kinds[number + 2],
                    _edge(index, sentence.first, sentence.last),
                    looks[piece],
                    around[piece],
                    around[piece + 2],
                    _edge(index, *pieces[piece]),
                    seen,
                    order,
                    inside[index],
                    *lines[index],
                )
            )
    return places


def _lines(
    tokens: Sequence[Token], pieces: Sequence[tuple[int, int]], looks: Sequence[str]
) -> list[tuple[str, str, str]]:
    """For each token the looks of its line and of the two around it."""
    breaks = [index + 1 for index, token in enumerate(tokens) if token.kind == "line"]
    if not breaks:
        return [("", "", "")] * len(tokens)
    lines = _sentences(pieces, looks, frozenset(breaks), len(tokens))
    prose = [
        sum(_is_stop(tokens, index) for index in range(line.first, line.last)) for line in lines
    ]
    kinds = [
        f"{line.kind}{min(3, (line.last - line.first) // 12)}{min(2, stops)}"
        for line, stops in zip(lines, prose, strict=True)
    ]
    around = [_NONE, *kinds, _NONE]
    found: list[tuple[str, str, str]] = []
    for number, line in enumerate(lines):
        order = f"{min(number, 3)}{around[number + 1]}"
        place = (order, around[number], around[number + 2])
        found.extend([place] * (line.last - line.first))
    return found


def _edge(index: int, first: int, last: int) -> str:
    """`f` for the first token of a stretch, `l` for its last."""
    return ("f" if index == first else "") + ("l" if index == last - 1 else "")


def _stretches(tokens: Sequence[Token], ends: Sequence[int]) -> list[tuple[int, int]]:
    starts = [0, *ends]
    return [
        (start, end) for start, end in zip(starts, [*ends, len(tokens)], strict=True) if end > start
    ]


def _spaced(tokens: Sequence[Token], index: int) -> bool:
    """Whether white space, a line break, a quote or an East Asian sign follows the token."""
    if index + 1 >= len(tokens):
        return True
    following = tokens[index + 1]
    return following.start > tokens[index].end or following.kind in ("han", "line") or (
        following.text in _QUOTES or following.text in "[(（【"
    )  # fmt: skip


def _is_stop(tokens: Sequence[Token], index: int) -> bool:
    """Whether the token ends a sentence."""
    token = tokens[index]
    if token.text not in _STOPS:
        return False
    if token.text in "。．！？":
        return True
    if not _spaced(tokens, index):
        return False
    if token.text in "!?":
        return True
    before = tokens[index - 1] if index else None
    if before is None or before.end < token.start:
        return True
    if before.kind == "word":
        return len(before.text) > 1 and before.text.casefold() not in abbreviated()
    return True


def _piece_ends(tokens: Sequence[Token], text: str) -> list[int]:
    ends: set[int] = set()
    for index, token in enumerate(tokens):
        sign = token.text
        if sign in _COMMAS or sign in _QUOTES or token.kind in ("line", "address") or (
            _is_stop(tokens, index)
        ) or (sign in ("and", "with", "和", "与", "und", "et") and index):  # fmt: skip
            # The sign is a piece of its own with the signs behind it.
            ends.update((index, index + 1))
        elif sign in _DASHES and token.start and text[token.start - 1] == " ":
            if index + 1 < len(tokens) and tokens[index + 1].start > token.end:
                ends.update((index, index + 1))
    ends.discard(0)
    ends.discard(len(tokens))
    return sorted(ends)


def _sentence_ends(tokens: Sequence[Token], text: str) -> frozenset[int]:
    ends: set[int] = set()
    for index, token in enumerate(tokens):
        sign = token.text
        if _is_stop(tokens, index):
            ends.add(index + 1)
        elif sign in _QUOTES:
            opening = sign in _OPENERS or (sign == '"' and not _spaced(tokens, index))
            ends.add(index if opening else index + 1)
        elif token.kind == "line" or sign in "|｜[【［":
            ends.add(index if sign in "[【［" else index + 1)
        elif sign in "]】］:：":
            if sign not in ":：" or _spaced(tokens, index):
                ends.add(index + 1)
        elif sign in "(（" and index + 1 < len(tokens) and tokens[index + 1].kind == "digits":
            ends.add(index)
        elif sign in _DASHES and token.start and text[token.start - 1] == " ":
            if index + 1 < len(tokens) and tokens[index + 1].start > token.end:
                ends.add(index + 1)
    return frozenset(ends)


def _sentences(
    pieces: Sequence[tuple[int, int]], looks: Sequence[str], ends: frozenset[int], count: int
) -> list[Stretch]:
    found: list[Stretch] = []
    first = 0
    inside: list[tuple[int, str]] = []
    bounds = [*sorted(end for end in ends if 0 < end < count), count]
    position = 0
    for end in bounds:
        inside = []
        while position < len(pieces) and pieces[position][0] < end:
            start, stop = pieces[position]
            inside.append((min(stop, end) - max(start, first), looks[position]))
            if stop > end:
                break
            position += 1
        found.append(Stretch(first, end, _sum(inside)))
        first = end
    return found


# --------------------------------------------------------------------------- looks


def _look(tokens: Sequence[Token]) -> str:
    """Looks of a piece: `N` sure name, `n` maybe a name, `v` container's words, `d` digits,
    `w` lower-case words, `c` capitalised words, `h` East Asian words, a sign itself."""
    if len(tokens) == 1 and tokens[0].kind in ("sign", "line", "address"):
        return {"line": "/n", "address": "@"}.get(tokens[0].kind, tokens[0].text)
    named = [token for token in tokens if token.kind == "word"]
    han = "".join(token.text for token in tokens if token.kind == "han")
    digits = sum(token.kind == "digits" for token in tokens)
    if han and len(han) >= len(named):
        return _look_han(han)
    if not named:
        if digits and len(tokens) <= 2 and any(
            len(token.text) == 4 and token.text[:2] in ("19", "20") for token in tokens
        ):  # fmt: skip
            return "y"
        return "d" if digits else "."
    return _look_latin(named, digits)


def _look_han(han: str) -> str:
    length = len(han)
    if 2 <= length <= 4 and (
        (han[0] in surnames() and length <= 3)
        or han.startswith(compound_surnames())
        or (length >= 3 and han[:2] in japanese_surnames())
    ):
        return "N"
    return f"h{2 if length < 6 else 3 if length < 12 else 4}"


def _look_latin(named: Sequence[Token], digits: int) -> str:
    lower = [token.text.casefold() for token in named]
    plain = [word for word in lower if word not in joiners()]
    containers = sum(word in signals() for word in lower) + sum(
        token.text in acronyms() for token in named
    )
    small = sum(token.text.islower() for token in named) - (len(lower) - len(plain))
    function = sum(word in words("function") for word in plain)
    size = "s" if len(named) < 3 else "m" if len(named) < 7 else "l"
    if containers:
        return f"v{size}"
    if small > 0 or function or digits > 1 or len(named) > 5:
        return f"w{size}" if small * 3 > len(named) else f"c{size}"
    if any(word in words("topic") or word in words("organisation") for word in plain):
        return f"c{size}"
    sure = (
        any(len(token.text) == 1 for token in named)
        or any(word in given_names() or word in romanised_surnames() for word in lower)
        or (len(named) == 2 and all(is_romanised(token.text) for token in named))
    )
    return ("N" if sure else "n") + ("1" if len(named) == 1 else "")


def _sum(inside: Sequence[tuple[int, str]]) -> str:
    """Looks of a sentence from those of its pieces."""
    names = maybe = container = lower = capital = han = years = total = 0
    for count, look in inside:
        kind = look[0]
        total += count
        names += kind == "N"
        maybe += kind == "n"
        container += kind == "v"
        lower += kind == "w"
        capital += kind == "c"
        han += kind == "h"
        years += kind == "y"
    others = lower + capital + han + container
    if names and names + maybe > others:
        main = "N" if not others else "M"
    elif container:
        main = "V"
    elif lower:
        main = "W"
    elif maybe > capital + han:
        main = "n"
    elif han:
        main = "H"
    elif capital:
        main = "C"
    else:
        main = "."
    size = 0 if total < 2 else 1 if total < 4 else 2 if total < 8 else 3 if total < 20 else 4
    return f"{main}{size}{'y' if years else ''}"


def _seen(sentences: Sequence[Stretch], number: int) -> str:
    before = {sentence.kind[0] for sentence in sentences[: min(number, 12)]}
    behind = {sentence.kind[0] for sentence in sentences[number + 1 : number + 9]}
    year = any(sentence.kind.endswith("y") for sentence in sentences[: min(number, 12)])
    return (
        ("N" if before & {"N", "M"} else "n" if "n" in before else "")
        + ("W" if before & {"W", "H"} else "C" if "C" in before else "")
        + ("V" if "V" in before else "")
        + ("y" if year else "")
        + "|"
        + ("N" if behind & {"N", "M"} else "")
        + ("V" if "V" in behind else "")
    )


def _insides(tokens: Sequence[Token]) -> list[str]:
    """What is open at each token."""
    quotes = "q" if any(token.text in _QUOTES for token in tokens) else ""
    found = []
    quoted, round_, square, closed = False, 0, 0, 0
    for token in tokens:
        sign = token.text
        if sign in _QUOTES:
            quoted = sign in _OPENERS or (sign == '"' and not quoted)
            closed += not quoted
        elif sign in "(（":
            round_ += 1
        elif sign in ")）":
            round_ = max(0, round_ - 1)
        elif sign in "[【［":
            square += 1
        elif sign in "]】］":
            square = max(0, square - 1)
        found.append(
            f"{quotes}{'Q' if quoted else ''}{'(' if round_ else ''}{'[' if square else ''}"
            f"{min(closed, 2) if quotes else ''}"
        )
    return found
