"""Reference lists that close an article: which headings open them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from extractor import lexicon
from extractor.papers.sections import Context, Section, says_teaching
from extractor.records import Block

_MAX_HEADING = 40
_TEXT_BEFORE = 200
"""UTF-8 bytes of an article in front of its references."""
_TOOL = re.compile(r"(?<=\w)\s?(?:\[[^\[\]]{1,12}\]|[¶§#\U0001f517])\s*$")
"""A wiki's '[edit]' behind the heading, or the sign of a link to it."""


@cache
def _words() -> frozenset[str]:
    data = lexicon.load("extractor.papers.data", "references.toml")
    return frozenset(lexicon.fold(word) for word in data["headings"])


def is_reference_heading(text: str) -> bool:
    """Whether the text heads a list of references ('参考文献', 'References', '7. Bibliography')."""
    if len(text) > _MAX_HEADING:
        return False
    text = _TOOL.sub("", text)
    return lexicon.fold(text).strip("0123456789.、:#*-[]【】()（） ") in _words()


def reference_sections(context: Context) -> tuple[Section, ...]:
    """The sections under such a heading, each with its subsections, on pages that hold something
    else before it. Where a course has several, they list the readings of its topics."""
    blocks = context.document.blocks
    plain = context.document.media_type == "text/plain"
    found: list[Section] = []
    for number, section in enumerate(context.sections):
        heading = section.heading
        if heading is None or context.is_page_title(heading):
            continue
        if not is_reference_heading(blocks[heading].text):
            continue
        if _has_text_before(blocks, heading):
            if plain:
                # The same words further up are a line of the contents list.
                found = [each for each in found if not _is_repeated(blocks, each, heading)]
            found.append(replace(section, last=_whole_end(context, number)))
    return () if len(found) > 1 and says_teaching(_page_titles(context)) else tuple(found)


def _page_titles(context: Context) -> Iterator[str]:
    """What the page calls itself."""
    yield context.document.head.title or ""
    if context.title_block is not None:
        yield context.document.blocks[context.title_block].text


def _has_text_before(blocks: Sequence[Block], heading: int) -> bool:
    length = 0
    for block in islice(blocks, heading):
        length += len(block.text.encode("utf-8", "replace"))
        if length > _TEXT_BEFORE:
            return True
    return False


def _is_repeated(blocks: Sequence[Block], section: Section, heading: int) -> bool:
    return section.heading is not None and blocks[section.heading].text == blocks[heading].text


def _whole_end(context: Context, number: int) -> int:
    """Where the last subsection of a section ends."""
    section = context.sections[number]
    last = section.last
    for place in range(number + 1, len(context.sections)):
        following = context.sections[place]
        if following.level <= section.level:
            break
        last = following.last
    return last


def reference_blocks(context: Context) -> frozenset[int]:
    """The blocks of those sections."""
    return frozenset(
        index
        for section in reference_sections(context)
        for index in range(section.first, section.last)
    )
