"""The kind of removed blocks that nothing names: by their make and what stands around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from extractor.boilerplate.features import Features
from extractor.boilerplate.features.links import of_block
from extractor.boilerplate.features.title import words
from extractor.boilerplate.phrases import Match, matcher
from extractor.boilerplate.region import Region
from extractor.boilerplate.sites import Sites
from extractor.lexicon import fold
from extractor.records import Block, Document, Judgement

_SHORT_LINK, _VERY_SHORT_LINK = 14.0, 9.0
_FEW_LINKS = 3
_FEW_SHARED = 2
_MANY_LINES = 5
_SHORT_LINE = 70.0
_HEADING = 44.0
_HEADED = frozenset({"link_list", "related", "comments", "login", "seo", "share", "toc"})
_LEVELS = 4
"""Elements around a line that may be the part of the page that it opens."""
_LONGEST_LIST = 120
_MOST_VOTES, _FEW_VOTES, _SHARE_KNOWN, _SHARE_OF_VOTES, _SURE = 40, 2, 0.3, 0.6, 0.6
_LONGEST_LEAD, _SURE_LEAD = 24, 0.8
_OTHER_SITES, _MOST_LINKS = 2, 0.5
_OTHER_HOSTS, _NEARLY_ALL = 4, 0.8
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
    sites: Sites,
) -> Guess:
    """The kind of a run of neighbouring unnamed blocks; `after` is what follows it."""
    links = sum(features.links.count[index] for index in run)
    linked = sum(features.links.width[index] for index in run)
    total = sum(features.text.width[index] for index in run)
    if after is not None and _is_heading_of(document, run, total, after):
        return Guess(after.kind, "neighbourhood: heads what follows")
    if any(document.blocks[index].form == "option" for index in run):
        return Guess("link_list", "shape: options of a drop-down list")
    if not links or linked < 0.4 * total:
        return _of_text(features, region, run, total)
    rows = all(features.links.count[index] for index in run)
    voted = vote([document.blocks[index] for index in run]) if rows else None
    if voted is not None:
        return voted
    if run[0] >= region.last and _leaves_site([document.blocks[index] for index in run], sites):
        return Guess("link_list", "links: they lead to other sites")
    return _of_links(features, region, run, links, linked)


def vote(blocks: Sequence[Block]) -> Guess | None:
    """The kind that phrases give to what leads a row of links, or to most of the links of rows,
    where they know enough of them."""
    led = _lead(blocks[0])
    if led is not None:
        return Guess(led.phrase.kind, led.evidence)
    texts = list(islice(_linked_texts(blocks), _MOST_VOTES))
    links = len(texts)
    if links < _FEW_VOTES:
        return None
    kinds: Counter[str] = Counter()
    for text in texts:
        sure = (match for _, match in matcher().opening(fold(text)))
        kinds.update(match.phrase.kind for match in sure if match.phrase.strength >= _SURE)
    known = kinds.total()
    if known < max(_FEW_VOTES, _SHARE_KNOWN * links):
        return None
    kind, votes = min(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    # Two links to sign in stand in many a menu.
    if votes < _SHARE_OF_VOTES * (links if kind == "login" else known):
        return None
    return Guess(kind, f"links: {votes} of {links} by their wording")


def _lead(block: Block) -> Match | None:
    """The phrase that is the text before the first link of a block, such as 'Tags'."""
    first = next((span for span in block.spans if span.type == "link"), None)
    if first is None or not 0 < first.start <= _LONGEST_LEAD:
        return None
    for _, match in matcher().opening(fold(block.text[: first.start])):
        if match.phrase.scope == "whole" and match.phrase.strength >= _SURE_LEAD:
            return match
    return None


def _linked_texts(blocks: Sequence[Block]) -> Iterator[str]:
    """The texts of links in rows; of a block with one link the whole was matched before."""
    for block in blocks:
        spans = [span for span in block.spans if span.type == "link" and span.end > span.start]
        for span in spans if len(spans) > 1 else ():
            yield block.text[span.start : span.end]


def is_of_friends(document: Document, features: Features, index: int, sites: Sites) -> bool:
    """Whether a block that looks like one of a menu is of a list of other sites."""
    first, last = _list_around(document, features, index)
    known = sites.friends.get((first, last))
    if known is None:
        blocks = document.blocks[first:last]
        known = _leaves_site(blocks, sites) and vote(blocks) is None
        sites.friends[first, last] = known
    return known


def _leaves_site(blocks: Sequence[Block], sites: Sites) -> bool:
    """Whether links are a list of other sites, or of many hosts of the page's own by their names,
    which are longer than those of channels."""
    if not sites.are_named(blocks):
        return False
    counted = [of_block(block) for block in blocks]
    links = sum(count for count, _ in counted)
    left, found = sites.left_for(blocks, hosts=False)
    if found >= _OTHER_SITES and left >= _MOST_LINKS * links:
        return True
    if sum(width for _, width in counted) <= _VERY_SHORT_LINK * links:
        return False
    left, found = sites.left_for(blocks, hosts=True)
    return found >= _OTHER_HOSTS and left >= _NEARLY_ALL * links


def _list_around(document: Document, features: Features, index: int) -> tuple[int, int]:
    """The range of blocks of the smallest part of the page around a block with a few links."""
    element = document.blocks[index].element
    first, last = index, index + 1
    for _ in range(_LEVELS):
        around = document.elements[element]
        if around.last - around.first > _LONGEST_LIST:
            break
        first, last, element = around.first, around.last, around.parent
        if element < 0 or sum(features.links.count[first:last]) >= _FEW_LINKS:
            break
    return first, last


def _is_heading_of(document: Document, run: Sequence[int], total: float, after: Judgement) -> bool:
    """Whether a short line opens the part of the page that holds what follows."""
    if len(run) != 1 or total > _HEADING or after.kind not in _HEADED:
        return False
    index = run[0]
    if after.kind == "share" and of_block(document.blocks[index])[0]:
        return False
    if document.media_type == "text/plain" or document.blocks[index].form == "heading":
        return True
    return _opens_part(document, index)


def _opens_part(document: Document, index: int) -> bool:
    """Whether a block is the first of a part of the page that holds what follows it, too."""
    around, elements = document.blocks[index].element, document.elements
    for _ in range(_LEVELS):
        if around < 0 or elements[around].first < index:
            return False
        if elements[around].last > index + 1:
            return True
        around = elements[around].parent
    return False


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
