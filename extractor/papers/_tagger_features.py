"""What the citation tagger sees of each token.

Most features of a token come in groups, each a tuple of strings that depends on few things, so the
model can keep the sum of a group's weights and a token costs a handful of look-ups.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from extractor.lexicon import load
from extractor.papers._tagger_pieces import Place, places_of
from extractor.papers._tagger_tokens import Token
from extractor.papers.fields._text import plain_letters
from extractor.papers.fields._venue_lists import abbreviations, acronyms, signals
from extractor.papers.fields._words import (
    given_names,
    is_romanised,
    romanised_surnames,
    surnames,
    transliteration,
    words,
)
from extractor.records import Span

Observation = tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]
"""Features of one token: groups that come again and again, and single ones."""

_OUTSIDE = "<>"
_HAN = "\u6c49"  # the outline of every East Asian character
_CACHE = 16_384


@cache
def months() -> frozenset[str]:
    """Names of months in several languages, lower case."""
    languages = load("extractor.papers", "data/dates.toml")["months"].values()
    return frozenset(word for names in languages for name in names for word in name.split())


def observe(tokens: Sequence[Token], text: str, spans: Sequence[Span] = ()) -> list[Observation]:
    """What is seen of each token. `spans` is the inline markup over `text`."""
    if not tokens:
        return []
    places = places_of(tokens, text)
    marks = _markup(tokens, spans)
    seen = [_seen_alone(token.text, token.kind) for token in tokens]
    keys = [_OUTSIDE, _OUTSIDE, *(each[0] for each in seen), _OUTSIDE, _OUTSIDE]
    shapes = [_OUTSIDE, _OUTSIDE, *(each[1] for each in seen), _OUTSIDE, _OUTSIDE]
    befores = [_word(_OUTSIDE, "", "-"), *(each[3] for each in seen)]
    behinds = [*(each[4] for each in seen), _word(_OUTSIDE, "", "+")]
    found: list[Observation] = []
    for index in range(len(tokens)):
        far, before, here, behind, further = keys[index : index + 5]
        groups = (
            seen[index][2],
            befores[index],
            behinds[index + 1],
            _outline(*shapes[index : index + 5]),
            *_places(places[index]),
            marks[index],
        )
        loose = (
            f"a={before}|{here}",
            f"b={here}|{behind}",
            f"w-2={far}",
            f"w+2={further}",
        )
        found.append((groups, loose))
    return found


@lru_cache(maxsize=_CACHE)
def _seen_alone(
    text: str, kind: str
) -> tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What a token is by itself: key, shape, and its features for itself, for the token behind it
    and for the one before it."""
    return (
        key(text, kind),
        shape(text, kind),
        _word(text, kind, ""),
        _word(text, kind, "-"),
        _word(text, kind, "+"),
    )


# --------------------------------------------------------------------------- words


@lru_cache(maxsize=_CACHE)
def key(text: str, kind: str) -> str:
    """The form under which a token's text is known: lower case, digits by their kind."""
    if kind == "digits":
        if len(text) == 4 and text[:2] in ("18", "19", "20"):
            return "<year>"
        return f"<{min(len(text), 5)}d>"
    if kind == "line":
        return "<line>"
    if kind == "address":
        return "<doi>" if "doi.org" in text or text.startswith("10.") else "<url>"
    return text.casefold()


@lru_cache(maxsize=_CACHE)
def shape(text: str, kind: str) -> str:
    """Outline of a token: case pattern of a word, a sign itself."""
    if kind != "word":
        return key(text, kind) if kind != "han" else _HAN
    if len(text) == 1:
        return "X" if text.isupper() else "x"
    if text.islower():
        return "xx"
    if text.isupper():
        return "XX" if len(text) < 4 else "XXX"
    return "Xx" if text[0].isupper() and text[1:].islower() else "xX"


@lru_cache(maxsize=_CACHE)
def _word(text: str, kind: str, at: str) -> tuple[str, ...]:
    found = [f"w{at}={key(text, kind)}", f"s{at}={shape(text, kind)}"]
    if kind == "word":
        lower = plain_letters(text)
        found.append(f"u{at}={lower[-3:]}")
        found.append(f"p{at}={lower[:3]}")
    found.extend(f"l{at}={name}" for name in _lexicons(text, kind))
    return tuple(found)


