"""Every block judged: content or a kind of boilerplate, with the evidence."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.boilerplate import weights as weights_data
from extractor.boilerplate.boxes import Box, find_boxes
from extractor.boilerplate.content import (
    RULES,
    Scores,
    end_of_content,
    of_peer,
    score,
    with_repeats,
)
from extractor.boilerplate.features import Features, observe, read_lines
from extractor.boilerplate.kinds import CONTENT, Cue, Phrase
from extractor.boilerplate.notices import find_notices
from extractor.boilerplate.peer import OWN, odds_of
from extractor.boilerplate.phrases import Match, cut
from extractor.boilerplate.region import Region, find_region
from extractor.boilerplate.shape import guess, is_of_friends, vote
from extractor.boilerplate.siblings import like_siblings
from extractor.boilerplate.site_template import Repeat, SiteTemplate, repeats
from extractor.boilerplate.sites import Sites
from extractor.boilerplate.weights import Weights
from extractor.making import maker
from extractor.options import Options
from extractor.records import Document, Judgement, Notice

_make_judgement = maker(Judgement)
_CUE_NAMES_KIND = 0.25
_PHRASE_NAMES_KIND = 0.3
_PHRASE_IS_SURE = 0.65
_SURE = 0.95
_ROW = 3
"""Links that a row has at least."""
_OF_THE_EDGES = frozenset({"copyright", "other"})
"""Kinds whose cues name parts of a footer, rows of links among them."""
_ITEM, _ITEM_IN_BOX = 0.6, 0.33
"""Share of a block that a link takes, for it to be an item of a list and not the page's date."""
_SMALL = 12
"""Blocks of a container that is one item: a card, a paragraph of lines."""


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """A page whose blocks were scored."""

    document: Document
    features: Features
    region: Region
    weights: Weights
    scores: Scores
    boxes: tuple[Box | None, ...]
    repeats: tuple[Repeat | None, ...]
    sites: Sites


def judge(
    document: Document,
    options: Options | None = None,
    *,
    html: str = "",
    weights: Weights | None = None,
) -> tuple[Judgement, ...]:
    """One judgement per block of `document`, in order.

    `html` is the page for judges of other programs (`options.judge`), `weights` replaces the
    packaged numbers. Raises UsageError for a judge that is not there.
    """
    return judgements(judged_page(document, options, html=html, weights=weights))


def judged_page(
    document: Document,
    options: Options | None = None,
    *,
    html: str = "",
    weights: Weights | None = None,
) -> JudgedPage | None:
    """What `judge` makes its judgements of; None for a document without blocks."""
    if not document.blocks:
        return None
    asked = options or Options()
    used = weights if weights is not None else weights_data.packaged()
    features = observe(document)
    if asked.judge == OWN or document.media_type == "text/plain":
        scores = score(document, features, used, used[asked.content])
    else:
        scores = of_peer(odds_of(asked.judge, html, document), asked.judge)
    region = scores.region or find_region(document, features, used)
    none = (None,) * len(document.blocks)
    return _with_boxes(
        JudgedPage(document, features, region, used, scores, none, none, Sites(document))
    )


def with_template(page: JudgedPage | None, template: SiteTemplate) -> JudgedPage | None:
    """The page, scored with what the pages of its site repeat."""
    found = () if page is None else repeats(page.document, template)
    if page is None or not any(found):
        return page
    title = page.features.title.block
    scores, counted = with_repeats(page.document, page.scores, found, page.weights, title)
    return _with_boxes(replace(page, scores=scores, repeats=counted))


def _with_boxes(page: JudgedPage) -> JudgedPage:
    rules = page.scores.judge == RULES
    after = page.region.last if rules else end_of_content(page.scores.odds)
    return replace(page, boxes=find_boxes(page.document, page.features, after))


def content_blocks(document: Document, mode: str = "balanced") -> tuple[int, ...]:
    """The blocks that `judge` calls content, without looking for the kinds of the others."""
    if not document.blocks:
        return ()
    used = weights_data.packaged()
    odds = score(document, read_lines(document), used, used[mode]).odds
    contents = frozenset(document.contents)
    return tuple(index for index, value in enumerate(odds) if value > 0 and index not in contents)


