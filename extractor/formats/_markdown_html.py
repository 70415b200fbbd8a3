"""The Markdown of a page's content as HTML."""

from __future__ import annotations


def markdown_html(markdown: str) -> str:
    """CommonMark with tables as HTML; raw HTML in it is shown as text, unsafe addresses are too."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table").enable("strikethrough")
    rendered: str = reader.render(markdown)
    return rendered
