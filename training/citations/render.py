"""Prints a record in a style, with a label on every character."""

from __future__ import annotations

import random

from training.citations.details import put_details, put_rest
from training.citations.page import Page, name_of, put_bracketed, put_year
from training.citations.records import Record, material
from training.citations.strings import Builder, Labelled
from training.citations.styles import Style

_MARKS = ("*", "†", "∗", "1", "2", "¹", "‡", "1,2", " 1", "§")
_GB_TYPES = {
    "article": "J", "inproceedings": "C", "book": "M", "incollection": "M", "thesis": "D",
    "report": "R", "misc": "EB/OL",
}  # fmt: skip


def render(record: Record, style: Style, rng: random.Random) -> Labelled:
    """`record` printed in `style`; `rng` decides what a style leaves open."""
    page = Page(record, style, rng, Builder())
    if style.year == "front":
        put_year(page)
        page.out.add(rng.choice((". ", " ", ": ", ", ", "\n")))
    for position, part in enumerate(style.order):
        before = page.out.length
        _PARTS[part](page)
        last = position == len(style.order) - 1
        if page.out.length > before and not last:
            _separate(page, part)
    if style.year in ("end", "comma") and not page.year_printed:
        page.out.add(rng.choice((", ", " ", ". ")))
        put_year(page)
    page.out.add(style.end)
    return page.out.done(style.name)


def _separate(page: Page, part: str) -> None:
    style = page.style
    if part == "authors" and style.year == "authors" and page.record.year:
        page.out.add(page.rng.choice((" ", ". ", ", ")) if style.year_form == "{y}" else " ")
        put_year(page)
    separator = style.after.get(part, ". ")
    if part == "title" and style.quotes[1] and style.stop_inside:
        separator = " "
    if part == "title" and page.record.title.endswith(("?", "!")) and separator.startswith("."):
        separator = " "
    if (
        part == "title"
        and page.style.type_mark
        and page.record.type in ("inproceedings", "incollection")
        and page.record.venue
    ):
        separator = ""
    page.out.add(separator)


def _authors(page: Page) -> None:
    record, style, rng = page.record, page.style, page.rng
    people = list(record.authors)
    if not people:
        return
    own = rng.randrange(len(people)) if len(people) > 1 and page.markup("own") else -1
    marked = page.chance(0.08)
    affiliated = page.chance(0.02)
    cut = len(people) > style.most
    if cut:
        people = people[: rng.choice((1, style.most)) if style.most <= 3 else style.most]
    start = page.out.length
    for index, person in enumerate(people):
        if index:
            page.out.add(_joiner(page, len(people), index, cut=cut), "author")
        text = name_of(person, style, first=index == 0)
        page.out.add(text, "author", page.markup("own") if index == own else None)
        if marked and page.chance(0.5):
            page.out.add(rng.choice(_MARKS), "author")
        if affiliated:
            page.out.add(rng.choice(material()["printed"]["affiliation"]), "author")
    if cut:
        hidden = len(record.authors) - len(people)
        page.out.add(style.others.format(n=hidden), "author")
    elif page.chance(0.02):
        page.out.add(rng.choice(material()["printed"]["others"]), "author")
    whole = page.markup("authors")
    if whole is not None and own < 0:
        page.out.mark(start, whole)


def _joiner(page: Page, count: int, index: int, *, cut: bool) -> str:
    """What stands in front of name number `index`."""
    final = index == count - 1 and not cut
    joiner = page.style.last if final and page.style.last else page.style.joiner
    if final and count == 2 and joiner.startswith(", ") and page.chance(0.7):
        return joiner[1:] if len(joiner) > 2 else joiner
    return joiner


def _title(page: Page) -> None:
    style, record = page.style, page.record
    opening, closing = style.quotes
    title = record.title
    if page.chance(0.05) and not record.chinese:
        title = title.title() if page.chance(0.5) else title[:1] + title[1:].lower()
    page.out.add(opening)
    page.out.add(title, "title", page.markup("title"))
    if closing:
        if style.stop_inside:
            page.out.add(page.rng.choice((",", ".", ",")))
        page.out.add(closing)
    if style.type_mark:
        mark = _GB_TYPES[record.type]
        page.out.add(page.rng.choice(("", "", "", " ")))
        page.out.add(f"[{mark}]" if page.chance(0.9) else f"［{mark}］", "other")