def judgements(page: JudgedPage | None) -> tuple[Judgement, ...]:
    """One judgement per block of a page that was scored."""
    if page is None:
        return ()
    found: list[Judgement | None] = [None] * len(page.scores.odds)
    unnamed: list[int] = []
    contents = frozenset(page.document.contents)
    for index, odds in enumerate(page.scores.odds):
        confidence = round(_probability(abs(odds)), 3)
        if index in contents:
            found[index] = _make_judgement(
                "toc", _SURE, "contents: the page's own list of its sections"
            )
            continue
        if odds > 0:
            found[index] = _make_judgement(CONTENT, confidence, _content_evidence(page, index))
            continue
        named = _named(page, index)
        if named is None:
            unnamed.append(index)
        else:
            found[index] = _with_notices(
                page, index, named[0], confidence, _repeated(page, index) + named[1]
            )
    for run in reversed(_runs(page, unnamed)):
        for index, judgement in _guessed(page, run, found):
            found[index] = judgement
    judged = like_siblings(page.document, [one for one in found if one is not None])
    return tuple(_bridged(page, judged, frozenset(unnamed)))


def _bridged(
    page: JudgedPage, judged: Sequence[Judgement], unnamed: frozenset[int]
) -> Iterator[Judgement]:
    """A block without a kind of its own that opens the lines of one small container goes with the
    line below it: the title of a card."""
    blocks, elements = page.document.blocks, page.document.elements
    for index, judgement in enumerate(judged):
        last = index + 1 == len(judged)
        if index not in unnamed or last or judged[index + 1].kind != CONTENT:
            yield judgement
            continue
        own = blocks[index].element
        inside = own >= 0 and own == blocks[index + 1].element and blocks[index + 1].joined
        if inside and elements[own].last - elements[own].first <= _SMALL:
            yield _make_judgement(
                CONTENT, judgement.confidence, "neighbourhood: opens lines of the text"
            )
        else:
            yield judgement


def _with_notices(
    page: JudgedPage, index: int, kind: str, confidence: float, evidence: str
) -> Judgement:
    """The judgement of a block with the parts that are of other kinds, where its words name it."""
    wording = page.features.wording
    phrase, least = wording.phrase[index], _PHRASE_NAMES_KIND
    if page.boxes[index] is not None:
        least = _PHRASE_IS_SURE
    parts: tuple[Notice, ...] = ()
    if phrase is not None and phrase.phrase.scope != "whole" and wording.strength[index] >= least:
        parts = find_notices(page.document.blocks[index])
    return _make_judgement(kind, confidence, evidence, parts)


def _named(page: JudgedPage, index: int) -> tuple[str, str] | None:
    """Kind and evidence where a phrase, a box or a cue names the kind."""
    wording, box = page.features.wording, page.boxes[index]
    phrase, strength = wording.phrase[index], wording.strength[index]
    if phrase is not None and strength >= _PHRASE_IS_SURE and not _dates_item(page, index, phrase):
        return _kind_of(page, phrase.phrase, box), phrase.evidence
    if index in page.scores.again:
        return "other", "repetition: the same text stands further up on the page"
    if box is not None:
        heading = page.document.blocks[box.heading].text
        return _kind_of(page, box.match.phrase, box), f"box: under “{cut(heading)}”"
    if index in page.scores.teasers:
        return "related", "shape: cards behind the article that lead to other pages of the site"
    return _named_weakly(page, index, phrase if strength >= _PHRASE_NAMES_KIND else None)


def _kind_of(page: JudgedPage, phrase: Phrase, box: Box | None) -> str:
    """The kind of a phrase, which may depend on where the links lead that it heads."""
    if phrase.at_home == phrase.kind or box is None or box.match.phrase is not phrase:
        return phrase.kind
    blocks = page.document.blocks[box.heading : box.last]
    linked = any(page.features.links.count[block.index] for block in blocks)
    left, _ = page.sites.left_for(blocks, hosts=False)
    return phrase.at_home if linked and not left else phrase.kind


def _named_weakly(page: JudgedPage, index: int, phrase: Match | None) -> tuple[str, str] | None:
    """The same where nothing says it surely."""
    attributes = page.features.attributes
    cue = attributes.kind[index]
    if _is_of_friends(page, index, phrase, cue):
        return "link_list", "links: they lead to other sites"
    if phrase is not None:
        return phrase.phrase.kind, phrase.evidence
    row = None
    linked = page.features.links.count[index] > 0
    if linked and (cue is None or not cue.names or cue.kind in _OF_THE_EDGES):
        row = vote(page.document.blocks[index : index + 1])
    if row is not None:
        return row.kind, row.evidence
    if cue is not None and cue.names and attributes.kind_strength[index] >= _CUE_NAMES_KIND:
        return cue.kind, f"cue: {cue.token}"
    return None


