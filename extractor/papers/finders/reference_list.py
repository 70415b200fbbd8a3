"""The list of references that closes an article: entries of role `reference`."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.papers import evidence
from extractor.papers.finder import Finder
from extractor.papers.items import Item, read_item
from extractor.papers.reference_heading import reference_sections
from extractor.papers.sections import Context, Section
from extractor.records import Candidate

_PERSON_OR_WORK = ("authors", "identifiers", "venue")


def find(context: Context) -> Iterator[Candidate]:
    """A candidate per item below a heading of references."""
    for section in reference_sections(context):
        for item in _items(context, section):
            if any(name in item.readings for name in _PERSON_OR_WORK):
                confidence = item.confidence(evidence.weights("evidence")["siblings"])
                if confidence >= evidence.weights("threshold")["item"]:
                    yield Candidate(
                        "reference_list", "reference", item.blocks, item.readings,
                        round(confidence, 3),
                    )  # fmt: skip


def _items(context: Context, section: Section) -> Iterator[Item]:
    blocks = context.document.blocks
    for index in range(section.first, section.last):
        if len(blocks[index].text) < 15 or blocks[index].form == "preformatted":
            continue
        if context.kind(index) not in ("content", "link_list", "other", "related"):
            return
        item = read_item(context, (index,))
        if item is not None:
            yield item


FINDER = Finder("reference_list", 40, find)
