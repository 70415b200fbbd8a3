"""Lines that head what follows without being headings: bold ones, and words with a colon."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice

from extractor import lexicon
from extractor.papers.announcements import announces_papers, titles_among
from extractor.papers.cited_headings import cited_heading
from extractor.papers.labels import Part
from extractor.papers.linked_titles import linked_titles
from extractor.records import Block, Document, Judgement

_LIST_LEVEL, _YEAR_LEVEL = 7, 8
_LONGEST = 60
_YEAR = re.compile(r"[\W_]*(?:19|20)\d\d\s?(?:\u5e74\u5ea6?|\u5c4a)?[\W_]*")
_AROUND = " 0123456789.\u3001:()[]\uff08\uff09#*-\u2013\u2014\u3010\u3011\u00b6\u00a7"
_APART = frozenset("nav toc icp_footer copyright share comments login prev_next".split())
_WHOLE = 0.8
_MOST_WORDS = 6


def line_headings(
    document: Document, judgements: Sequence[Judgement], parts: Sequence[Sequence[Part]]
) -> Mapping[int, int]:
    """Block → level of the lines that say, bold or before a colon, what is listed below: papers,
    references, patents; or the year of what is, bold or as an item of its own."""
    found = _counted_lines(document, judgements, parts) | _bold_titles(document, judgements, parts)
    found |= dict.fromkeys(linked_titles(document, judgements, _APART), _LIST_LEVEL)
    for block in document.blocks:
        if not 0 < len(block.text) <= _LONGEST or block.form not in ("paragraph", "item", "term"):
            continue
        if _YEAR.fullmatch(block.text) and _fills_item(document, block):
            found[block.index] = _YEAR_LEVEL
        if judgements[block.index].kind in _APART or any(part.label for part in parts[block.index]):
            continue
        if counts_a_paper(block.text):
            continue
        bold = _is_bold(block)
        if bold and _YEAR.fullmatch(block.text):
            found[block.index] = _YEAR_LEVEL
        elif (
            (bold or block.text.endswith((":", "\uff1a"))) and _names_a_list(block.text)
        ) or _heads_references(document, block):
            found[block.index] = _LIST_LEVEL
    return found


def _heads_references(document: Document, block: Block) -> bool:
    """Whether a plain line is a word for references and the first numbered one stands below."""
    if len(block.text) > _LONGEST_WORD or lexicon.fold(block.text).strip() not in _references():
        return False
    below = document.blocks[block.index + 1 : block.index + 2]
    return bool(below) and _FIRST.match(below[0].text) is not None


_LONGEST_WORD = 40
_FIRST = re.compile(r"\s?[\[［(（【]1[\]］)）】]")


@cache
def _references() -> frozenset[str]:
    words = lexicon.load("extractor.papers", "data/references.toml")["headings"]
    return frozenset(map(lexicon.fold, words))


def _counted_lines(
    document: Document, judgements: Sequence[Judgement], parts: Sequence[Sequence[Part]]
) -> dict[int, int]:
    """The lines that count papers and name their titles, where several do."""
    lines = [
        block.index
        for block in document.blocks
        if block.form in ("paragraph", "item")
        and len(block.text) <= _LONGEST_TITLE
        and counts_a_paper(block.text, titled=True)
        and judgements[block.index].kind not in _APART
        and not any(part.label for part in parts[block.index])
    ]
    return dict.fromkeys(lines, _LIST_LEVEL) if len(lines) > 1 else {}


_LONGEST_TITLE = 300


def _bold_titles(
    document: Document, judgements: Sequence[Judgement], parts: Sequence[Sequence[Part]]
) -> dict[int, int]:
    """The bold lines of a page whose title announces papers, where they name works as headings
    do; topics among them head what follows, too."""
    tops = (block.text for block in document.blocks if block.form == "heading" and block.level == 1)
    page = [document.head.title or "", *islice(tops, _TOPS)]
    if not announces_papers(page):
        return {}
    bold = {
        block.index: block.text
        for block in document.blocks
        if block.form in ("paragraph", "item")
        and 0 < len(block.text) <= _LONGEST_TITLE
        and judgements[block.index].kind not in _APART
        and not any(part.label for part in parts[block.index])
        and _is_bold_title(block)
    }
    titles = titles_among(bold, page)
    if not titles:
        return {}
    first, last = min(titles), max(titles)
    return {index: _LIST_LEVEL for index in bold if index in titles or first < index < last}


_TOPS = 3
"""Headings of the first level among which the page's own is."""