def _is_of_friends(page: JudgedPage, index: int, phrase: Match | None, cue: Cue | None) -> bool:
    """Whether what looks like a menu behind the main text is a list of other sites."""
    kind = phrase.phrase.kind if phrase is not None else cue.kind if cue is not None else ""
    if kind != "nav" or index < page.region.last or not page.features.links.count[index]:
        return False
    return is_of_friends(page.document, page.features, index, page.sites)


def _dates_item(page: JudgedPage, index: int, phrase: Match) -> bool:
    """Whether a date or the like stands beside a link: an item of a list."""
    linked, whole = page.features.links.width[index], page.features.text.width[index]
    share = _ITEM_IN_BOX if page.boxes[index] is not None else _ITEM
    return phrase.phrase.kind == "other" and linked > share * whole


def _runs(page: JudgedPage, indexes: Sequence[int]) -> list[list[int]]:
    """Neighbouring blocks in one part of the page."""
    runs: list[list[int]] = []
    for index in indexes:
        if runs and runs[-1][-1] == index - 1 and _together(page, index - 1, index):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _together(page: JudgedPage, first: int, second: int) -> bool:
    """Whether no heading and no border of a larger part stands between two neighbours."""
    blocks, elements = page.document.blocks, page.document.elements
    forms = (blocks[first].form, blocks[second].form)
    if forms[1] == "heading" or (forms[0] != forms[1] and "option" in forms):
        return False
    one, two = blocks[first].element, blocks[second].element
    if one == two:
        return True
    parents = {one, elements[one].parent}
    if elements[one].parent >= 0:
        parents.add(elements[elements[one].parent].parent)
    return (
        two in parents
        or elements[two].parent in parents
        or (elements[two].parent >= 0 and elements[elements[two].parent].parent in parents)
    )


def _guessed(
    page: JudgedPage, run: Sequence[int], found: Sequence[Judgement | None]
) -> list[tuple[int, Judgement]]:
    after = found[run[-1] + 1] if run[-1] + 1 < len(found) else None
    shape = guess(page.document, page.features, page.region, run, after, page.sites)
    return [
        (
            index,
            _make_judgement(
                shape.kind,
                round(_probability(abs(page.scores.odds[index])), 3),
                _repeated(page, index)
                + shape.evidence
                + ("" if page.scores.judge == RULES else f"; {_model_evidence(page, index)}"),
                _beside(page, index, shape.kind),
            ),
        )
        for index in run
    ]


def _beside(page: JudgedPage, index: int, kind: str) -> tuple[Notice, ...]:
    """The parts of a row of links by their wording, where it is more than a menu."""
    if kind != "nav" or page.features.links.count[index] < _ROW:
        return ()
    return find_notices(page.document.blocks[index], otherwise=kind)


def _repeated(page: JudgedPage, index: int) -> str:
    """What the site's template says of a block, in front of the rest of its evidence."""
    repeat = page.repeats[index]
    return "" if repeat is None else f"template: {repeat}; "


def _content_evidence(page: JudgedPage, index: int) -> str:
    if index == page.features.title.block:
        return "title: also the title of the page"
    return _model_evidence(page, index)


def _model_evidence(page: JudgedPage, index: int) -> str:
    """What the learned judge said, and whether the rules or phrases had to add to it."""
    learned, odds = page.scores.learned[index], page.scores.odds[index]
    if page.scores.judge == RULES:
        return _rules_evidence(page, index)
    if page.scores.judge != OWN:
        return f"judge: {page.scores.judge} {'keeps' if odds > 0 else 'drops'} it"
    said = f"model: {_probability(learned):.2f} main text"
    if (learned > 0) == (odds > 0):
        return said
    by = "the rules" if page.scores.by_rules else "its wording or neighbours"
    if odds <= 0 and page.repeats[index] is not None:
        by = "the site's template"
    return f"{said}; overruled by {by}"


def _rules_evidence(page: JudgedPage, index: int) -> str:
    if page.features.prose[index]:
        return "text: running text"
    if page.region.first <= index < page.region.last:
        return "region: within the main text"
    return "neighbourhood: beside the main text"


def _probability(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))
