"""The title of a citation, as the tagger reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.papers.fields.titles import title_likeness
from extractor.papers.item_signs import EDGES, number_end
from extractor.papers.labels import Part
from extractor.papers.marked_records import mark_behind
from extractor.papers.prose import is_prose
from extractor.papers.sections import Context
from extractor.papers.tagger import Segment, TaggedCitation
from extractor.records import Block

CITED = "cited_title"
"""What marks a title that the tagger, or signs on both sides, are sure of."""
TAGGED = 0.5
"""Probability under which the tagger's labels are not taken."""
MIN_TAGGED, MAX_TAGGED = 12, 900
"""Characters of a line that the tagger is asked about."""
_MIN_TITLE = 6
_NAMED, _LONE = 0.2, 0.45
"""Likeness under which a tagged title is none: with persons beside it, and without."""


def cited_title(context: Context, lines: Sequence[Block]) -> tuple[Part, str, Part | None] | None:
    """The title in one of the first lines, what marks it, and its persons."""
    for line in lines[:2]:
        if not may_be_cited(line.text):
            continue
        tagged = context.tags.of(line)
        title = tagged.first("title")
        if title is None or tagged.confidence < TAGGED:
            continue
        people = persons_of(tagged, line.text)
        start = _behind_bracket(line.text, title.start, title.end)
        mark = mark_behind(line.text, start + _MIN_TITLE)
        end = mark if start < mark < title.end else title.end
        end = _before_container(line.text, start, end)
        sure = is_surely_cited(tagged, title)
        if not sure and title_likeness(line.text[start:end]) < (_NAMED if people else _LONE):
            continue
        authors = Part(line.index, people[0].start, people[-1].end) if people else None
        return Part(line.index, start, end), CITED if sure else "", authors
    return None


def title_around(context: Context, lines: Sequence[Block], quoted: Part) -> bool:
    """Whether words in quotation marks are a part of the title of a citation: 'Preventing
    "Overfitting" of Data'."""
    line = next(line for line in lines if line.index == quoted.block)
    if not may_be_cited(line.text):
        return False
    tagged = context.tags.of(line)
    title = tagged.first("title")
    if title is None or title.end < quoted.end or not is_surely_cited(tagged, title):
        return False
    # A quotation mark that opens the title is the citation's.
    return sum(map(str.isalpha, line.text[title.start : quoted.start])) >= _EDGE


_EDGE = 3
"""Letters of a title in front of words in quotation marks."""


def persons_of(tagged: TaggedCitation, text: str) -> tuple[Segment, ...]:
    """The segments of persons, without those of the short form in front of a citation."""
    first = number_end(text)
    return tuple(each for each in tagged.fields.get("author", ()) if each.start >= first)


def is_surely_cited(tagged: TaggedCitation, title: Segment) -> bool:
    """Whether the tagger is sure of a citation's persons and title, and finds what else one has."""
    return title.confidence >= _SURE_OF_TITLE and is_citation(tagged)


def is_citation(tagged: TaggedCitation) -> bool:
    """Whether the tagger is sure that a text is a citation, with persons and what else one has."""
    people = tagged.fields.get("author", ())
    if not people or tagged.confidence < _SURE or people[0].confidence < _SURE_OF_PERSONS:
        return False
    return sum(tagged.first(name) is not None for name in _BESIDE) >= _FEWEST_BESIDE


_SURE, _SURE_OF_TITLE, _SURE_OF_PERSONS = 0.85, 0.7, 0.7
_BESIDE = ("venue", "year", "pages", "volume")
_FEWEST_BESIDE = 2


def _before_container(text: str, start: int, end: int) -> int:
    """Where a title ends before a journal in quotation marks, 'A Study. 《Tides》', or behind two
    slashes, 'A Study // Tides', as Russian lists have it."""
    match = _SLASHES.search(text, start + _MIN_TITLE, end)
    match = match or _CONTAINER.search(text, start + _MIN_TITLE, end)
    if match is None and _BEFORE_VOLUME.match(text, end):
        match = _LAST_CLAUSE.search(text, start + _MIN_TITLE, end)
    return match.start() if match else end


# A comma, year, volume and issue behind a clause of ideographs, which names a journal.
_BEFORE_VOLUME = re.compile(r"[,，]\s?(?:19|20)\d\d[,，]\s?\d{1,4}\s?[(（][\w-]{1,9}[)）]")
_LAST_CLAUSE = re.compile(r"[,，]\s?[\u3400-\u9fff]{3,20}(?:[(（][\u3400-\u9fff]{2,10}[)）])?$")


_SLASHES = re.compile(r"(?<=[^\s:])\s?//\s")
_CONTAINER = re.compile(
    r"[.,;\u3002\uff0c\uff0e\uff1b]\s?(?:[《『][^《》『』]{2,40}[》』]?|[„«][^„”“«»]{2,80}[”“»]?)$"
)


def _behind_bracket(text: str, start: int, end: int) -> int:
    """Where a stretch starts without the rest of a bracket that was open before it: '（2020，' and
    '11月）。' are one date."""
    closing = _CLOSING.search(text, start, end)
    if closing is None or not _OPEN_BEFORE.search(text, 0, start):
        return start
    if _OPENS.search(text, start, closing.start()):
        return start
    rest = closing.end()
    while rest < end and text[rest] in EDGES:
        rest += 1
    return rest if rest < end else start


_OPENS, _CLOSING = re.compile(r"[(（\[【]"), re.compile(r"[)）\]】]")
_OPEN_BEFORE = re.compile(r"[(（\[【][^()（）\[\]【】]*\Z")


def may_be_cited(text: str) -> bool:
    """Whether a line may be a citation: signs between its parts, and no sentences."""
    if not MIN_TAGGED <= len(text) <= MAX_TAGGED:
        return False
    if _PARTED.search(text) is None:
        return False
    return _OPENS_WITH_NAME.match(text) is not None or not is_prose(text, shortest=80, per_word=80)


# 'Lima, A., ', 'Lima A, ', 'A. Lima, ', 'LIMA, Ann' behind a number, as no sentence begins.
_OPENS_WITH_NAME = re.compile(
    r"[\W\d]{0,8}(?:[^\W\d_][\w'’-]{1,30},? (?:[A-Z]\.?[ -]?){1,3}(?:[,;:&(]|\. )"
    r"|(?:[A-Z]\.[ -]?){1,3}[^\W\d_][\w'’-]{1,30}(?:[,;:]| and | & )"
    r"|[^\W\d_a-z]{2,30}, [^\W\d_a-z][^\W\d_]+)"
)


_PARTED = re.compile(
    r"[.,;:\u3001\u3002\uff0c\uff0e\uff1a|\t\n].*[.,;:\u3001\u3002\uff0c\uff0e\uff1a|\t\n(]"
    r"|\bet\sal\b",
    re.DOTALL,
)
