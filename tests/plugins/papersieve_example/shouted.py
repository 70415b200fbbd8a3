"""Papers that a page announces by a line such as `PAPER! Its title`."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.papers.finder import Finder
from extractor.papers.sections import Context
from extractor.records import Candidate, Reading

_CALL = "PAPER! "


def _find(context: Context) -> Iterator[Candidate]:
    for block in context.document.blocks:
        if block.text.startswith(_CALL):
            title = Reading(
                block.text.removeprefix(_CALL), block.index, len(_CALL), len(block.text)
            )
            yield Candidate("shouted", "featured", (block.index,), {"title": title}, 0.9)


FINDER = Finder("shouted", rank=90, find=_find)
