"""Markdown: the content of each page; several pages are parted by a comment with their name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.formats._format import Format
from extractor.records import PageResult


def _render(results: Sequence[PageResult]) -> str:
    if len(results) == 1:
        return _page(results[0])
    return "\n".join(
        f"<!-- {_comment(result.source.name)} -->\n\n{_page(result)}" for result in results
    )


def _page(result: PageResult) -> str:
    return result.content.markdown + "\n" if result.content.markdown else ""


def _comment(name: str) -> str:
    """The name without what would end an HTML comment, or the line."""
    return re.sub(r"-{2,}|[<>\r\n]", "_", name)


FORMAT = Format("markdown", (".md", ".markdown"), _render)
