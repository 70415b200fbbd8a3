"""Prints a record in a style, with a label on every character."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from extractor.papers.fields._text import has_cjk
from extractor.records import SpanType
from training.citations.records import Person, Record, material
from training.citations.strings import Builder, Labelled
from training.citations.styles import Style

_FIELD = re.compile(r"\{(\w)\}")
_MARKS = ("*", "†", "∗", "1", "2", "¹", "‡", "1,2", " 1", "§")
_GB_TYPES = {
    "article": "J", "inproceedings": "C", "book": "M", "incollection": "M", "thesis": "D",
    "report": "R", "misc": "EB/OL",
}  # fmt: skip
_MONTHS = "January February March April May June July August September October November December"


@dataclass(slots=True)
class _Page:
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


def render(record: Record, style: Style, rng: random.Random) -> Labelled:
    """`record` printed in `style`; `rng` decides what a style leaves open."""
    page = _Page(record, style, rng, Builder())
    if style.year == "front":
        _year(page)
        page.out.add(rng.choice((". ", " ", ": ", ", ", "\n")))
    for position, part in enumerate(style.order):
        before = page.out.length
        _PARTS[part](page)
        last = position == len(style.order) - 1
        if page.out.length > before and not last:
            _separate(page, part)
    if style.year in ("end", "comma") and not page.year_printed:
        page.out.add(rng.choice((", ", " ", ". ")))
        _year(page)
    page.out.add(style.end)
    return page.out.done(style.name)


def _separate(page: _Page, part: str) -> None:
    style = page.style
    if part == "authors" and style.year == "authors" and page.record.year:
        page.out.add(page.rng.choice((" ", ". ", ", ")) if style.year_form == "{y}" else " ")
        _year(page)
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


# --------------------------------------------------------------------------- names


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


def name_of(person: Person, style: Style, first: bool) -> str:
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


def _authors(page: _Page) -> None:
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
            final = index == len(people) - 1 and not cut
            joiner = style.last if final and style.last else style.joiner
            if final and len(people) == 2 and joiner.startswith(", ") and page.chance(0.7):
                joiner = joiner[1:] if len(joiner) > 2 else joiner
            page.out.add(joiner, "author")
        text = name_of(person, style, index == 0)
        page.out.add(text, "author", page.markup("own") if index == own else None)
        if marked and page.chance(0.5):
            page.out.add(rng.choice(_MARKS), "author")
        if affiliated:
            page.out.add(
                rng.choice((" (MIT)", "（清华大学）", " (Google Research)", "（Meituan）")),
                "author",
            )
    if cut:
        hidden = len(record.authors) - len(people)
        page.out.add(style.others.format(n=hidden), "author")
    elif page.chance(0.02):
        page.out.add(rng.choice((" et al.", ", et al.", "等", ", ...")), "author")
    whole = page.markup("authors")
    if whole is not None and own < 0:
        page.out.mark(start, whole)


# --------------------------------------------------------------------------- other parts


def _year(page: _Page) -> None:
    record, style = page.record, page.style
    if not record.year or page.year_printed:
        return
    page.year_printed = True
    month = record.month if record.month.isalpha() else page.rng.choice(_MONTHS.split())
    if "{m}" in style.year_form and page.chance(0.4):
        month = month[:3] + page.rng.choice((".", ""))
    text = style.year_form.format(y=record.year, m=month)
    if page.chance(0.02) and style.year == "authors":
        text = text.replace(record.year, record.year + page.rng.choice("abc"))
    _bracketed(page, text, "year")


def _bracketed(page: _Page, text: str, label: str) -> None:
    """Adds a text whose brackets are separators."""
    head = text[: len(text) - len(text.lstrip("([（"))]
    tail = text[len(text.rstrip(")]）.")) :]
    page.out.add(head)
    page.out.add(text[len(head) : len(text) - len(tail)], label)
    page.out.add(tail)


def _title(page: _Page) -> None:
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


def _venue(page: _Page) -> None:
    record, style, rng = page.record, page.style, page.rng
    if not record.venue:
        if record.arxiv and page.chance(0.8):
            _bracketed(page, style.arxiv.format(n=record.arxiv).strip(" ,"), "venue")
            _venue_year(page)
        return
    if record.arxiv and record.type != "article" and page.chance(0.1):
        _bracketed(page, style.arxiv.format(n=record.arxiv).strip(" ,"), "venue")
        _venue_year(page)
        return
    if record.type == "thesis":
        kind = rng.choice(("PhD thesis", "Ph.D. thesis", "Ph.D. dissertation", "Master's thesis",
                           "Doctoral dissertation", "博士学位论文", "硕士学位论文", "Thesis"))  # fmt: skip
        if not style.type_mark and page.chance(0.7):
            page.out.add(kind, "note")
            page.out.add(", ")
    contained = record.type in ("inproceedings", "incollection")
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
    _details(page)


def _venue_name(page: _Page) -> str:
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


def _venue_year(page: _Page) -> None:
    style = page.style
    if page.year_printed or not page.record.year:
        return
    if style.year == "glued":
        page.out.add(" ")
        page.year_printed = True
        page.out.add(page.record.year, "year", page.markup("venue"))
    elif style.year == "venue" and page.chance(0.5):
        page.out.add(page.rng.choice((" ", ", ")))
        _year(page)
    if style.year in ("glued", "venue", "none") and page.chance(0.07):
        page.out.add(page.rng.choice((" (", ", ", " – ", ". ")))
        page.out.add(page.rng.choice(("Oral", "Spotlight", "Best Paper Award", "to appear", "accepted",
                                      "workshop", "long paper", "Outstanding Paper", "in press")), "note")  # fmt: skip
        page.out.add(page.rng.choice((")", "")))


def _editors(page: _Page) -> None:
    _people(page, "editor")
    mark = page.style.editors_mark
    page.out.add(f" {mark}" if mark[0] == "(" else f", {mark}", "editor")


def _people(page: _Page, label: str) -> None:
    people = page.record.editors[:4]
    for index, person in enumerate(people):
        if index:
            page.out.add(page.style.last or ", " if index == len(people) - 1 else ", ", label)
        page.out.add(name_of(person, page.style, first=False), label)


def _details(page: _Page) -> None:
    record, style, rng = page.record, page.style, page.rng
    year_first = style.year in ("gb", "vancouver") and record.year
    if style.year == "gb" and record.type in ("book", "thesis", "inproceedings", "incollection"):
        if record.publisher and page.chance(style.publisher_shown):
            page.out.add(". ")
            _publisher(page)
        page.out.add(rng.choice((", ", ",", "，")))
        _year(page)
        year_first = ""
    if year_first:
        page.out.add(
            rng.choice((", ", ",", "，")) if style.year == "gb" else rng.choice((". ", " "))
        )
        _year(page)
        page.out.add(", " if style.year == "gb" else rng.choice((";", "; ", " ", ", ")))
    if record.volume and page.shown() and len(record.volume) < 12:
        numbers = style.numbers
        if not record.issue or page.chance(0.15):
            numbers = re.split(r"\s?[(（]?\{i\}|[,.:] ?[^,{]*\{i\}|第\{i\}", numbers)[0]
        page.out.add(style.numbers_before)
        _filled(page, numbers, {"v": ("volume", record.volume), "i": ("issue", record.issue)})
    elif record.issue and page.shown() and len(record.issue) < 10:
        _filled(page, rng.choice(("({i})", ", no. {i}", " ({i})")), {"i": ("issue", record.issue)})
    if record.pages and record.type != "book" and page.shown():
        page.out.add(style.pages_before)
        pages = record.pages.replace("-", style.dash)
        _filled(page, style.pages, {"p": ("pages", pages)})
    if style.year == "venue" and not page.year_printed:
        page.out.add(" ")
        _year(page)
    if style.year == "comma" and not page.year_printed and page.chance(0.7):
        page.out.add(", ")
        _year(page)


_OWN_WORDS = re.compile(r"^[\W_]*")


def _filled(page: _Page, pattern: str, values: dict[str, tuple[str, str]]) -> None:
    """Adds a pattern; words before a value belong to it, punctuation is a separator."""
    position = 0
    last: str | None = None
    for match in _FIELD.finditer(pattern):
        label, value = values[match.group(1)]
        between = pattern[position : match.start()]
        if last is not None and between.startswith("卷"):
            page.out.add(between[0], last)
            between = between[1:]
        _words(page, between, label)
        page.out.add(value, label)
        position, last = match.end(), label
    tail = pattern[position:]
    if tail:
        page.out.add(tail, last if tail.strip(")）") else None)


def _words(page: _Page, text: str, label: str) -> None:
    """Adds what stands before a value: punctuation first, then words that belong to it."""
    match = _OWN_WORDS.match(text)
    cut = match.end() if match else 0
    page.out.add(text[:cut])
    page.out.add(text[cut:], label)


def _publisher(page: _Page) -> None:
    record = page.record
    pattern = page.style.publisher
    if not record.address:
        pattern = "{p}"
    if "{p}" in pattern and not record.publisher:
        pattern = "{a}"
    _filled(page, pattern, {"a": ("address", record.address), "p": ("publisher", record.publisher)})


def _rest(page: _Page) -> None:
    record, style, rng = page.record, page.style, page.rng
    started = False

    def begin() -> None:
        nonlocal started
        if started:
            page.out.add(rng.choice((". ", ", ", " ")))
        started = True

    if not record.venue and record.edition and page.shown():
        begin()
        page.out.add(f"{record.edition} edition", "note")
    books = record.type in ("book", "incollection")
    gb_done = style.year == "gb" and record.venue and record.type != "article"
    if (record.publisher or (record.address and not record.chinese)) and not gb_done and (
        page.chance(style.publisher_shown if not books else max(0.7, style.publisher_shown))
    ) and (record.type != "article" or page.chance(0.15)):  # fmt: skip
        begin()
        _publisher(page)
    if style.year in ("end", "comma", "gb", "venue", "vancouver") and not page.year_printed:
        if started or style.year == "gb":
            page.out.add(rng.choice((", ", " ", ". ")))
        elif page.out.length:
            pass
        started = True
        _year(page)
    if style.doi and record.doi and page.chance(0.8):
        begin()
        _filled(page, style.doi, {"d": ("doi", record.doi)})
    if style.url and record.url and page.chance(0.6):
        begin()
        month = rng.choice(_MONTHS.split())
        text = style.url
        head, _, tail = text.partition("{u}")
        page.out.add(head, "url")
        page.out.add(record.url, "url")
        page.out.add(tail.format(m=month, y=rng.randint(2001, 2025)), "note")
    if page.chance(0.04):
        begin()
        page.out.add(rng.choice(("Best paper award.", "(Oral)", "To appear", "in press", "Accepted",
                                 "Equal contribution", "Invited paper", "Preprint")), "note")  # fmt: skip


_PARTS = {"authors": _authors, "title": _title, "venue": _venue, "rest": _rest}


def remark(title: str, rng: random.Random, *, chinese: bool) -> str:
    """One or two sentences that somebody might print beside a citation."""
    prose = material()["prose"]
    topic = title[:1].lower() + title[1:]
    if chinese:
        return str(rng.choice(prose["chinese"])).format(t=topic)
    parts = (rng.choice(prose[name]) for name in ("subject", "verb", "object"))
    return " ".join(parts).format(t=topic) + str(rng.choice(prose["tail"]))
