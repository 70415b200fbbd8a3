"""Real pages to train on: those with gold, and general pages, nearly none of which has papers."""

from __future__ import annotations

import gzip
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from extractor.lexicon import load
from training.decide.samples import Page

FOLDERS = ("seed", "zh", "en", "pub", "boiler")


def gold_pages(folder: Path) -> Iterator[Page]:
    """The pages with gold, `ID.html` or `ID.txt` beside `ID.json`."""
    for name in FOLDERS:
        for path in sorted((folder / name).glob("*.json")):
            gold = json.loads(path.read_text("utf-8"))
            html = path.with_suffix(".html")
            page = html if html.exists() else path.with_suffix(".txt")
            titles = tuple(
                (paper.get("role") or "featured", paper["title"]) for paper in gold["papers"]
            )
            yield Page(
                path.stem, gold["source"]["repo"] or path.stem, "gold", page.read_bytes(),
                None if page == html else "text/plain", titles,
            )  # fmt: skip


def general_pages(folder: Path) -> Iterator[Page]:
    """The pages of WCXB; their truth is labels.toml."""
    unsure = frozenset(labels()["unsure"])
    for path in sorted((folder / "html").glob("*.html.gz")):
        number = path.name.partition(".")[0]
        if number not in unsure:
            truth = json.loads((folder / "ground-truth" / f"{number}.json").read_text("utf-8"))
            yield Page(
                f"wcxb-{number}", _site(truth.get("url") or "") or number, "general",
                gzip.decompress(path.read_bytes()), "text/html", (),
            )  # fmt: skip


def fixture_pages(folder: Path) -> Iterator[Page]:
    """The project's own fixtures, invented pages that say which titles they present."""
    for path in sorted(folder.glob("*/case.toml")):
        case = tomllib.loads(path.read_text("utf-8"))
        expected = case.get("expect", {})
        if "titles" not in expected:
            continue
        (page,) = path.parent.glob("page.*")
        titles = [("featured", title) for title in expected["titles"]]
        titles += [("reference", title) for title in expected.get("references", ())]
        name = f"fixture {path.parent.name}"
        kind = case.get("options", {}).get("media_type")
        yield Page(name, name, "fixture", page.read_bytes(), kind, tuple(titles))


def labels() -> dict[str, Any]:
    """What labels.toml holds."""
    return load("training.decide", "labels.toml")


def is_right(page: str, title: str) -> bool:
    """Whether a proposal of a general page is a paper that it presents."""
    wrong = labels()["papers"].get(page.removeprefix("wcxb-").removesuffix(" as text"))
    return wrong is not None and not title.startswith(tuple(wrong))


def _site(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
