"""Candidates of all finders to the page's entries, as far as they are sure enough to be papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.document.outline import section_key
from extractor.document.place import place_of
from extractor.options import Options
from extractor.papers.decision.decide import confidences
from extractor.papers.fields.abstracts import language_of
from extractor.papers.fields.identifiers import read_arxiv_version
from extractor.papers.merge import Merged, propose
from extractor.papers.once import remembering
from extractor.papers.reference_heading import reference_sections
from extractor.papers.sections import Context, build_context
from extractor.records import (
    Document,
    Judgement,
    OutlineItem,
    Paper,
    Status,
)


@dataclass(frozen=True, slots=True)
class Entries:
    """The papers of a page, and its outline with the papers entered."""

    papers: tuple[Paper, ...]
    outline: tuple[OutlineItem, ...]
    warnings: tuple[str, ...]
    anchored: frozenset[int]
    """Blocks that the page's contents list or a heading of references makes part of the text."""


def find_papers(document: Document, judgements: tuple[Judgement, ...], options: Options) -> Entries:
    """The entries of a document."""
    with remembering():
        return _entries(document, judgements, options)


def _entries(document: Document, judgements: tuple[Judgement, ...], options: Options) -> Entries:
    context = build_context(document, judgements)
    merged = _decided(context, options.min_confidence)
    missing = [item for item in document.outline if not item.present]
    last = _last_featured(merged)
    papers = tuple(
        _paper(context, number, entry, cut=entry is last and _is_cut(context, entry, missing))
        for number, entry in enumerate(merged, start=1)
    )
    return Entries(
        papers,
        _outline(document, papers),
        tuple(_warnings(papers, missing)),
        _anchored(context, papers),
    )


def _decided(context: Context, least: float) -> list[Merged]:
    """The proposals that are surely enough papers, in page order."""
    proposals = propose(context)
    decided = confidences(proposals.context, proposals.merged)
    refused = [
        entry
        for entry, confidence in zip(proposals.merged, decided, strict=True)
        if entry.displaced and confidence < least
    ]
    if refused:
        proposals = proposals.without(refused)
        decided = confidences(proposals.context, proposals.merged)
    found = [
        proposals.restored(replace(entry, confidence=confidence))
        for entry, confidence in zip(proposals.merged, decided, strict=True)
        if confidence >= least
    ]
    return sorted(found, key=lambda entry: entry.candidate.blocks[0])


def _anchored(context: Context, papers: Sequence[Paper]) -> frozenset[int]:
    """Headings that the contents list names, and the lists of references that close the text.

    A list of links under 'References' is a link list by its shape alone.
    """
    document = context.document
    named = {item.block for item in document.outline if item.block is not None}
    anchored = named if document.contents else set()
    for section in reference_sections(context):
        if section.heading is None or context.kind(section.heading) not in ("content", "toc"):
            continue
        anchored.add(section.heading)
        for index in range(section.first, section.last):
            if context.kind(index) not in _LISTS or document.blocks[index].form != "item":
                break
            anchored.add(index)
    for paper in papers:
        anchored.update(_headings_above(document, paper))
    return frozenset(anchored)


def _headings_above(document: Document, paper: Paper) -> Iterator[int]:
    """The headings just above an entry, such as a topic or a year: they belong to its list."""
    for index in range(min(paper.blocks, default=0) - 1, -1, -1):
        if document.blocks[index].form != "heading":
            return
        yield index


_LISTS = frozenset(("content", "link_list", "related", "nav"))


# --------------------------------------------------------------------------- truncation


def _last_featured(merged: Sequence[Merged]) -> Merged | None:
    featured = [entry for entry in merged if entry.candidate.role == "featured"]
    return featured[-1] if featured else None


def _is_cut(context: Context, entry: Merged, missing: Sequence[OutlineItem]) -> bool:
    """Whether the page's text breaks off inside this last entry: it stops in mid-sentence, and
    sections are missing behind it or nothing but boilerplate follows."""
    if not entry.candidate.open_end:
        return False
    last = entry.candidate.blocks[-1]
    rest = context.document.blocks[last + 1 :]
    if any(context.kind(block.index) == "content" and block.text for block in rest):
        return False
    return bool(missing) or _is_long(entry)


def _is_long(entry: Merged) -> bool:
    """Whether what is cut is an abstract, not a remark without a full stop."""
    texts = [
        entry.readings[name]
        for name in ("abstract", "abstract_translation")
        if name in entry.readings
    ]
    if not texts:
        return False
    last = max(texts, key=lambda reading: (reading.block, reading.start))
    return len(str(last.value)) > 60 and last.block == entry.candidate.blocks[-1]


def _warnings(papers: Sequence[Paper], missing: Sequence[OutlineItem]) -> Iterable[str]:
    cut = next((paper for paper in papers if paper.status == "truncated"), None)
    if cut is not None:
        yield f"the text ends inside entry {cut.id}"
    if missing:
        names = "; ".join(f"{item.number or ''} {item.title}".strip() for item in missing)
        yield (
            f"the contents list names {len(missing)} sections that the text does not hold: {names}"
        )


# --------------------------------------------------------------------------- output


def _outline(document: Document, papers: Sequence[Paper]) -> tuple[OutlineItem, ...]:
    """The outline with each section's paper."""
    owner = {block: paper.id for paper in reversed(papers) for block in paper.blocks}
    by_title = {section_key(paper.title): paper.id for paper in reversed(papers)}
    return tuple(
        OutlineItem(
            item.number, item.title, item.level, item.present,
            owner.get(item.block) if item.block is not None
            else by_title.get(section_key(item.title)),
            item.block,
        )
        for item in document.outline
    )  # fmt: skip


def _arxiv_version(context: Context, entry: Merged, arxiv: str) -> int | None:
    """The version that the entry's links or its text name."""
    links = entry.readings.get("links")
    addresses = [link.url for link in links.value] if links is not None else []
    blocks = context.document.blocks
    return read_arxiv_version(
        arxiv, (*addresses, *(blocks[index].text for index in entry.candidate.blocks))
    )


def _paper(context: Context, number: int, entry: Merged, *, cut: bool) -> Paper:
    candidate = entry.candidate
    values = {name: reading.value for name, reading in entry.readings.items()}
    status: Status = "truncated" if cut else "complete"
    arxiv = dict(values.get("identifiers", {})).get("arxiv")
    return Paper(
        id=f"p{number}",
        role=candidate.role,
        language=language_of(str(values["title"])),
        status=status,
        place=place_of(context.document, candidate.blocks),
        found_by=tuple(entry.finders),
        confidence=round(min(entry.confidence, 0.99), 3),
        blocks=candidate.blocks,
        arxiv_version=_arxiv_version(context, entry, arxiv) if arxiv else None,
        **values,
    )
