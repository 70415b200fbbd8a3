"""Reference lists that close an article: which headings open them."""

from __future__ import annotations

from functools import cache

from extractor import lexicon
from extractor.papers.sections import Context, Section

_MAX_HEADING = 40


@cache
def _words() -> frozenset[str]:
    data = lexicon.load("extractor.papers.data", "references.toml")
    return frozenset(lexicon.fold(word) for word in data["headings"])


def is_reference_heading(text: str) -> bool:
    """Whether the text heads a list of references ('参考文献', 'References', '7. Bibliography')."""
    if len(text) > _MAX_HEADING:
        return False
    return lexicon.fold(text).strip("0123456789.、:#*-[]【】()（） ") in _words()


def reference_sections(context: Context) -> tuple[Section, ...]:
    """The sections under such a heading, on pages that hold something else before it."""
    blocks = context.document.blocks
    return tuple(
        section
        for section in context.sections
        if section.heading is not None
        and section.heading != context.title_block
        and is_reference_heading(blocks[section.heading].text)
        and sum(len(block.text) for block in blocks[: section.heading]) > 200
    )


def reference_blocks(context: Context) -> frozenset[int]:
    """The blocks of those sections."""
    return frozenset(
        index
        for section in reference_sections(context)
        for index in range(section.first, section.last)
    )
