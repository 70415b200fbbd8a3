"""A document as sections: a heading and the blocks up to the next one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractor import lexicon
from extractor.papers.labels import Part, read_parts
from extractor.papers.tagger import TaggedCitation, tag
from extractor.records import Block, Document, Judgement


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it, up to the next heading that is no field label."""

    heading: int | None
    first: int
    last: int
    """The body is `blocks[first:last]`."""
    level: int
    parent: int
    """Number of the section around it; -1 at the top."""


class Tags:
    """Remembers the tagger's reading of a page's blocks, which several finders ask for."""

    def __init__(self) -> None:
        self._known: dict[int, TaggedCitation] = {}

    def of(self, block: Block) -> TaggedCitation:
        """The fields of the block's text, read as a citation."""
        found = self._known.get(block.index)
        if found is None:
            found = self._known[block.index] = tag(block.text, block.spans)
        return found


@dataclass(frozen=True, slots=True)
class Context:
    """What finders look at. Judgements are hints, no filter."""

    document: Document
    judgements: tuple[Judgement, ...]
    parts: tuple[tuple[Part, ...], ...]
    """Per block, the block cut at its field labels."""
    sections: tuple[Section, ...]
    title_block: int | None
    """The heading that is the page's own title."""
    tags: Tags
    """The tagger's reading of blocks, each read once."""
    claimed: frozenset[int] = frozenset()
    """Blocks of sure entries that better ranked finders found: no need to look there again."""

    def is_page_title(self, heading: int) -> bool:
        """Whether a heading is the page's own title, or a repetition of it."""
        if self.title_block is None:
            return False
        blocks = self.document.blocks
        return heading == self.title_block or (
            blocks[heading].text == blocks[self.title_block].text
        )

    def kind(self, block: int) -> str:
        """The judged kind of a block."""
        return self.judgements[block].kind


def build_context(document: Document, judgements: tuple[Judgement, ...]) -> Context:
    """Cuts a document into parts and sections."""
    contents = frozenset(document.contents)
    parts = tuple(() if block.index in contents else read_parts(block) for block in document.blocks)
    sections = tuple(_sections(document, parts, contents))
    return Context(document, judgements, parts, sections, _title_block(document), Tags())


def _is_heading(block: Block, parts: Sequence[Part], contents: frozenset[int]) -> bool:
    if block.form != "heading" or block.index in contents or not block.text:
        return False
    return not any(part.label is not None for part in parts) or not (
        parts[0].label_start == 0 and parts[0].label is not None
    )


def _sections(
    document: Document, parts: Sequence[tuple[Part, ...]], contents: frozenset[int]
) -> Iterator[Section]:
    blocks = document.blocks
    heads = [block.index for block in blocks if _is_heading(block, parts[block.index], contents)]
    first_head = heads[0] if heads else len(blocks)
    if first_head:
        yield Section(None, 0, first_head, 0, -1)
    offset = 1 if first_head else 0
    around: list[tuple[int, int]] = []
    for number, head in enumerate(heads):
        level = blocks[head].level
        while around and around[-1][0] >= level:
            around.pop()
        parent = around[-1][1] if around else -1
        following = heads[number + 1] if number + 1 < len(heads) else len(blocks)
        last = min(following, _container_end(document, head, heads))
        yield Section(head, head + 1, last, level, parent)
        around.append((level, number + offset))


def _container_end(document: Document, head: int, heads: Sequence[int]) -> int:
    """Where the element ends that holds this heading and others: what it heads ends there."""
    element = document.blocks[head].element
    while element >= 0:
        entry = document.elements[element]
        inside = bisect_left(heads, entry.last) - bisect_left(heads, entry.first)
        if inside > 1 and entry.last > head + 1:
            return entry.last
        element = entry.parent
    return len(document.blocks)


@cache
def _other_headings() -> frozenset[str]:
    data = lexicon.load("extractor.papers.data", "sections.toml")
    return frozenset(lexicon.fold(word) for word in data["no_papers"])


def section_of(context: Context, block: int) -> int:
    """Number of the section that holds the block; -1 where none does."""
    position = bisect_left(context.sections, block + 1, key=lambda section: section.first) - 1
    if position >= 0 and block < context.sections[position].last:
        return position
    return -1


def headings_above(context: Context, block: int) -> Iterator[int]:
    """The headings that a block stands under, innermost first, the page's own title aside."""
    number = section_of(context, block)
    while number >= 0:
        section = context.sections[number]
        if section.heading is not None and not context.is_page_title(section.heading):
            yield section.heading
        number = section.parent


def lists_no_papers(context: Context, block: int) -> bool:
    """Whether the nearest telling heading says that what follows is no paper: patents, talks."""
    for heading in headings_above(context, block):
        text = lexicon.fold(context.document.blocks[heading].text)
        if text.strip(" 0123456789.、:()[]（）#*-–—") in _other_headings():
            return True
        if _paper_words().search(text):
            return False
    return False


@cache
def _paper_words() -> re.Pattern[str]:
    data = lexicon.load("extractor.papers.data", "headings.toml")
    words = sorted((lexicon.fold(word) for word in data["papers"]), key=len, reverse=True)
    return re.compile(
        "|".join(rf"\b{re.escape(w)}\b" if w.isascii() else re.escape(w) for w in words)
    )


def lists_papers(context: Context, block: int) -> bool:
    """Whether a heading above the block, or the page's title, says that papers are listed."""
    texts = [context.document.blocks[heading].text for heading in headings_above(context, block)]
    texts.append(context.document.head.title or "")
    if context.title_block is not None:
        texts.append(context.document.blocks[context.title_block].text)
    if context.document.media_type == "text/plain":
        texts.extend(_short_lines(context, block))
    return any(len(text) <= 120 and _paper_words().search(lexicon.fold(text)) for text in texts)


def _short_lines(context: Context, block: int) -> Iterator[str]:
    """Plain text: lines at the top of the page and above a block that may be headings."""
    blocks = context.document.blocks
    for line in (*blocks[:_TOP], *blocks[max(_TOP, block - _ABOVE) : block]):
        if len(line.text) <= _HEADING_LINE:
            yield line.text


_TOP = 30
_ABOVE = 12
_HEADING_LINE = 50


def _title_block(document: Document) -> int | None:
    """The first top-level heading, or the one that repeats the title in the head."""
    headings = [block for block in document.blocks if block.form == "heading" and block.text]
    title = document.head.title or ""
    for block in headings:
        if len(block.text) > 5 and title and block.text in title:
            return block.index
    top = [block for block in headings if block.level == 1]
    return top[0].index if len(top) == 1 else None