@lru_cache(maxsize=_CACHE)
def _lexicons(text: str, kind: str) -> tuple[str, ...]:
    """Names of the word lists that hold the token."""
    if kind == "han":
        lists = {"surname": surnames(), "foreign": transliteration()}
        return tuple(name for name, members in lists.items() if text in members)
    if kind != "word":
        return ()
    lower = plain_letters(text)
    found = [name for name, members in _latin_lists().items() if lower in members]
    if text in acronyms():
        found.append("acronym")
    if text[0].isupper() and is_romanised(text):
        found.append("pinyin")
    return tuple(found)


@cache
def _latin_lists() -> dict[str, frozenset[str]]:
    return {
        "given": given_names(),
        "romanised": romanised_surnames(),
        "function": words("function"),
        "topic": words("topic"),
        "organisation": words("organisation"),
        "venue": signals(),
        "abbreviation": abbreviations(),
        "month": months(),
    }


@lru_cache(maxsize=_CACHE)
def _outline(far: str, before: str, here: str, behind: str, further: str) -> tuple[str, ...]:
    return (
        f"o={before}|{here}|{behind}",
        f"o1={far}|{before}|{here}",
        f"o2={here}|{behind}|{further}",
        f"o3={far}|{before}|{here}|{behind}|{further}",
    )


# --------------------------------------------------------------------------- place and markup


@lru_cache(maxsize=_CACHE)
def _sentence(kind: str, before: str, behind: str, edge: str) -> tuple[str, ...]:
    return (f"c={kind}", f"c-={before}", f"c+={behind}", f"cc={before}|{kind}|{behind}",
            f"ce={kind}|{edge}", f"e={edge}")  # fmt: skip


@lru_cache(maxsize=_CACHE)
def _piece(kind: str, before: str, behind: str, edge: str) -> tuple[str, ...]:
    return (
        f"q={kind}",
        f"q-={before}",
        f"q+={behind}",
        f"qq={before}|{kind}",
        f"qr={kind}|{behind}",
        f"qe={kind}|{edge}|{before}",
        f"qf={edge}|{kind}|{behind}",
    )


@lru_cache(maxsize=_CACHE)
def _seen(seen: str, kind: str, order: str, inside: str) -> tuple[str, ...]:
    return (f"n={seen}", f"nc={seen}|{kind}", f"i={order}", f"ic={order}|{kind}",
            f"in={inside}", f"ins={inside}|{seen}")  # fmt: skip


@lru_cache(maxsize=_CACHE)
def _line(kind: str, before: str, behind: str) -> tuple[str, ...]:
    if not kind:
        return ()
    return (f"L={kind}", f"La={kind[1:]}", f"L-={before}|{kind[1:]}", f"L+={kind[1:]}|{behind}")


@lru_cache(maxsize=_CACHE)
def _places(place: Place) -> tuple[tuple[str, ...], ...]:
    return (
        _sentence(*place[:4]),
        _piece(*place[4:8]),
        _seen(place.seen, place.sentence, place.order, place.inside),
        _line(place.line, place.line_before, place.line_behind),
    )


def _markup(tokens: Sequence[Token], spans: Sequence[Span]) -> list[tuple[str, ...]]:
    """Per token the features of the inline markup over it."""
    kept = [span for span in spans if span.end > span.start and span.type in _MARKED]
    if not kept:
        return [()] * len(tokens)
    present = "".join(sorted({_MARKED[span.type] for span in kept}))
    longest = max((span for span in kept if span.type == "link"), key=_width, default=None)
    marks: list[tuple[str, ...]] = []
    for token in tokens:
        over = [span for span in kept if span.start <= token.start < span.end]
        letters = "".join(sorted({_MARKED[span.type] for span in over}))
        opened = "".join(sorted({_MARKED[span.type] for span in over if span.start == token.start}))
        main = "m" if longest is not None and longest in over else ""
        marks.append(
            (f"t={letters}{main}", f"tp={letters}{main}|{present}", f"to={opened}{main}|{present}")
        )
    return marks


_MARKED: Mapping[str, str] = {"link": "a", "strong": "b", "emphasis": "i"}


def _width(span: Span) -> int:
    return span.end - span.start
