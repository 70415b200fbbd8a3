"""Titles: one title a line."""

from __future__ import annotations

from collections.abc import Sequence

from extractor import PageResult
from extractor.formats import Format


def _render(results: Sequence[PageResult]) -> str:
    return "".join(f"{paper.title}\n" for result in results for paper in result.papers)


FORMAT = Format("titles", (".titles",), _render, streams=True)
