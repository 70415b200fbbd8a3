"""Lists of papers whose markup tells nothing: one line per paper, or a title with persons below.

As in plain text, the lines themselves must tell: a line of persons under a line that reads as a
title, or a line that holds both. Few such lines are chance, many are a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.papers import evidence
from extractor.papers.fields.names import looks_like_authors
from extractor.papers.fields.titles import title_likeness
from extractor.papers.finder import Finder
from extractor.papers.items import Item, read_item
from extractor.papers.prose import is_prose
from extractor.papers.reference_heading import reference_blocks
from extractor.papers.sections import Context, lists_no_papers, lists_papers
from extractor.records import Block, Candidate

_MIN_ITEMS = 3
_PERSONS = 0.6
_TITLE = 0.4
_MAX_LINE = 600
_MAX_TITLE = 300
_FOLLOWING = 4
"""Lines that may follow the persons within one item: venue, links, a remark."""
_SHORTEST = 25
_FEW, _ONE_NAME = 5, 40
_BETWEEN_NAMES = re.compile(r"[,;&|*\u3001\uff0c\uff1b\u00b7\u30fb]|\band\b|\bet al")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHARE = 0.3
_SAMPLE = 12
_PUBLISHED = ("year", "identifiers")
_SCHOLARLY = ("venue", "identifiers")
_WORK = ("venue", "year", "identifiers", "links")


def find(context: Context) -> Iterator[Candidate]:
    """Candidates of a page on which at least three lines or groups of lines read as papers."""
    if context.records:
        return
    references = reference_blocks(context)
    plain = context.document.media_type == "text/plain"
    free = [
        block
        for block in context.document.blocks
        if block.index not in context.claimed
        and block.index not in references
        and block.form != "heading"
        and (plain or context.kind(block.index) == "content")
    ]
    groups = list(_titled(free))
    taken = {index for group in groups for index in group}
    groups += [
        (block.index,) for block in free if block.index not in taken and _may_be_a_work(block)
    ]
    if _length(free, groups) < _SHARE * sum(len(block.text) for block in free):
        return
    if len(groups) > _SAMPLE * 2:
        # Long lists of other things are told by a few of their lines.
        sample = groups[:: len(groups) // _SAMPLE]
        if not any(_read(context, group) for group in sample):
            return
    items = [item for group in groups if (item := _read(context, group)) is not None]
    if len(items) < _MIN_ITEMS or not _is_a_list(context, items, free):
        return
    for item in sorted(items, key=lambda each: each.blocks):
        candidate = _candidate(context, item)
        if candidate is not None:
            yield candidate


def _is_a_list(context: Context, items: Sequence[Item], free: Sequence[Block]) -> bool:
    """Whether the items are what the page is about: a good part of its text, dated or published
    works or under a heading that says papers are listed."""
    dated = sum(any(name in item.readings for name in _PUBLISHED) for item in items)
    listed = sum(lists_papers(context, item.blocks[0]) for item in items)
    if max(dated, listed) * 2 < len(items):
        return False
    # Films, albums and recipes have a year and a person too.
    scholarly = sum(any(name in item.readings for name in _SCHOLARLY) for item in items)
    if listed * 2 < len(items) and scholarly < len(items) * _SHARE:
        return False
    total = sum(len(block.text) for block in free)
    return _length(free, [item.blocks for item in items]) >= total * _SHARE


def _length(blocks: Sequence[Block], groups: Sequence[tuple[int, ...]]) -> int:
    """Characters of the blocks that the groups hold."""
    covered = {index for group in groups for index in group}
    return sum(len(block.text) for block in blocks if block.index in covered)


def _may_be_a_work(block: Block) -> bool:
    """Whether a single line may hold title, persons and more: cheap, asked of every line."""
    if not _SHORTEST <= len(block.text) <= _MAX_LINE or is_prose(block.text):
        return False
    return _YEAR.search(block.text) is not None or any(span.type == "link" for span in block.spans)


def _titled(blocks: Sequence[Block]) -> Iterator[tuple[int, ...]]:
    """A title, the line of persons under it, and the short lines that follow."""
    persons = {
        block.index
        for block in blocks
        if _may_be_persons(block.text) and looks_like_authors(block.text) >= _PERSONS
    }
    by_index = {block.index: block for block in blocks}
    starts = [
        index - 1
        for index in sorted(persons)
        if index - 1 in by_index
        and index - 1 not in persons
        and _is_title(by_index[index - 1].text)
    ]
    for number, start in enumerate(starts):
        limit = starts[number + 1] if number + 1 < len(starts) else start + 2 + _FOLLOWING
        group = [start, start + 1]
        for index in range(start + 2, min(limit, start + 2 + _FOLLOWING)):
            block = by_index.get(index)
            if block is None or len(block.text) > _MAX_LINE or is_prose(block.text):
                break
            group.append(index)
        yield tuple(group)


def _may_be_persons(text: str) -> bool:
    """Whether a line may list persons: short, or with signs between names and no sentences."""
    if not _FEW < len(text) <= _MAX_LINE or "\u3002" in text:
        return False
    return len(text) <= _ONE_NAME or _BETWEEN_NAMES.search(text) is not None


def _is_title(text: str) -> bool:
    return len(text) <= _MAX_TITLE and title_likeness(text) >= _TITLE


def _read(context: Context, group: tuple[int, ...]) -> Item | None:
    item = read_item(context, group)
    if item is None or "authors" not in item.readings:
        return None
    if len(group) == 1 and not any(name in item.readings for name in _WORK):
        return None
    return item


def _candidate(context: Context, item: Item) -> Candidate | None:
    weights = evidence.weights("evidence")
    extra = [weights["siblings"]]
    if lists_papers(context, item.blocks[0]):
        extra.append(weights["heading"])
    confidence = item.confidence(*extra)
    if lists_no_papers(context, item.blocks[0]):
        confidence *= evidence.weights("factor")["other_section"]
    if confidence < evidence.threshold(context, "item"):
        return None
    blocks = item.blocks
    return Candidate("lines", "featured", blocks, item.readings, round(confidence, 3))


FINDER = Finder("lines", 55, find)
