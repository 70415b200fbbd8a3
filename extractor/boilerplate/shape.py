"""The kind of removed blocks that nothing names: by their make and what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.boilerplate.features import Features
from extractor.boilerplate.features.title import words
from extractor.boilerplate.region import Region
from extractor.records import Document, Judgement

_SHORT_LINK, _VERY_SHORT_LINK = 14.0, 9.0
_FEW_LINKS = 3
_FEW_SHARED = 2
_MANY_LINES = 5
_SHORT_LINE = 70.0
_HEADING = 44.0
_HEADED = frozenset({"link_list", "related", "comments", "login", "seo", "share", "toc"})
_EDGES_ABOVE = frozenset({"header", "head", "top", "hd", "banner", "topbox", "hdr"})
_EDGES_BELOW = frozenset({"footer", "foot", "bottom", "contentinfo", "ft"})


@dataclass(frozen=True, slots=True)
class Guess:
    """A kind with its reason."""

    kind: str
    evidence: str


def guess(
    document: Document,
    features: Features,
    region: Region,
    run: Sequence[int],
    after: Judgement | None,
) -> Guess:
    """The kind of a run of neighbouring unnamed blocks; `after` is what follows it."""
    links = sum(features.links.count[index] for index in run)
    linked = sum(features.links.width[index] for index in run)
    total = sum(features.text.width[index] for index in run)
    if _is_heading_of(run, total, after) and after is not None:
        return Guess(after.kind, "neighbourhood: heads what follows")
    if any(document.blocks[index].form == "option" for index in run):
        return Guess("link_list", "shape: options of a drop-down list")
    if not links or linked < 0.4 * total:
        return _of_text(features, region, run, total)
    return _of_links(features, region, run, links, linked)


def _is_heading_of(run: Sequence[int], total: float, after: Judgement | None) -> bool:
    return len(run) == 1 and total <= _HEADING and after is not None and after.kind in _HEADED


def _of_text(features: Features, region: Region, run: Sequence[int], total: float) -> Guess:
    if run[0] >= region.last and len(run) >= _MANY_LINES and total / len(run) <= _SHORT_LINE:
        return Guess("link_list", f"shape: {len(run)} short lines after the main text")
    cue = features.attributes.kind[run[0]]
    if run[-1] < region.first and cue is not None and cue.token in _EDGES_ABOVE:
        return Guess("nav", f"cue: {cue.token}, before the main text")
    return Guess("other", "neighbourhood: outside the main text")


def _of_links(
    features: Features,
    region: Region,
    run: Sequence[int],
    links: int,
    linked: float,
) -> Guess:
    average = linked / links
    cue = features.attributes.kind[run[0]]
    below = cue is not None and cue.token in _EDGES_BELOW
    if below and average <= 2 * _SHORT_LINK:
        return Guess("nav", f"shape: {links} short links at the foot of the page")
    before = run[-1] < region.first
    if average <= (_SHORT_LINK if before else _VERY_SHORT_LINK):
        return Guess("nav", f"shape: {links} short links")
    if _related(features, run):
        return Guess("related", f"shape: {links} links that share words with the title")
    if before and links < _FEW_LINKS:
        return Guess("nav", "shape: links before the main text")
    return Guess("link_list", f"shape: {links} links on other matters than the title")


def _related(features: Features, run: Sequence[int]) -> bool:
    title = features.title.words
    if not title:
        return False
    sharing = sum(len(words(features.folded[index]) & title) >= _FEW_SHARED for index in run)
    return 2 * sharing >= len(run) and sharing > 0
