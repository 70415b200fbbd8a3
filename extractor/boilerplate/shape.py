"""The kind of removed blocks that nothing names: by their make and what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.boilerplate.features import Features
from extractor.boilerplate.features.title import words
from extractor.boilerplate.region import Region
from extractor.records import Document

_SHORT_LINK = 14.0
_FEW_SHARED = 2


@dataclass(frozen=True, slots=True)
class Guess:
    """A kind with its reason."""

    kind: str
    evidence: str


def guess(
    document: Document, features: Features, region: Region, run: Sequence[int]
) -> Guess:
    """The kind of a run of neighbouring unnamed blocks."""
    links = sum(features.links.count[index] for index in run)
    linked = sum(features.links.width[index] for index in run)
    total = sum(features.text.width[index] for index in run)
    if any(document.blocks[index].form == "option" for index in run):
        return Guess("link_list", "shape: options of a drop-down list")
    if not links or linked < 0.4 * total:
        return Guess("other", "neighbourhood: outside the main text")
    average = linked / links
    if average <= _SHORT_LINK:
        return Guess("nav", f"shape: {links} short links")
    if _related(document, features, run):
        return Guess("related", f"shape: {links} links that share words with the title")
    before = run[-1] < region.first
    if before and links < 3:
        return Guess("nav", "shape: links before the main text")
    return Guess("link_list", f"shape: {links} links on other matters than the title")


def _related(document: Document, features: Features, run: Sequence[int]) -> bool:
    title = features.title.words
    if not title:
        return False
    sharing = sum(
        len(words(document.blocks[index].text) & title) >= _FEW_SHARED for index in run
    )
    return 2 * sharing >= len(run) and sharing > 0
