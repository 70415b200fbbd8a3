"""Records by which a page that is no scholarly work tells how to cite itself."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import urlsplit

from extractor.papers.embedded.printed import key_of
from extractor.papers.embedded.records import Embedded
from extractor.papers.evidence import SCHOLARLY
from extractor.papers.fields.venues import venue_likeness
from extractor.records import Document

_VENUE = 0.5
_SITE = re.compile(r"\s[|–—·-]\s|[|·–—]")


def is_one(document: Document, record: Embedded) -> bool:
    """Whether a record cites the page itself as a page: no identifier, volume or known venue."""
    work = record.work
    if SCHOLARLY & work.identifiers.keys() or any(
        name in work.values for name in ("volume", "pages", "issue")
    ):
        return False
    venue = work.values.get("venue", "")
    if cites_page(document, record):
        return True
    if not venue:
        return record.loose or record.form == "ris"
    return _is_site(document, venue) or venue_likeness(venue) < _VENUE


def cites_page(document: Document, record: Embedded) -> bool:
    """Whether a record's address is the page's own."""
    own = _address(document.url)
    return bool(own) and any(_address(link.url) == own for link in record.work.links)


def _address(url: str | None) -> str:
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    path = parts.path.rstrip("/").removesuffix("index.html").rstrip("/")
    return f"{parts.netloc.removeprefix('www.')}{path}".casefold() if parts.netloc else ""


def _is_site(document: Document, venue: str) -> bool:
    """Whether a venue is the site's own name or host."""
    names = [document.head.get("og:site_name", "application-name") or ""]
    names.extend(_SITE.split(document.head.title or "")[1:])
    with suppress(ValueError):
        names.append(urlsplit(document.url or "").netloc.removeprefix("www."))
    key = key_of(venue)
    return any(key_of(name) == key for name in names if name)
