"""BibTeX and RIS records to works."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.papers import bibtex, ris
from extractor.papers.embedded.persons import bibtex_persons
from extractor.papers.embedded.tables import members, table
from extractor.papers.embedded.work import Work, make_work

_PLAIN = (
    "title", "date", "year", "venue", "volume", "issue", "pages", "publisher", "abstract",
    "keywords", "doi", "arxiv", "pmid", "isbn", "note",
)  # fmt: skip


def work_of_bibtex(record: bibtex.Record) -> Work | None:
    """The work of a BibTeX record; None for one without a title or of no work."""
    if record.type in members("bibtex", "no_entry"):
        return None
    names, fields = table("bibtex"), record.fields
    raw: dict[str, Sequence[str]] = {
        field: [fields[name] for name in names[field] if fields.get(name)] for field in _PLAIN
    }
    if record.type not in members("bibtex", "books"):
        raw["isbn"] = []
    title = raw["title"][0] if raw["title"] else ""
    subtitle = next((fields[name] for name in names["subtitle"] if fields.get(name)), "")
    raw["title"] = [f"{title}: {subtitle}" if title and subtitle else title]
    raw["venue"] = [value for value in raw["venue"] if "://" not in value and "\\url" not in value]
    raw["arxiv"] = [*raw["arxiv"], *_eprint(fields)]
    raw["links"] = _addresses(fields)
    raw["identifiers"] = [value.partition(" ")[2] for value in raw["links"]]
    work = make_work(raw)
    if work is None:
        return None
    persons = next((fields[name] for name in names["authors"] if fields.get(name)), "")
    return replace(work, authors=bibtex_persons(persons))


def _eprint(fields: Mapping[str, str]) -> list[str]:
    """An eprint number, where it is said to be arXiv's or has its form."""
    names = table("bibtex")
    numbers = [fields[name] for name in names["eprint"] if fields.get(name)]
    archives = [fields[name].casefold() for name in names["eprint_kind"] if fields.get(name)]
    if archives and not any("arxiv" in archive or "." in archive for archive in archives):
        return []
    return numbers


def _addresses(fields: Mapping[str, str]) -> list[str]:
    """'field address' of every field that holds an address of the work."""
    foreign = members("bibtex", "foreign_addresses")
    found: list[str] = []
    for name, value in fields.items():
        address = value.replace("\\url", "").strip("{} <>")
        if name not in foreign and address.startswith(("http://", "https://", "ftp://")):
            hint = name.removeprefix("www_").removesuffix("_url").replace("_", "-")
            found.extend(f"{hint} {piece}" for piece in address.split()[:4] if "://" in piece)
    return found


def is_loose(record: bibtex.Record) -> bool:
    """Whether the type of a record leaves open what it is, as `misc` does."""
    return record.type in members("bibtex", "loose_types")


def is_known_type(record: bibtex.Record) -> bool:
    """Whether the type of a record is one of BibTeX's or BibLaTeX's."""
    return record.type in members("bibtex", "types")


def work_of_ris(record: ris.Record) -> Work | None:
    """The work of a RIS record; None for one without a title or of no work."""
    if record.type not in members("ris", "types"):
        return None
    names, fields = table("ris"), record.fields
    raw: dict[str, Sequence[str]] = {
        field: [value for tag in tags for value in fields.get(tag, ())]
        for field, tags in names.items()
        if field not in ("types", "books")
    }
    if not raw["title"] and fields.get("T2"):
        raw["title"] = fields["T2"]
    numbers = raw.pop("numbers")
    raw["isbn"] = numbers if record.type in members("ris", "books") else []
    return make_work(raw)
