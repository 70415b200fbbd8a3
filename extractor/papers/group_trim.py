"""What of the lines without a label around a paper's labels is the paper's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.papers.evidence import SCHOLARLY
from extractor.papers.fields.identifiers import identifiers_of_url
from extractor.papers.labels import Part
from extractor.papers.sections import Context, Section

if TYPE_CHECKING:
    from extractor.papers.groups import Group

TELLING = 0.1
"""Weight of a label that announces a field of the paper."""


def trimmed(context: Context, section: Section, groups: list[Group]) -> list[Group]:
    """The groups of a section without the loose parts that are not theirs."""
    if len(groups) == 1 and section.heading is not None:
        _trim(context, groups[0], before=True, behind=section.last)
        return groups
    behind = 0
    if len(groups) > _SEVERAL:
        _end_summary(groups)
    for group in groups:
        last = group is groups[-1]
        _trim(context, group, before=False, behind=behind if last else section.last)
        if not last:
            behind = max(behind, sum(part.block > group.span()[1] for part in group.loose))
    return groups


def _end_summary(groups: list[Group]) -> None:
    """Takes what the page closes with from the last summary: it has no more paragraphs than the
    longest of the others, which are several."""
    *others, last = groups
    name, values = last.parts[-1]
    lengths = [len(parts) for group in others for field, parts in group.parts if field == "summary"]
    if name == "summary" and len(lengths) >= _SEVERAL and len(values) > max(lengths):
        place = max(lengths)
        last.loose = [*last.loose, *values[place:]]
        del values[place:]


_SEVERAL = 2


def _trim(context: Context, group: Group, *, before: bool, behind: int) -> None:
    """Leaves out loose parts that are boilerplate; those before the first label unless `before`;
    and all but the next `behind` of those that follow the last one. Those in the paper's own
    element stay."""
    last = group.span()[1]
    labelled = {part.block for _, parts in group.parts for part in parts}
    opening = _first_label(group)
    kept = [
        part
        for part in group.loose
        if part.block in group.container
        or (
            (before or (part.block, part.end) > opening)
            and (part.block in labelled or _is_content(context, part.block, last))
        )
    ]
    within: list[Part] = []
    following: list[Part] = []
    for part in kept:
        follows = part.block > last and part.block not in group.container
        (following if follows else within).append(part)
    group.loose = within + following[:behind]


def _is_content(context: Context, block: int, last: int) -> bool:
    """Whether a line without a label is the article's; a short one between the labels that links to
    a work is, whatever it was judged to be: '8.1/10 | arxiv'."""
    if context.kind(block) == "content":
        return True
    links = (span for span in context.document.blocks[block].spans if span.type == "link")
    return block <= last and any(
        SCHOLARLY & identifiers_of_url(link.value).keys() for link in links
    )


def _first_label(group: Group) -> tuple[int, int]:
    """Where the first label stands that announces a field of the paper."""
    parts = [part for _, parts in group.parts for part in parts if part.label is not None]
    telling = [part for part in parts if part.label and part.label.weight >= TELLING] or parts
    return min(((part.block, part.label_start) for part in telling), default=(0, 0))
