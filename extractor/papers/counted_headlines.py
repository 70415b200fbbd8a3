"""The page's own counted headlines above labelled papers, with words of the page between them:
'01', '让机器人叠被子', a paragraph, and then '论文标题：…'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.papers.assemble import note_pieces
from extractor.papers.fields._text import has_cjk
from extractor.papers.fields.titles import bare_count, read_title
from extractor.papers.group_texts import is_bold
from extractor.papers.labels import Part
from extractor.papers.sections import Context
from extractor.records import Candidate, Reading

_FEWEST = 2
_LONGEST = 60
_REACH = 16
"""Blocks between a headline and the labels below it."""


@dataclass(frozen=True, slots=True)
class _Headline:
    first: int
    """The block of the number, or of the whole."""
    number: Reading
    label: Reading


def with_counted_headlines(context: Context, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates in page order, with the headlines above them and the words below those, where
    each has one and the headlines count; else as they are."""
    ordered = sorted(candidates, key=lambda each: each.readings["title"].block)
    starts = [candidate.readings["title"].block for candidate in ordered]
    found = [
        _headline(context, max(before, start - _REACH), start)
        for before, start in zip((-1, *starts), starts, strict=False)
    ]
    headlines = [headline for headline in found if headline is not None]
    if len(headlines) < max(_FEWEST, len(ordered)) or not _count(headlines):
        return list(candidates)
    ends = [headline.first for headline in headlines[1:]]
    return [
        _with_headline(context, candidate, headline, end)
        for candidate, headline, end in zip(
            ordered, headlines, (*ends, len(context.document.blocks)), strict=True
        )
    ]


def _count(headlines: Sequence[_Headline]) -> bool:
    """Whether numbers go up one by one."""
    numbers = [str(headline.number.value) for headline in headlines]
    if not all(map(str.isdecimal, numbers)):
        return False
    return all(int(after) - int(before) == 1 for before, after in pairwise(numbers))


def _headline(context: Context, before: int, start: int) -> _Headline | None:
    """The nearest headline above a paper's labels: a short bold line behind a number."""
    blocks = context.document.blocks
    for index in range(start - 1, before, -1):
        text = blocks[index].text
        if not 0 < len(text) <= _LONGEST or not has_cjk(text):
            continue
        marked = blocks[index].form == "heading" or is_bold(context, Part(index, 0, len(text)))
        if not marked or any(part.label for part in context.parts[index]):
            continue
        found = read_title(text)
        if found is None:
            continue
        label = Reading(found.title, index, 0, len(text))
        if found.number:
            return _Headline(index, Reading(found.number, index, 0, len(text)), label)
        above = blocks[index - 1].text if index - 1 > before else ""
        count = bare_count(above)
        if count is not None:
            return _Headline(index - 1, Reading(count, index - 1, 0, len(above)), label)
    return None


def _with_headline(
    context: Context, candidate: Candidate, headline: _Headline, end: int
) -> Candidate:
    """A candidate from its headline on, up to the next one."""
    if "label" in candidate.readings or "number" in candidate.readings:
        return candidate
    own = [index for index in candidate.blocks if headline.first <= index < end]
    above = range(headline.first, own[0])
    readings = {**candidate.readings, "number": headline.number, "label": headline.label}
    note = _note(context, candidate, list(_words(context, above, headline)), end)
    if note is not None:
        readings["note"] = note
    return replace(candidate, blocks=(*above, *own), readings=readings)


def _note(
    context: Context, candidate: Candidate, above: Sequence[Part], end: int
) -> Reading | None:
    """The page's words above the labels and those known before, without the next paper's."""
    known = candidate.readings.get("note")
    blocks = context.document.blocks
    others = {blocks[index].text.strip() for index in candidate.blocks if index >= end}
    lines = [text for text, _ in note_pieces(context, above)]
    lines += [line for line in str(known.value).split("\n") if line not in others] if known else []
    place = above[0].block if lines and above else known.block if known else -1
    return Reading("\n".join(lines), place, 0, 0) if lines else None


def _words(context: Context, above: range, headline: _Headline) -> Iterator[Part]:
    """The lines between a headline and the labels below it."""
    for index in above:
        if index > headline.label.block and context.kind(index) == "content":
            yield Part(index, 0, len(context.document.blocks[index].text))
