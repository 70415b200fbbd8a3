"""Short names in front of citations: '<a>TideNet</a> Lima, Ana. "A Study of Tides." Tides 3'."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.papers.fields.names import looks_like_authors
from extractor.papers.item_signs import EDGES, number_end
from extractor.papers.quoted_titles import quoted_behind_persons
from extractor.records import Block, Span

_LONGEST = 40
_PERSONS = 0.6
_BEFORE_YEAR = re.compile(r"([^()\n]{4,400}?)\s\((?:19|20)\d\d[a-z]?\)[.,:]\s+\S[^\n]{8}")


def without_short_name(line: Block) -> tuple[Block, Span | None]:
    """The line with spaces in place of the link or bold run that it opens with, where a whole
    citation stands behind that; and the run, if it is more than a time or a number. Places in the
    line stay what they were."""
    opening = next((span for span in line.spans if span.type in ("link", "strong")), None)
    if opening is None or not 1 < opening.end - opening.start <= _LONGEST:
        return line, None
    if any(map(str.isalnum, line.text[number_end(line.text) : opening.start])):
        return line, None
    if not _opens_citation(line.text[opening.end :].lstrip(EDGES)):
        return line, None
    blank = " " * (opening.end - opening.start)
    text = line.text[: opening.start] + blank + line.text[opening.end :]
    spans = tuple(span for span in line.spans if span.end > opening.end)
    named = any(map(str.isalpha, line.text[opening.start : opening.end]))
    return replace(line, text=text, spans=spans), opening if named else None


def _opens_citation(text: str) -> bool:
    """Whether a text opens with persons, behind them a title in quotation marks, or a year."""
    if quoted_behind_persons(text) is not None:
        return True
    match = _BEFORE_YEAR.match(text)
    return match is not None and looks_like_authors(match[1]) >= _PERSONS
