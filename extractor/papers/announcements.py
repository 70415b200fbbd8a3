"""Pages whose titles announce papers, '5 Important Papers to Start with', and their headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise

from extractor import lexicon
from extractor.papers.cited_headings import cited_heading
from extractor.papers.fields._patterns import any_of
from extractor.papers.fields.titles import read_title, title_likeness
from extractor.papers.once import once_a_page

_FEWEST, _FEWEST_CITED = 3, 2
_TITLED, _LIKELY = 0.4, 0.5
_MOST = 0.6
_LONGEST = 200


def announces_papers(texts: Iterable[str]) -> bool:
    """Whether one of a page's titles says that the page presents some papers."""
    return any(_announcement(text) is not None for text in texts)


def _counted(texts: Iterable[str]) -> frozenset[int]:
    """The numbers of papers that a page's titles announce."""
    found = map(_announcement, texts)
    return frozenset(int(match[1]) for match in found if match and match[1])


@once_a_page
def _announcement(text: str) -> re.Match[str] | None:
    folded = lexicon.fold(text) if len(text) <= _LONGEST else ""
    match = _announced().search(folded)
    return match if match and not _instead().search(folded, 0, match.start()) else None


@cache
def _instead() -> re.Pattern[str]:
    words = lexicon.load("extractor.papers.data", "headings.toml")["announced"]["instead"]
    return re.compile(rf"\b{any_of(map(lexicon.fold, words))}\b")


@cache
def _announced() -> re.Pattern[str]:
    words = lexicon.load("extractor.papers.data", "headings.toml")["announced"]
    folded = {
        name: any_of(map(lexicon.fold, words[name]))
        for name in ("counts", "praise", "plurals", "never")
    }
    never = rf"(?!{folded['never']}\b)"
    return re.compile(
        rf"(?<!\w)(?:(\d{{1,3}})|{folded['counts']}|{folded['praise']})"
        rf"(?:\s{never}[\w’'/&-]{{1,20}}){{0,5}}?\s{folded['plurals']}(?!\w)|{'|'.join(words['phrases'])}"
    )


def titles_among(texts: Mapping[int, str], page: Sequence[str]) -> frozenset[int]:
    """The headings, of those on one level, that name works: block → text, on a page with the titles
    `page`, which say that it lists papers. They cite them, or count them where the titles announce
    papers, or are as many as these announce."""
    cited = {block for block, text in texts.items() if cited_heading(text) is not None}
    found: set[int] = set()
    if len(cited) >= max(_FEWEST_CITED, len(texts) * _MOST / 2):
        found |= cited
    if announces_papers(page):
        found |= cited
        run = _run(texts)
        if len(run) >= _FEWEST and _read_as_titles([texts[block] for block in run]):
            found.update(run)
        likely = [block for block, text in texts.items() if title_likeness(text) >= _LIKELY]
        if len(likely) in _counted(page):
            found.update(likely)
    return frozenset(found)


def _run(texts: Mapping[int, str]) -> list[int]:
    """The headings that numbers count from one on, or down to it."""
    numbered = {
        block: int(read.number)
        for block, text in texts.items()
        if (read := read_title(text)) is not None and read.number and read.number.isdecimal()
    }
    numbers = list(numbered.values())
    if len(numbers) > 1 and 1 in (numbers[0], numbers[-1]):
        step = 1 if numbers[0] == 1 else -1
        if all(after - before == step for before, after in pairwise(numbers)):
            return list(numbered)
    return []


def _read_as_titles(texts: Sequence[str]) -> bool:
    """Whether most texts read as titles of works."""
    titled = sum(title_likeness(text) >= _TITLED for text in texts)
    return titled >= len(texts) * _MOST
