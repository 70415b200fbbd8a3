"""Judging by the main text that another program takes from a page, for comparison.

Blocks are content where most of their words stand in that text, in runs of a few words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from extractor import registry
from extractor.boilerplate import peers
from extractor.errors import UsageError
from extractor.records import Document

OWN = "papersieve"
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
_RUN = 3
_SHARE = 0.5
_SURE = 4.0
"""Log-odds that a program's yes or no stands for."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Another program."""

    name: str
    read: Callable[[str], str]
    """The main text of a page's HTML. Raises ImportError where the program is not installed."""
    package: str = ""
    """What pip calls it, where that is another name."""


@cache
def known() -> tuple[Peer, ...]:
    """The programs that can be chosen, by name."""
    return registry.collect(peers, "PEER", Peer)


def names() -> tuple[str, ...]:
    """What `Options.judge` may be."""
    return (OWN, *(peer.name for peer in known()))


def odds_of(name: str, html: str, document: Document) -> tuple[float, ...]:
    """Log-odds of content for every block, by the program `name`.

    Raises UsageError for an unknown program and for one that is not installed.
    """
    found = [peer for peer in known() if peer.name == name]
    if not found:
        raise UsageError(name, f"is no judge; there are {', '.join(names())}")
    try:
        text = found[0].read(html)
    except ImportError as error:
        raise UsageError(
            name, f"is not installed: pip install {found[0].package or name}"
        ) from error
    runs = frozenset(_runs(_WORD.findall(text.lower())))
    return tuple(
        _SURE if _share(_WORD.findall(block.text.lower()), runs) >= _SHARE else -_SURE
        for block in document.blocks
    )


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Every run of up to `_RUN` words."""
    for length in range(1, _RUN + 1):
        for place in range(len(words) - length + 1):
            yield tuple(words[place : place + length])


def _share(words: list[str], runs: frozenset[tuple[str, ...]]) -> float:
    length = min(_RUN, len(words))
    if not length:
        return 0.0
    places = len(words) - length + 1
    return sum(tuple(words[at : at + length]) in runs for at in range(places)) / places
