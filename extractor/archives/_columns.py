"""Which column of a table holds the page, its address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extractor.archives._archive import ReadOptions
from extractor.archives._items import Failure, Item
from extractor.archives._members import page_item, too_large
from extractor.lexicon import load
from extractor.records import Source


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table."""

    page: str
    url: str | None
    plain: bool
    """The page is plain text."""


@cache
def _usual() -> Mapping[str, tuple[str, ...]]:
    data = load("extractor.archives", "data/columns.toml")
    return {field: tuple(names) for field, names in data.items()}


def choose_columns(names: Sequence[str], options: ReadOptions) -> Columns | None:
    """The columns to read of those that there are; None where none holds a page."""
    by_fold = {name.casefold(): name for name in reversed(names)}

    def first(asked: str | None, field: str) -> str | None:
        if asked is not None:
            return asked if asked in names else None
        return next((by_fold[each] for each in _usual()[field] if each in by_fold), None)

    html, text = options.html_column, options.text_column
    page = first(html, "html") if html is not None or text is None else None
    plain = page is None and (text is not None or html is None)
    if plain:
        page = first(text, "text")
    return None if page is None else Columns(page, first(options.url_column, "url"), plain)


def missing(names: Sequence[str], options: ReadOptions) -> str:
    """Why there are no columns, for people."""
    asked = options.html_column or options.text_column
    listed = ", ".join(str(name) for name in list(names)[:12]) or "none"
    what = f"no column {asked!r}" if asked else "no column that is known to hold pages"
    return f"{what}; the columns are: {listed}; see --html-column"


def row_item(
    name: str,
    row: Mapping[str, object],
    columns: Columns,
    options: ReadOptions,
    start: int,
    offset: int | None = None,
) -> Item:
    """The page of one row."""
    value = row.get(columns.page)
    address = row.get(columns.url) if columns.url is not None else None
    if isinstance(address, bytes):
        address = address.decode("utf-8", "replace")
    url = address.strip() or None if isinstance(address, str) else None
    if isinstance(value, str):
        data, charset = value.encode("utf-8", "replace"), "utf-8"
    elif isinstance(value, bytes):
        data, charset = value, None
    else:
        reason = f"column {columns.page!r} holds {_type_name(value)}, not a page"
        return Failure(name, "unreadable", reason, offset, url, start)
    if len(data) > options.max_page_bytes:
        return too_large(name, options, offset, start)
    media_type = "text/plain" if columns.plain else None
    source = Source(name, data, url, media_type, charset)
    return page_item(source, options, start, offset)


def _type_name(value: object) -> str:
    return "nothing" if value is None else f"a value of type {type(value).__name__}"
