"""The boilerplate kinds as their data files describe them: phrases to match and cues to look up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, get_args

from extractor import lexicon

CONTENT = "content"

Scope = Literal["whole", "start", "end", "anywhere"]
Attribute = Literal["tag", "class", "id", "role", "itemprop"]

_KINDS = "extractor.boilerplate.data.kinds"
_DATA = "extractor.boilerplate.data"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording of one kind. `pattern` is a regular expression over `lexicon.fold`ed text."""

    kind: str
    name: str
    language: str
    pattern: str
    scope: Scope
    strength: float
    """Probability that a block it fits is of the kind, 0 to 1."""
    reach: int
    """Widest block, in columns, that the phrase can speak for at full strength."""
    box: bool
    """As a heading it names the kind of the list below it."""
    at_home: str
    """The kind instead, where that list leads to pages of the page's own site."""
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """An attribute token that hints at a kind."""

    kind: str
    token: str
    strength: float
    whole: bool = False
    """Only a complete class or id, not a word of one (`top`, but not `margin-top`)."""
    names: bool = True
    """False: says that a block is boilerplate, not which (`footer`)."""
    always: bool = False
    """True also of an element that holds most of the page's text (a cookie notice)."""

    @property
    def rank(self) -> float:
        """Strength; of equally strong names the longer says more."""
        return self.strength + self.token.count("-") / 100


Cues = Mapping[Attribute, Mapping[str, Cue]]
"""Attribute to token to cue, a cue for complete names under `=name`.

Of two kinds that claim a token the stronger has it.
"""


@cache
def phrases() -> tuple[Phrase, ...]:
    """The phrases of all kinds, strongest first.

    Raises ValueError for a data file that misses something or names an unknown scope.
    """
    found = [
        _phrase(kind, entry) for kind, data in _files().items() for entry in data.get("phrases", ())
    ]
    return tuple(sorted(found, key=lambda phrase: -phrase.strength))


@cache
def cues() -> Cues:
    """Cues of the boilerplate kinds."""
    return _cues(_files())


@cache
def content_cues() -> Cues:
    """Cues of the main text."""
    return _cues({CONTENT: lexicon.load(_DATA, "content.toml")})


@cache
def names() -> tuple[str, ...]:
    """The boilerplate kinds, sorted: the names of the data files."""
    return tuple(name.removesuffix(".toml") for name in lexicon.names(_KINDS))


@cache
def _files() -> Mapping[str, Mapping[str, Any]]:
    """What stands in the data file of each kind."""
    return MappingProxyType({kind: lexicon.load(_KINDS, f"{kind}.toml") for kind in names()})


def _phrase(kind: str, entry: Mapping[str, Any]) -> Phrase:
    missing = {"name", "language", "pattern", "scope", "strength", "examples"} - entry.keys()
    if missing or entry["scope"] not in get_args(Scope):
        raise ValueError(f"{kind}.toml, phrase {entry.get('name')!r}: {sorted(missing)} or scope")
    return Phrase(
        kind=kind,
        name=entry["name"],
        language=entry["language"],
        pattern=entry["pattern"],
        scope=entry["scope"],
        strength=float(entry["strength"]),
        reach=int(entry.get("reach", 180)),
        box=bool(entry.get("box", False)),
        at_home=entry.get("at_home", kind),
        examples=tuple(entry["examples"]),
        counter_examples=tuple(entry.get("counter_examples", ())),
    )


def _cues(files: Mapping[str, Mapping[str, Any]]) -> Cues:
    found: dict[Attribute, dict[str, Cue]] = {attribute: {} for attribute in get_args(Attribute)}
    for kind, data in files.items():
        for entry in data.get("cues", ()):
            for attribute in entry.get("attributes", ("class", "id")):
                table = found[attribute]
                for token in entry["tokens"]:
                    cue = Cue(
                        kind,
                        token,
                        float(entry["strength"]),
                        whole=bool(entry.get("whole", False)),
                        names=bool(entry.get("names", True)),
                        always=bool(entry.get("always", False)),
                    )
                    key = f"={token}" if cue.whole and attribute in ("class", "id") else token
                    if key not in table or table[key].rank < cue.rank:
                        table[key] = cue
    return MappingProxyType({name: MappingProxyType(table) for name, table in found.items()})
