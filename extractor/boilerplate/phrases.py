"""Finds the phrases of all kinds in a text, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from extractor import lexicon
from extractor.beginnings import Lookup, beginnings, lookup, starts
from extractor.boilerplate.kinds import Phrase, Scope, phrases
from extractor.records import Block

_DECORATION = " \t•·-–—|>»›■◆●▲★☆※▪▶►◇□○◎【[〖『「《\"“'#*+~/:("
_TAIL = " \t|>»›】]〗』」》\"”'*~:.。…!)・、,"
_LONGEST_WHOLE = 120
LONGEST_INSIDE = 500
"""Longer texts are only matched at their start."""
_HEAD = 300
_QUOTED = 40


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase in a text."""

    phrase: Phrase
    text: str
    """What matched, folded."""

    @property
    def evidence(self) -> str:
        """In words that a person can check."""
        return f"phrase: {self.phrase.name} (“{cut(self.text)}”)"


def cut(text: str) -> str:
    """A text as evidence quotes it."""
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1]}…"


_Entry = tuple[re.Pattern[str], Phrase]


@dataclass(frozen=True, slots=True)
class Index:
    """The phrases of one scope by what a match begins with."""

    entries: Lookup[_Entry]
    starts: re.Pattern[str]
    """Where in a text a match can begin."""

    def is_in(self, folded: str) -> bool:
        """Whether any phrase matches at any place of a folded text."""
        folded = simplified(folded)
        return any(
            pattern.match(folded, start.start()) is not None
            for start in self.starts.finditer(folded)
            for pattern, _ in self.entries.at(folded[start.start() : start.start() + 2])
        )


@dataclass(frozen=True, slots=True)
class Matcher:
    """The phrases compiled, ready for any number of texts and threads."""

    whole: Index
    start: Index
    inside: Index

    def find(self, text: str) -> tuple[Match, ...]:
        """The phrases that fit `text`: the strongest for its whole and its start, all inside."""
        return self.find_folded(fold_head(text), short=len(text) <= LONGEST_INSIDE)

    def find_folded(self, folded: str, *, short: bool) -> tuple[Match, ...]:
        """The same for what `fold_head` made of a text; `short`: it is the whole text."""
        folded = simplified(folded)
        bare = folded.lstrip(_DECORATION)
        if not bare:
            return ()
        found = list(self._opening(bare, short=short))
        if short:
            found.extend(match for _, match in self._places(folded, again=False))
        return tuple(found)

    def opening(self, folded: str) -> Iterator[tuple[int, Match]]:
        """The strongest phrase that fits the whole of a folded text, and its start, with the place
        where it stands in it."""
        bare = simplified(folded).lstrip(_DECORATION)
        for match in self._opening(bare, short=True) if bare else ():
            yield len(folded) - len(bare), match

    def _opening(self, bare: str, *, short: bool) -> Iterator[Match]:
        if short and len(bare) <= _LONGEST_WHOLE:
            trimmed = bare.rstrip(_TAIL) or bare
            for pattern, phrase in self.whole.entries.at(trimmed):
                if pattern.fullmatch(trimmed):
                    yield Match(phrase, trimmed)
                    break
        for pattern, phrase in self.start.entries.at(bare):
            match = pattern.match(bare)
            if match is not None:
                yield Match(phrase, match.group())
                break

    def places(self, folded: str) -> Iterator[tuple[int, Match]]:
        """The phrases inside a folded text with the places where they stand."""
        yield from self._places(simplified(folded), again=True)

    def _places(self, folded: str, *, again: bool) -> Iterator[tuple[int, Match]]:
        """The same for a simplified text; not `again`: each of them once."""
        seen: set[str] = set()
        # Lookup.at without the call: there are many places.
        known, others = self.inside.entries.by_beginning.get, self.inside.entries.others
        for start in self.inside.starts.finditer(folded):
            place = start.start()
            entries = known(folded[place : place + 2])
            if entries is None:
                entries = known(folded[place], others)
            for pattern, phrase in entries:
                if phrase.name in seen:
                    continue
                match = pattern.match(folded, place)
                if match is not None:
                    yield place, Match(phrase, match.group())
                    if not again:
                        seen.add(phrase.name)
                    break


def simplified(folded: str) -> str:
    """A folded text with simplified Chinese characters for traditional ones, as phrases are
    compared; places in it stay."""
    table, found = _traditional()
    return folded.translate(table) if not folded.isascii() and found.search(folded) else folded


@cache
def _traditional() -> tuple[Mapping[int, str], re.Pattern[str]]:
    pairs = "".join(lexicon.load("extractor.boilerplate.data", "traditional.toml")["pairs"].split())
    table = dict(zip(pairs[::2], pairs[1::2], strict=True))
    return MappingProxyType(str.maketrans(table)), re.compile(f"[{''.join(sorted(table))}]")


def fold_head(text: str) -> str:
    """`text` as phrases are compared; of a long text only its beginning."""
    return lexicon.fold(text if len(text) <= LONGEST_INSIDE else text[:_HEAD])


class FoldedHeads:
    """What `fold_head` makes of the texts of blocks, each when it is first asked for."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._known: list[str | None] = [None] * len(blocks)

    def __getitem__(self, block: int) -> str:
        folded = self._known[block]
        if folded is None:
            folded = self._known[block] = fold_head(self._blocks[block].text)
        return folded


@cache
def matcher() -> Matcher:
    """The matcher of the packaged phrases."""
    return compile_matcher(phrases())


def compile_matcher(known: Sequence[Phrase]) -> Matcher:
    """A matcher of these phrases, which are tried in this order.

    Raises re.error for a pattern that is none.
    """
    return Matcher(
        _index(known, ("whole",)), _index(known, ("start",)), _index(known, ("anywhere", "end"))
    )


def index_of(known: Sequence[Phrase]) -> Index:
    """The phrases wherever they stand, whatever their scope."""
    return _index([replace(phrase, scope="anywhere") for phrase in known], ("anywhere",))


def _index(known: Sequence[Phrase], scopes: tuple[Scope, ...]) -> Index:
    entries: list[tuple[frozenset[str] | None, _Entry]] = []
    for phrase in known:
        if phrase.scope in scopes:
            end = r"[^\w%]*$" if phrase.scope == "end" else ""
            text = simplified(phrase.pattern)
            entries.append((beginnings(text), (re.compile(f"(?:{text}){end}"), phrase)))
    found = lookup(entries)
    texts = frozenset[str]().union(*(texts for texts, _ in entries if texts is not None))
    return Index(found, _places(texts, everywhere=bool(found.others)))


def _places(known: frozenset[str], *, everywhere: bool) -> re.Pattern[str]:
    """Where one of these beginnings stands; Latin letters and digits only where a word begins."""
    if everywhere:
        return re.compile(r"(?<![a-z0-9])[a-z0-9]|[^\sa-z0-9]")
    words = {text for text in known if text[0].isascii() and text[0].isalnum()}
    return re.compile(f"(?<![a-z0-9])(?:{starts(words)})|{starts(known - words)}")
