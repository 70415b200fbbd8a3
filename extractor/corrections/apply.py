"""Puts corrections in the place of what the stages found on the page."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extractor.content.markdown import render_markdown
from extractor.content.text import render_text
from extractor.corrections.gold import TEXTS, Correction, ReviewedPaper, State
from extractor.document.place import place_of
from extractor.pipeline import Stages
from extractor.records import (
    Author,
    Content,
    Document,
    Judgement,
    Link,
    OutlineItem,
    Paper,
    Partition,
    Place,
)
from extractor.settle import removed_runs

CORRECTION = "correction"
"""Stands in `found_by` of an entry that a person accepted, corrected or added."""
_EVIDENCE = "set in review"


@dataclasses.dataclass(frozen=True, slots=True)
class Reviewed:
    """An entry after the review, with the one that the extractor found."""

    paper: Paper
    origin: Paper | None
    state: State
    sent: int | None = None
    """Its number among the entries of the correction, from 0."""


def reviewed_papers(stages: Stages, correction: Correction | None) -> tuple[Reviewed, ...]:
    """The entries of the page as corrected, in page order; without a correction all are open.

    Entries that the extractor did not find when the page was reviewed are open too.
    """
    papers = stages.result.papers
    if correction is None:
        return tuple(Reviewed(paper, paper, "open") for paper in papers)
    waiting = list(papers)
    found: list[Reviewed | None] = [
        _reviewed(each, number, waiting, stages.document)
        for number, each in enumerate(correction.papers)
    ]
    deleted = list(correction.deleted)
    for paper in waiting:
        if paper.title in deleted:
            deleted.remove(paper.title)
        else:
            found.append(Reviewed(paper, paper, "open"))
    whole = [each for each in found if each is not None]
    # Entries whose place is not known stay behind the one that they followed.
    place, keyed = (-1, 0), []
    for number, each in enumerate(whole):
        place = (each.paper.blocks[0], number) if each.paper.blocks else (place[0], number)
        keyed.append((place, each))
    ordered = [each for _, each in sorted(keyed, key=lambda pair: pair[0])]
    return tuple(
        dataclasses.replace(each, paper=dataclasses.replace(each.paper, id=f"p{number}"))
        for number, each in enumerate(ordered, start=1)
    )


def kinds_of(stages: Stages, correction: Correction | None) -> Mapping[int, str]:
    """Block to kind, of the blocks whose kind was changed and that the page still has."""
    found: dict[int, str] = {}
    texts = [block.text for block in stages.document.blocks]
    for change in correction.kinds if correction else ():
        if change.block < len(texts) and texts[change.block] == change.text:
            found[change.block] = change.kind
            continue
        same = [index for index, text in enumerate(texts) if text == change.text]
        if same:
            found[min(same, key=lambda index: abs(index - change.block))] = change.kind
    return found


def corrected(stages: Stages, correction: Correction) -> Stages:
    """The stages with the correction's entries and kinds, and the result that they make."""
    before = stages.result
    reviewed = reviewed_papers(stages, correction)
    papers = tuple(each.paper for each in reviewed)
    kinds = kinds_of(stages, correction)
    judgements = tuple(
        Judgement(kinds[index], 1.0, _EVIDENCE) if index in kinds else judgement
        for index, judgement in enumerate(stages.judgements)
    )
    partition = _partition(stages, judgements, papers, kinds)
    ids = {each.origin.id: each.paper.id for each in reviewed if each.origin is not None}
    result = dataclasses.replace(
        before,
        papers=papers,
        page=dataclasses.replace(before.page, outline=tuple(_outline(before.page.outline, ids))),
        content=Content(
            render_text(stages.document, partition.content),
            render_markdown(stages.document, partition.content),
        ),
        removed=removed_runs(stages.document, judgements, partition.removed),
    )
    return Stages(stages.decoded, stages.document, judgements, partition, result)


def _partition(
    stages: Stages,
    judgements: Sequence[Judgement],
    papers: Sequence[Paper],
    kinds: Mapping[int, str],
) -> Partition:
    """As settled before, but for blocks that lost or got an entry, or were given a kind."""
    owned_before = {block for paper in stages.result.papers for block in paper.blocks}
    owned = {block for paper in papers for block in paper.blocks}
    anchored = set(stages.partition.content) - owned_before
    content: list[int] = []
    removed: list[int] = []
    for index, judgement in enumerate(judgements):
        kept = judgement.kind == "content"
        if index not in kinds:
            kept = kept or index in owned or index in anchored
        (content if kept else removed).append(index)
    return Partition(tuple(content), tuple(removed))


def _outline(outline: Sequence[OutlineItem], ids: Mapping[str, str]) -> Iterator[OutlineItem]:
    for item in outline:
        yield dataclasses.replace(item, paper=ids.get(item.paper)) if item.paper else item


def _reviewed(
    each: ReviewedPaper, sent: int, waiting: list[Paper], document: Document
) -> Reviewed | None:
    """The entry with the reviewed values; an open one that is not found any more is none."""
    origin = next((paper for paper in waiting if paper.title == each.was), None)
    if origin is None:
        origin = next((paper for paper in waiting if paper.title == each.values["title"]), None)
    if origin is not None:
        waiting.remove(origin)
    if each.state == "open":
        return None if origin is None else Reviewed(origin, origin, "open", sent)
    return Reviewed(_paper(each, origin, document), origin, each.state, sent)


def _paper(each: ReviewedPaper, origin: Paper | None, document: Document) -> Paper:
    values = each.values
    if origin is None:
        blocks = _blocks_of(values["title"], document)
        place = place_of(document, blocks) if blocks else Place()
        origin = Paper("", values["role"], values["title"], blocks=blocks, place=place)
    members: dict[str, Any] = {name: values[name] for name in (*TEXTS, "role", "year")}
    return dataclasses.replace(
        origin,
        **members,
        note=values["note_text"],
        keywords=tuple(values["keywords"]),
        identifiers=values["identifiers"],
        authors=_authors(values["authors"], origin),
        links=_links(values["links"], origin),
        found_by=(*origin.found_by, CORRECTION),
        confidence=1.0,
    )


def _authors(names: Sequence[str], origin: Paper) -> tuple[Author, ...]:
    """Names that stayed keep their parts; the parts of a new one are not known."""
    known = {author.name: author for author in origin.authors}
    return tuple(known.get(name) or Author(name) for name in names)


def _links(links: Sequence[Mapping[str, str]], origin: Paper) -> tuple[Link, ...]:
    texts = {link.url: link.text for link in origin.links}
    return tuple(Link(link["url"], link["type"], texts.get(link["url"], "")) for link in links)


def _blocks_of(title: str, document: Document) -> tuple[int, ...]:
    """The block in which the title is printed, as such or among other words."""
    wanted = "".join(title.split())
    holding = [
        (len(block.text), block.index)
        for block in document.blocks
        if wanted in "".join(block.text.split())
    ]
    return (min(holding)[1],) if holding else ()
