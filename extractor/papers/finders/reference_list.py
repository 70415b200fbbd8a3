"""The list of references that closes an article: entries of role `reference`."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.papers import evidence
from extractor.papers.finder import Finder
from extractor.papers.items import Item, read_item
from extractor.papers.reference_heading import reference_sections
from extractor.papers.sections import Context, Section
from extractor.records import Candidate, Document

_ITEM_TAGS = frozenset(("li", "dd", "tr"))
_LIST_TAGS = frozenset(("ul", "ol", "dl", "table"))
_KINDS = frozenset(("content", "link_list", "other", "related", "toc"))
_SHORTEST = 15
_PERSON_OR_WORK = ("authors", "identifiers", "venue")


def find(context: Context) -> Iterator[Candidate]:
    """A candidate per item below a heading of references."""
    for section in reference_sections(context):
        for item in _items(context, section):
            if any(name in item.readings for name in _PERSON_OR_WORK):
                confidence = item.confidence(evidence.weights("evidence")["siblings"])
                if confidence >= evidence.threshold(context, "item"):
                    yield Candidate(
                        "reference_list", "reference", item.blocks, item.readings,
                        round(confidence, 3),
                    )  # fmt: skip


def _items(context: Context, section: Section) -> Iterator[Item]:
    for blocks in _ranges(context, section):
        item = read_item(context, blocks)
        if item is not None:
            yield item


def _ranges(context: Context, section: Section) -> Iterator[tuple[int, ...]]:
    """The blocks of each item: those of one list item, row or definition, else single ones."""
    document = context.document
    current: list[int] = []
    holder = -1
    for index in range(section.first, section.last):
        block = document.blocks[index]
        bare = not any(map(str.isalpha, block.text))
        own = _holder(document, block.element)
        # Within one list the buttons of its items ('PubMed', 'Article') are no other part of it.
        same_list = holder >= 0 and _list(document, block.element) == _list(document, holder)
        if context.kind(index) not in _KINDS and not bare and not same_list:
            break
        if block.form == "preformatted":
            continue
        numbered = bool(current) and document.blocks[current[-1]].form == "term"
        if current and (numbered or (own >= 0 and own == holder)):
            current.append(index)
            holder = own
            continue
        if current and _is_long_enough(document, current):
            yield tuple(current)
        current, holder = [index], own
    if current and _is_long_enough(document, current):
        yield tuple(current)


def _holder(document: Document, element: int) -> int:
    """The list item around an element; -1 where none is."""
    while element >= 0:
        entry = document.elements[element]
        if entry.tag in _ITEM_TAGS:
            return element
        element = entry.parent
    return -1


def _list(document: Document, element: int) -> int:
    """The list around an element, its terms and items alike; -1 where none is."""
    while element >= 0 and document.elements[element].tag not in _LIST_TAGS:
        element = document.elements[element].parent
    return element


def _is_long_enough(document: Document, blocks: list[int]) -> bool:
    return sum(len(document.blocks[index].text) for index in blocks) >= _SHORTEST


FINDER = Finder("reference_list", 40, find)
