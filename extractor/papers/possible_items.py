"""Whether an item of a list may be a work, asked before its fields are read."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.papers.list_signs import cites_work, has_sign
from extractor.papers.prose import is_prose
from extractor.papers.sections import Context
from extractor.records import Block

_TITLED = 0.35
_NO_LISTS = frozenset(
    "nav toc prev_next comments share login icp_footer copyright disclaimer seo".split()
)


def first_line(context: Context, blocks: Sequence[int]) -> Block:
    """The first block of an item that has text."""
    lines = (context.document.blocks[index] for index in blocks)
    return next((line for line in lines if line.text), context.document.blocks[blocks[0]])


def may_be_sure(context: Context, numbers: Sequence[int]) -> bool:
    """Whether blocks hold no list and no running text: asked before anything is read of them."""
    blocks = [context.document.blocks[number] for number in numbers]
    if sum(block.form in ("item", "heading") for block in blocks) > 1:
        return False
    return not any(is_prose(block.text, shortest=80, per_word=130) for block in blocks)


def may_be_work(context: Context, blocks: Sequence[int]) -> bool:
    """Whether an item may be a paper at all: it has words, no labels, and is no navigation."""
    if is_surely_none(context, blocks):
        return False
    return is_free(context, blocks) and has_sign(context, blocks)


def is_surely_none(context: Context, blocks: Sequence[int]) -> bool:
    """Whether an item was judged to be of a kind that lists no works, and cites none."""
    judged = [context.judgements[index] for index in blocks]
    surely = all(each.kind in _NO_LISTS and each.confidence >= 0.8 for each in judged)
    return surely and not cites_work(context, blocks)


def is_free(context: Context, blocks: Sequence[int]) -> bool:
    """Whether no better finder has an item's blocks, and no label calls it otherwise."""
    if not context.claimed.isdisjoint(blocks) or _is_header(context, blocks):
        return False
    labels = [part.label for index in blocks for part in context.parts[index] if part.label]
    return not any(
        label.field in ("title", "paper") and label.weight >= _TITLED for label in labels
    )


def _is_header(context: Context, blocks: Sequence[int]) -> bool:
    """Whether blocks are the row of a table that names its columns."""
    return all(context.document.blocks[index].header for index in blocks)
