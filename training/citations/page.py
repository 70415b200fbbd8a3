"""One string in the making, and the pieces that several parts of it share."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from extractor.papers.fields._text import has_cjk
from extractor.records import SpanType
from training.citations.records import Person, Record, material
from training.citations.strings import Builder
from training.citations.styles import Style

MONTHS = "January February March April May June July August September October November December"


@dataclass(slots=True)
class Page:
    """What is drawn once for one string."""

    record: Record
    style: Style
    rng: random.Random
    out: Builder
    year_printed: bool = False

    def chance(self, share: float) -> bool:
        """True with probability `share`."""
        return self.rng.random() < share

    def shown(self) -> bool:
        """Whether one detail is printed."""
        return self.rng.random() >= self.style.sparse

    def markup(self, part: str) -> SpanType | None:
        """The markup of a part, where the style has one."""
        for name, type_ in self.style.markup:
            if name == part:
                return type_  # type: ignore[return-value]
        return None


def _given(given: str, form: str) -> str:
    if form == "full" or not given or has_cjk(given):
        return given
    parts = [part for part in re.split(r"[\s.]+", given) if part]
    if form == "initials":
        return " ".join("-".join(f"{p[0]}." for p in part.split("-") if p) for part in parts)
    letters = [p[0] for part in parts for p in part.split("-") if p]
    if form == "joined":
        return "".join(f"{letter}." for letter in letters)
    return (" " if form == "spaced" else "").join(letters)


def name_of(person: Person, style: Style, *, first: bool) -> str:
    """A name as the style prints it."""
    family = person.family.upper() if style.capitals else person.family
    if style.given == "none":
        return family.split("，")[0]
    given = _given(person.given, style.given)
    if not given:
        return family
    if style.inverted == "all" or (style.inverted == "first" and first):
        return f"{family}{style.inverter}{given}"
    return f"{given} {family}"


def put_year(page: Page) -> None:
    """Adds the year, once."""
    record, style = page.record, page.style
    if not record.year or page.year_printed:
        return
    page.year_printed = True
    month = record.month if record.month.isalpha() else page.rng.choice(MONTHS.split())
    if "{m}" in style.year_form and page.chance(0.4):
        month = month[:3] + page.rng.choice((".", ""))
    text = style.year_form.format(y=record.year, m=month)
    if page.chance(0.02) and style.year == "authors":
        text = text.replace(record.year, record.year + page.rng.choice("abc"))
    put_bracketed(page, text, "year")


def put_bracketed(page: Page, text: str, label: str) -> None:
    """Adds a text whose brackets are separators."""
    head = text[: len(text) - len(text.lstrip("([（"))]
    tail = text[len(text.rstrip(")]）.")) :]
    page.out.add(head)
    page.out.add(text[len(head) : len(text) - len(tail)], label)
    page.out.add(tail)


def remark(title: str, rng: random.Random, *, chinese: bool) -> str:
    """One or two sentences that somebody might print beside a citation."""
    prose = material()["prose"]
    topic = title[:1].lower() + title[1:]
    if chinese:
        return str(rng.choice(prose["chinese"])).format(t=topic)
    parts = (rng.choice(prose[name]) for name in ("subject", "verb", "object"))
    return " ".join(parts).format(t=topic) + str(rng.choice(prose["tail"]))
