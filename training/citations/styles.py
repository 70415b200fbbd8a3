"""Citation styles: each a handful of choices, drawn by a seed or read for a known style."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from extractor.lexicon import load


@dataclass(frozen=True, slots=True)
class Style:
    """How a record is printed."""

    name: str
    order: tuple[str, ...] = ("authors", "title", "venue", "rest")
    """authors, year, title, venue (with what belongs to it), rest (publisher, doi, url, note)."""
    given: str = "full"
    """full, initials (`A. B.`), bare (`AB`), spaced (`A B`)."""
    inverted: str = "none"
    """none, first, all."""
    inverter: str = ", "
    joiner: str = ", "
    last: str = " and "
    """Before the last of several names."""
    most: int = 99
    """How many names are printed."""
    others: str = " et al."
    capitals: bool = False
    """Family names in capitals."""
    after: dict[str, str] = field(default_factory=dict)
    """Separator behind each part of the order; `. ` where not named."""
    year: str = "end"
    """end, authors (behind the authors), venue (behind the venue in brackets), glued (`CVPR 2017`),
    comma, none."""
    year_form: str = "{y}"
    quotes: tuple[str, str] = ("", "")
    stop_inside: bool = False
    """The separator behind a quoted title stands inside the quotes."""
    lead: str = "In "
    """Before the container of a paper in proceedings or a chapter."""
    numbers: str = "{v}({i})"
    """Volume and issue."""
    numbers_before: str = " "
    pages: str = "{p}"
    pages_before: str = ":"
    dash: str = "–"
    publisher: str = "{a}: {p}"
    """{a} address, {p} publisher."""
    publisher_shown: float = 1.0
    editors: str = ""
    """before: `A. Smith (Ed.), Venue`; behind: `Venue, edited by A. Smith`; empty: not shown."""
    editors_mark: str = "(Eds.)"
    doi: str = ""
    url: str = ""
    arxiv: str = "arXiv preprint arXiv:{n}"
    type_mark: str = ""
    """gb: `[J]`, `[C]//`."""
    sparse: float = 0.0
    """Share of details (volume, pages, publisher) that is left out."""
    end: str = "."
    markup: tuple[tuple[str, str], ...] = ()
    """(part, span type): title link, venue emphasis, own strong."""


def known_styles() -> list[Style]:
    """The well-known styles of styles.toml."""
    return [
        Style(**{key: _frozen(value) for key, value in each.items()}) for each in choices()["known"]
    ]


def _frozen(value: Any) -> Any:
    """TOML's arrays as tuples, as Style has them."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


@cache
def choices() -> dict[str, Any]:
    """What styles.toml holds."""
    return load("training.citations", "styles.toml")


def _weighted(rng: random.Random, pairs: list[list[Any]]) -> Any:
    return rng.choices([value for value, _ in pairs], [weight for _, weight in pairs])[0]


def _drawn_markup(rng: random.Random) -> tuple[tuple[str, str], ...]:
    shares = {"title": 0.35, "venue": 0.4, "own": 0.3, "authors": 0.06}
    types = choices()["markup"]
    return tuple(
        (part, rng.choice(types[part])) for part, share in shares.items() if rng.random() < share
    )


def drawn_style(seed: int) -> Style:
    """A style drawn at random, the same for the same seed."""
    rng = random.Random(f"style {seed}")
    data = choices()["western"]
    weighted = {name: _weighted(rng, pairs) for name, pairs in data["weighted"].items()}
    even = {name: rng.choice(values) for name, values in data["even"].items()}
    separator = weighted.pop("separator")
    after = {
        part: separator if rng.random() < 0.7 else rng.choice(data["separators"])
        for part in ("authors", "title", "venue")
    }
    order = weighted.pop("order").split()
    if order[0] == "authors" and rng.random() < 0.1:
        after["authors"] = rng.choice(data["behind_authors"])
    opening, _, closing = weighted.pop("quotes").partition("…")
    return Style(
        name=f"drawn-{seed}",
        order=tuple(order),
        after=after,
        quotes=(opening, closing),
        capitals=rng.random() < 0.03,
        stop_inside=rng.random() < 0.4,
        numbers_before="",
        markup=_drawn_markup(rng),
        **weighted,
        **even,
    )


def drawn_chinese_style(seed: int) -> Style:
    """A style of Chinese pages drawn at random."""
    rng = random.Random(f"chinese style {seed}")
    data = choices()["chinese"]
    width = data["wide" if rng.random() < 0.5 else "narrow"]
    standard = rng.random() < 0.5
    stop = rng.choice(width["stops"])
    opening, _, closing = rng.choice(data["quotes"]).partition("…")
    even = {name: rng.choice(values) for name, values in data["even"].items()}
    return replace(
        drawn_style(seed + 500_000),
        name=f"chinese-{seed}",
        order=tuple(rng.choice(data["orders"]).split()),
        joiner=rng.choice(width["joiners"]),
        last="",
        after={
            "authors": rng.choice((stop, stop, "：", ": ", ".")),
            "title": stop,
            "venue": stop,
        },
        quotes=(opening, closing),
        type_mark="gb" if standard else "",
        lead=rng.choice(data["leads_standard" if standard else "leads"]),
        year="gb" if standard else rng.choice(data["years"]),
        numbers_before="" if standard else rng.choice((", ", "，", " ", "")),
        editors="",
        **even,
    )
