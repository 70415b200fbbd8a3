"""What a piece and a sentence of a citation string look like, in a few letters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

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


@cache
def joiners() -> frozenset[str]:
    """Words between and inside names."""
    return frozenset(load("extractor.papers", "data/tagger.toml")["joiners"].split())


def look(tokens: Sequence[Token]) -> str:
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


def summed(inside: Sequence[tuple[int, str]]) -> str:
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
