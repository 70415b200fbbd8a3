"""A cheap look at a page of plain text: whether its lines may list papers at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractor import lexicon
from extractor.papers.sections import says_papers
from extractor.records import Block

_NAME = r"[A-ZÀ-Þ][\w.'’-]{0,40}+"
_PERSONS = re.compile(
    rf"{_NAME}\s(?:{_NAME}\s?){{1,3}}(?:,|;|\sand|\s&|·)\s{{0,2}}(?:and\s)?{_NAME}\s{_NAME}"
    rf"|{_NAME}, (?:[A-Z]\.\s?){{1,3}}|\bet\sal\b|\b10\.\d{{4,9}}/|\b[Aa]r[Xx]iv\b"
    r"|[\u4e00-\u9fff]{2,4}[、，；,;]\s?[\u4e00-\u9fff]{2,4}[、，；,;]\s?[\u4e00-\u9fff]{2,4}",
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ENOUGH = 3
_SHORT = 120


@cache
def commentary() -> re.Pattern[str]:
    """How a page speaks of the paper whose title stands above."""
    patterns = lexicon.load("extractor.papers.data", "plain.toml")["commentary"]
    return re.compile("|".join(patterns), re.IGNORECASE)


def may_list_papers(blocks: Sequence[Block]) -> bool:
    """Whether three lines name persons or speak of a paper, or print a year on a page that says
    it lists papers."""
    dated = told = 0
    for block in blocks:
        if _PERSONS.search(block.text) or commentary().search(block.text):
            told += 1
        elif _YEAR.search(block.text):
            dated += 1
        if told >= _ENOUGH:
            return True
    listed = any(len(block.text) <= _SHORT and says_papers(block.text) for block in blocks)
    return listed and dated + told >= _ENOUGH
