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
from extractor.papers._tagger_looks import look, summed
from extractor.papers._tagger_tokens import Token

_COMMAS = frozenset(",;:、，；：()（）[]【】［］|｜·&/<>")
_QUOTES = frozenset('"“”«»《》「」『』„')
_OPENERS = frozenset("“«《「『„")
_STOPS = frozenset(".。．!?！？")
_WIDE_STOPS = frozenset("。．！？")
_DASHES = frozenset("-–—~")
_SQUARE = frozenset("[【［")
_ROUND = frozenset("(（")
_ENDS = frozenset("|｜]】］")
_COLONS = frozenset(":：")
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
def conjunctions() -> frozenset[str]:
    """Words that part pieces."""
    return frozenset(load("extractor.papers", "data/tagger.toml")["conjunctions"].split())


def places_of(tokens: Sequence[Token], text: str) -> list[Place]:
    """The place of each token."""
    pieces = _stretches(tokens, _piece_ends(tokens, text))
    looks = [look(tokens[first:last]) for first, last in pieces]
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
    if token.text in _WIDE_STOPS:
        return True
    if not _spaced(tokens, index):
        return False
    before = tokens[index - 1] if index else None
    if token.text != "." or before is None or before.end < token.start or before.kind != "word":
        return True
    return len(before.text) > 1 and before.text.casefold() not in abbreviated()


def _is_dash(tokens: Sequence[Token], index: int, text: str) -> bool:
    """Whether the token is a dash between spaces."""
    token = tokens[index]
    if token.text not in _DASHES or token.start == 0 or text[token.start - 1] != " ":
        return False
    return index + 1 < len(tokens) and tokens[index + 1].start > token.end


def _parts(tokens: Sequence[Token], index: int, text: str) -> bool:
    """Whether the token stands between two pieces."""
    sign = tokens[index].text
    return (
        sign in _COMMAS
        or sign in _QUOTES
        or tokens[index].kind in ("line", "address")
        or (sign in conjunctions() and index > 0)
        or _is_stop(tokens, index)
        or _is_dash(tokens, index, text)
    )


def _piece_ends(tokens: Sequence[Token], text: str) -> list[int]:
    """What parts two pieces is a piece of its own."""
    parting = [index for index in range(len(tokens)) if _parts(tokens, index, text)]
    ends = {end for index in parting for end in (index, index + 1)}
    return sorted(ends - {0, len(tokens)})


def _sentence_end(tokens: Sequence[Token], index: int, text: str) -> int | None:
    """Where a sentence ends at this token: in front of it, or behind."""
    token = tokens[index]
    sign = token.text
    if sign in _QUOTES:
        opening = sign in _OPENERS or (sign == '"' and not _spaced(tokens, index))
        return index if opening else index + 1
    if sign in _SQUARE:
        return index
    if sign in _ROUND:
        dated = index + 1 < len(tokens) and tokens[index + 1].kind == "digits"
        return index if dated else None
    if (
        token.kind == "line"
        or sign in _ENDS
        or (sign in _COLONS and _spaced(tokens, index))
        or _is_stop(tokens, index)
        or _is_dash(tokens, index, text)
    ):
        return index + 1
    return None


def _sentence_ends(tokens: Sequence[Token], text: str) -> frozenset[int]:
    ends = (_sentence_end(tokens, index, text) for index in range(len(tokens)))
    return frozenset(end for end in ends if end is not None)


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
        found.append(Stretch(first, end, summed(inside)))
        first = end
    return found


# --------------------------------------------------------------------------- what is around


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