def _is_bold_title(block: Block) -> bool:
    """Whether a line is bold, or opens bold with what a work is cited by behind it."""
    if _is_bold(block):
        return True
    opens = any(span.type == "strong" and span.start == 0 for span in block.spans)
    return opens and cited_heading(block.text) is not None


@cache
def _counted() -> re.Pattern[str]:
    """'论文 3：', 'Paper 3', '第三篇' in front of a title."""
    forms = "|".join(lexicon.load("extractor.papers", "data/titles.toml")["counted_papers"])
    behind = r"(?:\s?[:\uff1a|\u3001.)\uff09 ]\s*\S|\s*$)"
    return re.compile(rf"\W{{0,3}}(?:{forms}){behind}", re.IGNORECASE)


def counts_a_paper(text: str, *, titled: bool = False) -> bool:
    """Whether a line counts the paper whose title follows in it or below: '论文 3：Deep Rivers'."""
    match = _counted().match(text)
    return match is not None and (not titled or len(text) - match.end() >= _SHORTEST_TITLE)


_SHORTEST_TITLE = 8


def _is_bold(block: Block) -> bool:
    return any(
        span.type == "strong" and span.end - span.start >= len(block.text) * _WHOLE
        for span in block.spans
    )


def _fills_item(document: Document, block: Block) -> bool:
    """Whether a block is all that a list item or a term of a list holds."""
    if block.element < 0:
        return False
    element = document.elements[block.element]
    return element.tag in ("li", "dt") and element.last - element.first == 1


@cache
def _number() -> re.Pattern[str]:
    """'II.' in Chinese, in front of the heading of a list."""
    numerals = lexicon.load("extractor.papers", "data/titles.toml")["han_numbers"]
    return re.compile(rf"[(\uff08]?[{numerals}]{{1,3}}[\u3001.)\uff09]")


# 'D. Patents'
_LETTER = re.compile(r"[a-h][.)\u3001]\s?\w")


def heading_key(text: str) -> str:
    """What a heading says, folded, without numbers and signs around it."""
    key = lexicon.fold(text)
    if _number().match(key):
        key = _number().sub("", key, count=1)
    elif _LETTER.match(key):
        key = key[2:]
    return key.strip(_AROUND)


def _names_a_list(text: str) -> bool:
    key = heading_key(text)
    if key in _whole():
        return True
    return (
        len(key.split()) <= _MOST_WORDS
        and len(key) <= _LONGEST
        and _words().search(key) is not None
    )


@cache
def _whole() -> frozenset[str]:
    """Headings that list no papers, and those of references."""
    others = lexicon.load("extractor.papers.data", "sections.toml")["no_papers"]
    references = lexicon.load("extractor.papers.data", "references.toml")["headings"]
    return frozenset(lexicon.fold(word) for word in (*others, *references))


@cache
def _words() -> re.Pattern[str]:
    """What a heading of a list of papers ends with, or starts with in Chinese and Japanese."""
    words = lexicon.load("extractor.papers.data", "headings.toml")["papers"]
    folded = sorted(map(lexicon.fold, words), key=len, reverse=True)
    return re.compile(
        "|".join(rf"\b{re.escape(w)}$" if w.isascii() else re.escape(w) for w in folded)
    )
