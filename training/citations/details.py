"""Numbers, publisher and addresses of a citation."""

from __future__ import annotations

import re

from training.citations.page import MONTHS, Page, put_year
from training.citations.records import material

_FIELD = re.compile(r"\{(\w)\}")


def put_details(page: Page) -> None:
    """Adds volume, issue and pages, and the year where the style has it among them."""
    record, style, rng = page.record, page.style, page.rng
    year_first = style.year in ("gb", "vancouver") and record.year
    if style.year == "gb" and record.type in ("book", "thesis", "inproceedings", "incollection"):
        if record.publisher and page.chance(style.publisher_shown):
            page.out.add(". ")
            _publisher(page)
        page.out.add(rng.choice((", ", ",", "，")))
        put_year(page)
        year_first = ""
    if year_first:
        page.out.add(
            rng.choice((", ", ",", "，")) if style.year == "gb" else rng.choice((". ", " "))
        )
        put_year(page)
        page.out.add(", " if style.year == "gb" else rng.choice((";", "; ", " ", ", ")))
    if record.volume and page.shown() and len(record.volume) < 12:
        numbers = style.numbers
        if not record.issue or page.chance(0.15):
            numbers = re.split(r"\s?[(（]?\{i\}|[,.:] ?[^,{]*\{i\}|第\{i\}", numbers)[0]
        page.out.add(style.numbers_before)
        put_filled(page, numbers, {"v": ("volume", record.volume), "i": ("issue", record.issue)})
    elif record.issue and page.shown() and len(record.issue) < 10:
        put_filled(
            page, rng.choice(("({i})", ", no. {i}", " ({i})")), {"i": ("issue", record.issue)}
        )
    if record.pages and record.type != "book" and page.shown():
        page.out.add(style.pages_before)
        pages = record.pages.replace("-", style.dash)
        put_filled(page, style.pages, {"p": ("pages", pages)})
    if style.year == "venue" and not page.year_printed:
        page.out.add(" ")
        put_year(page)
    if style.year == "comma" and not page.year_printed and page.chance(0.7):
        page.out.add(", ")
        put_year(page)


_OWN_WORDS = re.compile(r"^[\W_]*")


def put_filled(page: Page, pattern: str, values: dict[str, tuple[str, str]]) -> None:
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


def _words(page: Page, text: str, label: str) -> None:
    """Adds what stands before a value: punctuation first, then words that belong to it."""
    match = _OWN_WORDS.match(text)
    cut = match.end() if match else 0
    page.out.add(text[:cut])
    page.out.add(text[cut:], label)


def _publisher(page: Page) -> None:
    record = page.record
    pattern = page.style.publisher
    if not record.address:
        pattern = "{p}"
    if "{p}" in pattern and not record.publisher:
        pattern = "{a}"
    put_filled(
        page, pattern, {"a": ("address", record.address), "p": ("publisher", record.publisher)}
    )


def put_rest(page: Page) -> None:
    """Adds edition, publisher, year, DOI, address and a note, what there is of them."""
    record, style = page.record, page.style
    start = page.out.length
    if not record.venue and record.edition and page.shown():
        page.out.add(f"{record.edition} edition", "note")
    if _publisher_shown(page):
        _begin(page, start)
        _publisher(page)
    if style.year in ("end", "comma", "gb", "venue", "vancouver") and not page.year_printed:
        if page.out.length > start or style.year == "gb":
            page.out.add(page.rng.choice((", ", " ", ". ")))
        put_year(page)
    if style.doi and record.doi and page.chance(0.8):
        _begin(page, start)
        put_filled(page, style.doi, {"d": ("doi", record.doi)})
    if style.url and record.url and page.chance(0.6):
        _begin(page, start)
        _address(page)
    if page.chance(0.04):
        _begin(page, start)
        page.out.add(page.rng.choice(material()["printed"]["note"]), "note")


def _begin(page: Page, start: int) -> None:
    """Parts a detail from those before it."""
    if page.out.length > start:
        page.out.add(page.rng.choice((". ", ", ", " ")))


def _publisher_shown(page: Page) -> bool:
    record, style = page.record, page.style
    if not record.publisher and (not record.address or record.chinese):
        return False
    if style.year == "gb" and record.venue and record.type != "article":
        return False
    share = style.publisher_shown
    if record.type in ("book", "incollection"):
        share = max(0.7, share)
    return page.chance(share) and (record.type != "article" or page.chance(0.15))


def _address(page: Page) -> None:
    month = page.rng.choice(MONTHS.split())
    head, _, tail = page.style.url.partition("{u}")
    page.out.add(head, "url")
    page.out.add(page.record.url, "url")
    page.out.add(tail.format(m=month, y=page.rng.randint(2001, 2025)), "note")