def _venue(page: Page) -> None:
    record, style, rng = page.record, page.style, page.rng
    if not record.venue or (record.arxiv and record.type != "article" and page.chance(0.1)):
        if record.arxiv and (record.venue or page.chance(0.8)):
            put_bracketed(page, style.arxiv.format(n=record.arxiv).strip(" ,"), "venue")
            _venue_year(page)
        return
    contained = record.type in ("inproceedings", "incollection")
    _lead(page, contained=contained)
    if contained and page.chance(0.1) and not record.venue.lower().startswith("proc"):
        page.out.add("Proceedings of the ", "venue", page.markup("venue"))
    page.out.add(_venue_name(page), "venue", page.markup("venue"))
    _venue_year(page)
    if contained and style.editors == "behind" and record.editors and page.chance(0.7):
        page.out.add(", ")
        page.out.add(rng.choice(("edited by ", "ed. ", "Edited by ")), "editor")
        _people(page, "editor")
    if contained and record.series and page.shown():
        page.out.add(rng.choice((", ", ". ", " (")))
        page.out.add(record.series, "note")
    if record.edition and page.shown():
        page.out.add(", ")
        page.out.add(f"{record.edition} ed.", "note")
    put_details(page)


def _lead(page: Page, *, contained: bool) -> None:
    """What stands in front of the container: the sort of thesis, 'In', editors."""
    record, style, rng = page.record, page.style, page.rng
    if record.type == "thesis":
        kind = rng.choice(material()["printed"]["thesis"])
        if not style.type_mark and page.chance(0.7):
            page.out.add(kind, "note")
            page.out.add(", ")
    if contained:
        lead = style.lead if style.type_mark or page.chance(0.9) else ""
        edited = bool(record.editors) and style.editors == "before" and page.chance(0.8)
        owner = "editor" if edited else "venue"
        page.out.add(lead, owner if lead.strip(" /") else None)
        if edited:
            _editors(page)
            page.out.add(rng.choice((", ", " ", ": ", ". ")))
    elif record.type == "article" and page.chance(0.04):
        page.out.add(rng.choice(("In ", "in ", "In: ")), "venue")


def _venue_name(page: Page) -> str:
    name = page.record.venue
    year = page.record.year
    if page.style.year == "glued" and year and year not in name and len(name) < 20:
        if page.chance(0.1):
            return name
        page.year_printed = True
        form = page.rng.random()
        if form < 0.08:
            return f"{name}'{year[2:]}"
        if form < 0.12:
            return f"{name}-{year}"
        if form < 0.16:
            return f"{name}{year}"
        page.year_printed = False
    return name


def _venue_year(page: Page) -> None:
    style = page.style
    if page.year_printed or not page.record.year:
        return
    if style.year == "glued":
        page.out.add(" ")
        page.year_printed = True
        page.out.add(page.record.year, "year", page.markup("venue"))
    elif style.year == "venue" and page.chance(0.5):
        page.out.add(page.rng.choice((" ", ", ")))
        put_year(page)
    if style.year in ("glued", "venue", "none") and page.chance(0.07):
        page.out.add(page.rng.choice((" (", ", ", " – ", ". ")))
        page.out.add(page.rng.choice(material()["printed"]["state"]), "note")
        page.out.add(page.rng.choice((")", "")))


def _editors(page: Page) -> None:
    _people(page, "editor")
    mark = page.style.editors_mark
    page.out.add(f" {mark}" if mark[0] == "(" else f", {mark}", "editor")


def _people(page: Page, label: str) -> None:
    people = page.record.editors[:4]
    for index, person in enumerate(people):
        if index:
            page.out.add(page.style.last or ", " if index == len(people) - 1 else ", ", label)
        page.out.add(name_of(person, page.style, first=False), label)


_PARTS = {"authors": _authors, "title": _title, "venue": _venue, "rest": put_rest}
