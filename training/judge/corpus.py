"""The pages that the judge learns from, as documents with their main text."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from extractor.document.build import build_document
from extractor.options import Options
from extractor.records import Document, Source
from extractor.source.decode import decode

_SECOND_LEVEL = frozenset(("ac", "co", "com", "edu", "gov", "net", "org"))


@dataclass(frozen=True)
class Page:
    """One page with the text that a person called its main content."""

    name: str
    site: str
    type: str
    """WCXB's page type; `chinese` for the pages of ../shared/pages."""
    data: bytes
    url: str | None
    main: str


def wcxb_pages(folder: Path) -> Iterator[Page]:
    """Pages of a folder in the layout of WCXB: html/ID.html.gz, ground-truth/ID.json."""
    for path in sorted((folder / "ground-truth").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        url = gold.get("url")
        yield Page(
            path.stem,
            site_of(url or path.stem),
            gold["_internal"]["page_type"]["primary"],
            gzip.decompress((folder / "html" / f"{path.stem}.html.gz").read_bytes()),
            url,
            gold["ground_truth"].get("main_content") or "",
        )


def gold_pages(folder: Path) -> Iterator[Page]:
    """Pages of a folder of gold (ID.html, ID.json) whose gold has a `main_text`."""
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        html = path.with_suffix(".html")
        if gold.get("main_text") and html.exists():
            site = gold_site(gold, path.stem)
            yield Page(path.stem, site, "chinese", html.read_bytes(), None, gold["main_text"])


def gold_site(gold: Mapping[str, Any], name: str) -> str:
    """The site of a page of ../shared/pages."""
    return site_of(str(gold.get("url") or gold.get("source") or name))


def site_of(url: str) -> str:
    """The registered domain of an address, by the usual second levels; `url` without a host."""
    labels = (urlsplit(url).hostname or url).split(".")
    longer = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3 if longer else -2 :])


def fold_of(site: str, folds: int) -> int:
    """The fold of a site, the same in every run."""
    return int.from_bytes(hashlib.sha256(site.encode()).digest()[:4]) % folds


def document_of(page: Page) -> Document:
    """The page's blocks as the pipeline makes them."""
    source = Source(page.name, page.data, page.url)
    return build_document(decode(source, Options()), page.url, for_content=True)
