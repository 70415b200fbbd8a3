"""Plain text: the content of each page; several pages are parted by a line with their name."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.formats._format import Format
from extractor.records import PageResult


def _render(results: Sequence[PageResult]) -> str:
    if len(results) == 1:
        return _page(results[0])
    return "\n".join(f"==> {result.source.name} <==\n\n{_page(result)}" for result in results)


def _page(result: PageResult) -> str:
    return result.content.text + "\n" if result.content.text else ""


FORMAT = Format("text", (".txt",), _render)
