"""Citation styles: each a handful of choices, drawn by a seed or written down for a known style."""

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
    """Well-known styles."""
    apa = Style(
        "apa",
        given="initials",
        inverted="all",
        joiner=", ",
        last=", & ",
        most=7,
        others=", et al.",
        year="authors",
        year_form="({y})",
        lead="In ",
        numbers=", {v}({i})",
        numbers_before="",
        pages_before=", ",
        publisher="{p}",
        editors="before",
        doi="https://doi.org/{d}",
        markup=(("venue", "emphasis"),),
    )
    ieee = Style(
        "ieee",
        given="initials",
        last=", and ",
        most=6,
        quotes=("“", "”"),
        stop_inside=True,
        after={"authors": ", ", "title": " ", "venue": ", "},
        lead="in ",
        numbers=", vol. {v}, no. {i}",
        numbers_before="",
        pages="pp. {p}",
        pages_before=", ",
        year="comma",
        doi="doi: {d}",
        markup=(("venue", "emphasis"),),
        publisher="{a}: {p}",
    )
    acm = Style(
        "acm",
        year="authors",
        last=", and ",
        numbers=" {v}, {i}",
        numbers_before="",
        pages_before=", ",
        publisher="{p}, {a}",
        doi="https://doi.org/{d}",
    )
    mla = Style(
        "mla",
        inverted="first",
        last=", and ",
        most=2,
        others=", et al.",
        quotes=("“", "”"),
        stop_inside=True,
        after={"title": " ", "venue": ", "},
        lead="",
        numbers=", vol. {v}, no. {i}",
        numbers_before="",
        year="comma",
        pages="pp. {p}",
        pages_before=", ",
        publisher="{p}",
    )
    chicago = Style(
        "chicago",
        inverted="first",
        last=", and ",
        quotes=("“", "”"),
        stop_inside=True,
        after={"title": " "},
        lead="In ",
        numbers=" {v}, no. {i}",
        numbers_before="",
        year="venue",
        year_form="({y})",
        pages_before=": ",
        editors="behind",
        doi="https://doi.org/{d}",
    )
    vancouver = Style(
        "vancouver",
        given="bare",
        inverted="all",
        inverter=" ",
        last=", ",
        most=6,
        others=", et al",
        lead="In: ",
        year="vancouver",
        numbers="{v}({i})",
        pages_before=":",
        dash="-",
        publisher="{a}: {p}",
        doi="doi:{d}",
        editors="before",
    )
    nature = Style(
        "nature",
        given="initials",
        inverted="all",
        last=" & ",
        most=5,
        others=" et al.",
        year="end",
        year_form="({y})",
        numbers=" {v}",
        numbers_before="",
        pages_before=", ",
        after={"venue": " "},
        markup=(("venue", "emphasis"),),
    )
    acl = Style(
        "acl",
        year="authors",
        last=", and ",
        pages="pages {p}",
        pages_before=", ",
        publisher="{a}. {p}",
        markup=(("title", "link"), ("venue", "emphasis")),
    )
    lncs = Style(
        "lncs",
        given="initials",
        inverted="all",
        last=", ",
        after={"authors": ": "},
        lead="In: ",
        pages="pp. {p}",
        pages_before=", ",
        numbers=" {v}({i})",
        numbers_before="",
        year="end",
        year_form="({y})",
        publisher="{p}, {a}",
        editors="before",
    )
    alpha = Style(
        "alpha",
        last=", and ",
        numbers=", {v}({i})",
        numbers_before="",
        pages_before=":",
        year="comma",
        publisher="{p}, {a}",
        doi="",
        editors="before",
    )
    gb = Style(
        "gb7714",
        given="spaced",
        inverted="all",
        inverter=" ",
        last=", ",
        most=3,
        others=", et al",
        type_mark="gb",
        lead="//",
        numbers="{v}({i})",
        year="gb",
        pages_before=": ",
        dash="-",
        publisher="{a}: {p}",
        doi="DOI: {d}",
        capitals=True,
    )
    return [
        apa,
        ieee,
        acm,
        mla,
        chicago,
        vancouver,
        nature,
        acl,
        lncs,
        alpha,
        gb,
        replace(gb, name="gb7714-2", capitals=False, most=99),
        replace(gb, name="gb7714-3", capitals=False, inverted="none", given="full"),
    ]


@cache
def choices() -> dict[str, Any]:
    """The choices of styles.toml."""
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
