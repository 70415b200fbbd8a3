"""The line above labels of which one names the title: the page's headline for the paper, or the
title itself, of which the label names a translation."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.papers.fields._text import has_cjk
from extractor.papers.fields.titles import bare_count, read_title, title_likeness
from extractor.papers.group_texts import is_bold, text_of
from extractor.papers.groups import Group
from extractor.papers.labels import Part
from extractor.papers.sections import Context
from extractor.papers.titles_of_groups import BARE_NUMBER, part_reading
from extractor.records import Author, Reading

_TITLED = 0.5
_LONGEST_LABEL = 60


def read_headline(context: Context, group: Group, readings: dict[str, Reading]) -> None:
    """Enters the marked line right above a labelled title, and the number beside or above it: as
    the title where persons and line are in Latin letters and the labelled title is not, else as
    the page's short name for the paper."""
    line, title = group.title, readings.get("title")
    if line is None and title is not None and group.above is not None:
        count = bare_count(text_of(context, [group.above]))
        if count is not None:
            readings.setdefault("number", part_reading(count, group.above))
            group.loose = [part for part in group.loose if part is not group.above]
    first = min((part.block for _, parts in group.parts for part in parts), default=-1)
    if line is None or title is None or title.block == line.block or first - line.block != 1:
        return
    number = _number_above(context, group)
    found = read_title(text_of(context, [line]))
    if found is None or not (number or found.number or is_bold(context, line)):
        return
    count = bare_count(found.title)
    if count is not None:
        readings.setdefault("number", part_reading(count, line))
        group.loose = [part for part in group.loose if part is not line]
        return
    if _is_own_title(found.title, title, readings):
        readings.setdefault("title_translation", title)
        readings["title"] = part_reading(found.title, line)
    elif len(found.title) > _LONGEST_LABEL or _says_the_same(found.title, title):
        return
    else:
        readings.setdefault("label", part_reading(found.title, line))
    if found.number or number:
        readings.setdefault("number", part_reading(found.number or number, line))
    group.loose = [part for part in group.loose if part not in (line, group.above)]


def _number_above(context: Context, group: Group) -> str | None:
    above: Part | None = group.above
    match = BARE_NUMBER.search(text_of(context, [above])) if above is not None else None
    return match[0] if match is not None else None


def _is_own_title(line: str, title: Reading, readings: dict[str, Reading]) -> bool:
    people: Sequence[Author] = readings["authors"].value if "authors" in readings else ()
    if not people or has_cjk(people[0].name) or has_cjk(line) or "title_translation" in readings:
        return False
    return has_cjk(str(title.value)) and title_likeness(line) >= _TITLED


def _says_the_same(line: str, title: Reading) -> bool:
    one, other = line.casefold(), str(title.value).casefold()
    return one in other and len(one) >= len(other) * _ALL_OF_IT


_ALL_OF_IT = 0.9
