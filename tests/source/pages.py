"""Invented texts and pages for the tests of this folder."""

from __future__ import annotations

import tomllib
from pathlib import Path

_SAMPLES = Path(__file__).parents[2] / "benchmarks" / "data" / "encodings.toml"
TEXTS: dict[str, str] = {
    row["language"]: "\n".join((row["title"], *row["paragraphs"]))
    for row in tomllib.loads(_SAMPLES.read_text("utf-8"))["sample"]
}


def page(language: str, charset: str | None = None) -> str:
    """The text of a language as a page, which may declare a charset."""
    meta = f'<meta charset="{charset}">' if charset else ""
    body = TEXTS[language].replace("\n", "</p>\n<p>")
    return f"<html><head>{meta}<title>t</title></head><body><p>{body}</p></body></html>"
