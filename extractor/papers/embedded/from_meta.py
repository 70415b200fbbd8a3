"""Meta elements of the head (Highwire, Dublin Core, PRISM, EPrints, bepress) to a work."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.papers.embedded.tables import members, table
from extractor.papers.embedded.work import Work, make_work
from extractor.records import Head

_LONG = 400
_REPEATED = frozenset(("authors", "keywords", "doi", "pdf", "url"))
"""Fields of which every value counts; of the others the most trusted name's."""


def work_of_meta(head: Head) -> tuple[Work, bool] | None:
    """The work that the page's meta elements name, and whether they are such as only pages of
    works have; None where they name none."""
    by_name: dict[str, list[str]] = {}
    for name, content in head.meta:
        if content.strip():
            by_name.setdefault(name, []).append(content.strip())
    raw: dict[str, Sequence[str]] = {}
    for field, names in table("meta").items():
        values = [by_name[name] for name in names if name in by_name]
        if field == "authors":
            raw[field] = values[0] if values else ()
        elif field in _REPEATED or field == "date":
            raw[field] = [value for each in values for value in each]
        else:
            raw[field] = values[0] if values else ()
    if not raw["title"]:
        return None
    if raw["venue"]:
        raw["isbn"] = ()
    sure = any(by_name.get(name) for name in members("meta_families", "sure"))
    raw["abstract"] = [*raw["abstract"][:1], *_described(by_name)] if sure else raw["abstract"]
    work = make_work(raw)
    if work is None:
        return None
    # Agencies and tools put citation_title on every page; a work has persons or an identifier too.
    sure = sure and (bool(raw["authors"]) or work.is_scholarly())
    if not (sure or work.is_scholarly() or _is_typed(by_name)):
        return None
    return work, sure


def _described(by_name: dict[str, list[str]]) -> list[str]:
    """A page description stands in for an abstract where it is long."""
    return [
        value
        for name in table("meta_families")["described"]
        for value in by_name.get(name, ())[:1]
        if len(value) >= _LONG
    ]


def _is_typed(by_name: dict[str, list[str]]) -> bool:
    words = table("meta_families")["type_words"]
    types = " ".join(
        value for name in table("meta_families")["types"] for value in by_name.get(name, ())
    ).casefold()
    return bool(types) and any(word in types for word in words) and bool(by_name.get("dc.creator"))
