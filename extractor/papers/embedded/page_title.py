"""The heading that prints what the page is about."""

from __future__ import annotations

from extractor.papers.embedded.printed import key_of
from extractor.papers.sections import Context

_MIN = 8


def page_title_block(context: Context) -> int | None:
    """The heading that the title in the head repeats, label or not; else the only `<h1>`."""
    if context.title_block is not None:
        return context.title_block
    stated = page_titles(context)
    for block in context.document.blocks:
        if block.form == "heading" and len(block.text) >= _MIN:
            key = key_of(block.text)
            if any(len(title) >= _MIN and title in key for title in stated):
                return block.index
    return None


def page_titles(context: Context) -> tuple[str, ...]:
    """Keys of what the head calls the page."""
    head = context.document.head
    names = ("og:title", "twitter:title", "citation_title")
    values = (head.title, *(head.get(name) for name in names))
    return tuple(dict.fromkeys(key_of(value) for value in values if value))


def is_page_title(context: Context, key: str) -> bool:
    """Whether a title is what the head calls the page, a site's name around it aside."""
    return len(key) >= _MIN and any(
        key in title and len(title) <= 3 * len(key) + 40 for title in page_titles(context)
    )
