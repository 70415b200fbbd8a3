"""Finds the phrases of all kinds in a text, in one pass per scope."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractor import lexicon
from extractor.boilerplate.kinds import Phrase, Scope, phrases

_DECORATION = " \t•·-–—|>»›■◆●▲★☆※▪▶►◇□○◎【[〖『「《\"“'#*+~/:("
_TAIL = " \t|>»›】]〗』」》\"”'*~:.。…!)・、,"
_LONGEST_WHOLE = 120
_LONG, _HEAD, _END = 900, 420, 320


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase in a text."""

    phrase: Phrase
    text: str
    """What matched, folded."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """The phrases compiled: one expression per scope, one group per phrase."""

    whole: tuple[re.Pattern[str], tuple[Phrase, ...]]
    start: tuple[re.Pattern[str], tuple[Phrase, ...]]
    inside: tuple[re.Pattern[str], tuple[Phrase, ...]]

    def find(self, text: str) -> tuple[Match, ...]:
        """The phrases that fit `text`, at most one for its whole and one for its start."""
        folded = lexicon.fold(_ends(text) if len(text) > _LONG else text)
        bare = folded.lstrip(_DECORATION)
        if not bare:
            return ()
        found: list[Match] = []
        if len(bare) <= _LONGEST_WHOLE:
            _add(found, self.whole, self.whole[0].fullmatch(bare.rstrip(_TAIL) or bare))
        _add(found, self.start, self.start[0].match(bare))
        pattern, inside = self.inside
        found.extend(
            Match(inside[(match.lastindex or 1) - 1], match.group())
            for match in pattern.finditer(folded)
        )
        return tuple(found)


@cache
def matcher() -> Matcher:
    """The matcher of the packaged phrases."""
    return compile_matcher(phrases())


def compile_matcher(known: Sequence[Phrase]) -> Matcher:
    """One matcher of these phrases. Raises re.error for a pattern that is none."""
    whole, start = _of(known, "whole"), _of(known, "start")
    inside = tuple(phrase for phrase in known if phrase.scope in ("anywhere", "end"))
    return Matcher(
        (_union([phrase.pattern for phrase in whole]), whole),
        (_union([phrase.pattern for phrase in start]), start),
        (
            _union(
                [
                    f"(?:{p.pattern})[^\\w%]*$" if p.scope == "end" else p.pattern
                    for p in inside
                ]
            ),
            inside,
        ),
    )


def _of(known: Sequence[Phrase], scope: Scope) -> tuple[Phrase, ...]:
    return tuple(phrase for phrase in known if phrase.scope == scope)


def _union(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"({pattern})" for pattern in patterns) or r"(?!)")


def _add(
    found: list[Match],
    expression: tuple[re.Pattern[str], tuple[Phrase, ...]],
    match: re.Match[str] | None,
) -> None:
    if match is not None:
        found.append(Match(expression[1][(match.lastindex or 1) - 1], match.group()))


def _ends(text: str) -> str:
    """Head and end of a long text, where boilerplate stands in it."""
    return f"{text[:_HEAD]}\n{text[-_END:]}"
