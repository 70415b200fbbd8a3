"""Sections that are one paper: its own title is the heading, its labels name persons first and the
title's translation later."""

from __future__ import annotations

from extractor.papers.fields._text import has_cjk
from extractor.papers.fields.titles import title_likeness
from extractor.papers.sections import Context, Section

_TITLED = 0.5
_TITLES = frozenset(("title", "paper", "title_translation"))


def own_heading(context: Context, section: Section) -> int | None:
    """The heading of a section that is one paper, where a label below its persons announces the
    title in East Asian signs: 'A Study', 'Authors: …', the abstract, and a summary that begins
    anew with '标题：…', '作者：…'."""
    heading = section.heading
    if heading is None or context.is_page_title(heading):
        return None
    labelled = [
        part
        for parts in context.parts[section.first : section.last]
        for part in parts
        if part.label is not None
    ]
    titles = [part for part in labelled if part.label and part.label.field in _TITLES]
    if len(titles) != 1 or titles[0] is labelled[0] or labelled[0].block - heading > 1:
        return None
    first, title = labelled[0].label, titles[0]
    if first is None or first.field != "authors":
        return None
    text = context.document.blocks[heading].text
    if has_cjk(text) or title_likeness(text) < _TITLED:
        return None
    own = context.document.blocks[title.block].text[title.start : title.end]
    return heading if has_cjk(own) else None
