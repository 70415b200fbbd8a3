"""Titles in front of a link that names persons and year: 'A Study. <a>Lima, Chen (2014)</a>'."""

from __future__ import annotations

import re

from extractor.papers.cited_headings import CITED_PERSONS
from extractor.papers.fields.titles import title_likeness
from extractor.papers.item_signs import EDGES, number_end
from extractor.papers.labels import Part
from extractor.records import Block

_LONGEST, _SHORTEST, _LONGEST_LINK = 300, 6, 120
_TITLED = 0.1
_CITATION = re.compile(rf"({CITED_PERSONS})[\s,]*\(?(?:19|20)\d\d[a-z]?\)?[.,]?")


_ENDS = (".", "?", "!", ":", "-", "–", "—", "|")


def title_before_citation(line: Block) -> tuple[Part, Part] | None:
    """The title that a line opens with and the persons that its first link names with the year;
    None where the link says more or less."""
    link = next((span for span in line.spans if span.type == "link"), None)
    if link is None or link.end - link.start > _LONGEST_LINK:
        return None
    cited = _CITATION.fullmatch(line.text[link.start : link.end].strip())
    if cited is None:
        return None
    start = number_end(line.text)
    before, behind = line.text[start : link.start].rstrip(), line.text[link.end :].lstrip()
    if not before.endswith(_ENDS) or behind[:1].isalnum():
        return None
    title = before.rstrip(EDGES)
    if not _SHORTEST <= len(title) <= _LONGEST or title_likeness(title) < _TITLED:
        return None
    persons = Part(line.index, link.start, link.start + cited.end(1))
    return Part(line.index, start, start + len(title)), persons
