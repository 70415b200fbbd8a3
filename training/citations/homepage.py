"""Layouts of home pages, programs and reading lists, as the patterns of homepage.toml."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from typing import Any

from extractor.lexicon import load
from training.citations.page import name_of, remark
from training.citations.records import Record, material
from training.citations.strings import Builder, Labelled
from training.citations.styles import Style, drawn_style


@cache
def layouts() -> dict[str, Any]:
    """The patterns and words of homepage.toml."""
    return load("training.citations", "homepage.toml")


def badges(rng: random.Random) -> str:
    """One to four badges as they stand beside an item."""
    if rng.random() < 0.25:
        words = rng.sample(layouts()["badge_words"], rng.choice((1, 2, 2, 3)))
        return rng.choice(("[{}]", "({})", "[{}]", "{}")).format(
            rng.choice((", ", " | ", "][", "/")).join(words)
        )
    chosen = rng.sample(layouts()["badges"], rng.choice((1, 1, 2, 2, 3, 4)))
    return rng.choice((" ", " ", "\t", " | ", " / ")).join(chosen)


def render_pattern(record: Record, number: int, rng: random.Random) -> Labelled:
    """`record` printed by pattern `number`; names and markup by a drawn style."""
    pattern = layouts()["patterns"][number]
    style = drawn_style(rng.randrange(100_000))
    out = Builder()
    position = 0
    while position < len(pattern):
        if pattern[position] == "{":
            _part(out, pattern[position + 1], record, style, rng, pattern[:position])
            position += 3
        else:
            end = pattern.find("{", position)
            end = len(pattern) if end < 0 else end
            _between(out, pattern[position:end])
            position = end
    if rng.random() < 0.2:
        out.add(".")
    return out.done(f"pattern-{number}")


def _between(out: Builder, text: str) -> None:
    """Separators; the words in them belong to a field."""
    for words, label in layouts()["words"]:
        head, found, tail = text.partition(words)
        if found:
            _between(out, head)
            out.add(found, label)
            _between(out, tail)
            return
    out.add(text)


def _part(
    out: Builder, part: str, record: Record, style: Style, rng: random.Random, before: str
) -> None:
    """Adds what one letter of a pattern stands for."""
    marks = dict(style.markup)
    if part in "AW":
        if part == "W":
            out.add(rng.choice(layouts()["with"]), "author")
        _names(out, record, style, rng)
    elif part == "T":
        out.add(record.title, "title", marks.get("title"))  # type: ignore[arg-type]
    elif part == "V":
        container = record.venue or record.publisher or "arXiv"
        out.add(container, "venue", marks.get("venue"))  # type: ignore[arg-type]
    elif part == "B":
        out.add(badges(rng), "other", "link" if rng.random() < 0.5 else None)
    elif part == "R":
        chinese = record.chinese or "｜" in before or "址" in before
        out.add(remark(record.title, rng, chinese=chinese), "note")
    elif part in _WORDS:
        label, words = _WORDS[part]
        out.add(rng.choice(layouts()[words]), label)
    else:
        label, printed = _VALUES[part]
        out.add(printed(record, style, rng), label)


def _pages(record: Record, _style: Style, rng: random.Random) -> str:
    return rng.choice(("pp. ", "pages ", "", "p. ", "")) + (record.pages or "12-19")


def _first(record: Record, style: Style, rng: random.Random) -> str:
    person = record.authors[0]
    return person.family if rng.random() < 0.6 else name_of(person, style, first=True)


def _supervisors(record: Record, _style: Style, rng: random.Random) -> str:
    others = record.editors or record.authors[::-1]
    names = [f"{person.given} {person.family}".strip() for person in others]
    return str(rng.choice(material()["supervised"])).format(s=names[0], r=rng.choice(names))


_WORDS = {
    "L": ("author", "labels"),
    "Q": ("title", "title_labels"),
    "N": ("note", "notes"),
    "C": ("note", "classes"),
}
_VALUES: dict[str, tuple[str, Callable[[Record, Style, random.Random], str]]] = {
    "Y": ("year", lambda record, _style, _rng: record.year or "2018"),
    "U": ("url", lambda r, _style, _rng: r.url or f"https://doi.org/{r.doi or '10.1000/182'}"),
    "G": ("author", lambda record, style, _rng: name_of(record.authors[0], style, first=True)),
    "F": ("author", _first),
    "P": ("pages", _pages),
    "S": ("note", _supervisors),
}


def _names(out: Builder, record: Record, style: Style, rng: random.Random) -> None:
    people = record.authors[: min(style.most, 20)]
    own = rng.randrange(len(people)) if people and "own" in dict(style.markup) else -1
    marked = rng.random() < 0.12
    affiliated = rng.random() < 0.05
    for index, person in enumerate(people):
        if index:
            last = index == len(people) - 1
            joiner = style.last if last and style.last else style.joiner
            if len(people) == 2 and joiner.startswith(", ") and len(joiner) > 2:
                joiner = joiner[1:]
            out.add(joiner, "author")
        name = name_of(person, style, first=index == 0)
        out.add(name, "author", "strong" if index == own else None)
        if marked and rng.random() < 0.5:
            out.add(rng.choice(layouts()["marks"]), "author")
        if affiliated:
            out.add(rng.choice(layouts()["affiliations"]), "author")
    if len(people) < len(record.authors):
        out.add(style.others.format(n=len(record.authors) - len(people)), "author")
