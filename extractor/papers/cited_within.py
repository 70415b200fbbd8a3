"""Links and labelled values that are a whole citation, of which the title is a part."""

from __future__ import annotations

import re

from extractor.papers.fields.titles import title_likeness
from extractor.papers.labels import Part
from extractor.papers.prose import is_prose
from extractor.papers.quoted_titles import quoted_behind_persons
from extractor.papers.sections import Context
from extractor.papers.tagger import TaggedCitation

_SHORTEST, _LONGEST = 30, 600
_SURE = 0.85
_SURE_TITLE = 0.85
_LIKELY = 0.3
_YEAR = re.compile(r"\d{4}|['’]\d\d")


def cited_within(context: Context, part: Part) -> tuple[Part, Part, TaggedCitation] | None:
    """The title and the persons in a stretch that reads as a citation of its own, 'A. Person
    (2001). A Study', and its fields; None where it is a title alone."""
    text = context.document.blocks[part.block].text[part.start : part.end]
    if not _may_be_cited(text):
        return None
    quoted = quoted_behind_persons(text)
    if quoted is None and _YEAR.search(text) is None:
        return None
    tagged = context.tags.of_text(text)
    if quoted is not None:
        (end, *title), start = quoted, 0
    else:
        cited = _cited(text, tagged)
        if cited is None:
            return None
        start, end, *title = cited
    return (
        Part(part.block, part.start + title[0], part.start + title[1]),
        Part(part.block, part.start + start, part.start + end),
        tagged,
    )


def _may_be_cited(text: str) -> bool:
    """Whether a text is as long as a citation, has a number, and is no sentence."""
    if not _SHORTEST <= len(text) <= _LONGEST or not any(map(str.isdigit, text)):
        return False
    return not is_prose(text, shortest=80, per_word=80)


def _cited(text: str, tagged: TaggedCitation) -> tuple[int, int, int, int] | None:
    """Where the persons and the title behind them start and end in a surely tagged citation."""
    title, people = tagged.first("title"), tagged.fields.get("author", ())
    if title is None or not people or "year" not in tagged.fields or tagged.confidence < _SURE:
        return None
    if title.confidence < _SURE_TITLE or people[-1].end > title.start:
        return None
    if title_likeness(text[title.start : title.end]) < _LIKELY:
        return None
    return people[0].start, people[-1].end, title.start, title.end
