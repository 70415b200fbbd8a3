"""COinS, an OpenURL 1.0 context object in a span's title (ANSI/NISO Z39.88-2004, KEV), to works."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs

from extractor.papers.embedded.tables import members, table
from extractor.papers.embedded.work import Work, make_work

_LENGTH = 20_000
_MAX_FIELDS = 400


def work_of_coins(text: str) -> Work | None:
    """The work that the title attribute of a `Z3988` span describes; None for other things."""
    if "rft" not in text or len(text) > _LENGTH:
        return None
    try:
        fields = parse_qs(text.replace("&amp;", "&"), max_num_fields=_MAX_FIELDS)
    except ValueError:
        return None
    kinds = " ".join(fields.get("rft_val_fmt", ())).casefold()
    genre = " ".join(fields.get("rft.genre", fields.get("rft.type", ()))).casefold()
    if genre.replace(" ", "") not in members("coins", "genres") and "dissertation" not in kinds:
        return None
    return make_work(_raw(fields, kinds, genre))


def _raw(fields: Mapping[str, list[str]], kinds: str, genre: str) -> dict[str, Sequence[str]]:
    names = table("coins")
    raw: dict[str, Sequence[str]] = {
        field: [value for name in listed for value in fields.get(name, ())]
        for field, listed in names.items()
        if field != "genres"
    }
    thesis = "dissertation" in kinds or genre in ("dissertation", "thesis")
    venues = list(raw.pop("venue_of_thesis" if thesis else "venue_of_article"))
    title = raw["title"][0] if raw["title"] else ""
    raw["venue"] = [venue for venue in venues if venue != title]
    if "book" not in kinds or fields.get("rft.atitle"):
        raw["isbn"] = []
    if thesis:
        raw["publisher"] = fields.get("rft.pub", [])
    if not raw["authors"]:
        raw["authors"] = _first_author(fields)
    raw["url"] = [value for value in raw["identifiers"] if value.startswith(("http:", "https:"))]
    raw["identifiers"] = [_named(value) for value in raw["identifiers"]]
    return raw


def _first_author(fields: Mapping[str, list[str]]) -> list[str]:
    family = next(iter(fields.get("rft.aulast", ())), "")
    given = next(iter(fields.get("rft.aufirst", fields.get("rft.auinit", ()))), "")
    return [f"{family}, {given}" if family and given else family] if family else []


def _named(identifier: str) -> str:
    """'info:pmid/123' as an identifier is printed."""
    scheme, _, value = identifier.partition("/")
    if scheme == "info:pmid":
        return f"PMID {value}"
    if scheme == "info:arxiv":
        return f"arXiv:{value}"
    if identifier.startswith("urn:ISBN:"):
        return f"ISBN {identifier[9:]}"
    return identifier
