"""Titles that print their translation in brackets behind them: 'Deep Rivers（深河）'."""

from __future__ import annotations

import re
from functools import cache

from extractor.lexicon import load
from extractor.papers.fields._organisations import is_organisation
from extractor.papers.fields._patterns import holds_any
from extractor.papers.fields._text import cjk_share, has_cjk
from extractor.papers.fields.titles import title_likeness
from extractor.papers.fields.venues import venue_likeness
from extractor.papers.once import once_a_page

_BEHIND = re.compile(r"(?P<title>[^()（）]{6,300}?)\s?[(（](?P<other>[^()（）]{2,200})[)）]")
_TITLED, _VENUE = 0.5, 0.5
_MOSTLY = 0.5
_SHORTEST = 6
"""Characters of a translation."""
_FEWEST_WORDS = 4
"""Words of a translation in Latin letters: a shorter bracket is a name or an acronym."""


@once_a_page
def without_translation(title: str) -> tuple[str, str | None]:
    """The title, and the translation that stood in brackets behind it; an East Asian remark in
    brackets behind a title in Latin letters goes, too."""
    match = _BEHIND.fullmatch(title) if title.endswith((")", "）")) else None
    if match is None:
        return title, None
    remark = has_cjk(match["other"]) and holds_any(match["other"], _remarks())
    if remark and not has_cjk(match["title"]):
        return match["title"], None
    if not _are_translations(match["title"], match["other"]):
        return title, None
    return match["title"], match["other"].strip()


def _are_translations(title: str, other: str) -> bool:
    """Whether one is in Latin letters and the other East Asian, and both read as titles."""
    if len(other) < _SHORTEST or has_cjk(title) == has_cjk(other):
        return False
    if title_likeness(title) < _TITLED:
        return False
    if holds_any(other, _remarks()) or is_organisation(other) or venue_likeness(other) >= _VENUE:
        return False
    eastern = cjk_share(other) >= _MOSTLY
    return (eastern or len(other.split()) >= _FEWEST_WORDS) and title_likeness(other) >= _TITLED


@cache
def _remarks() -> tuple[str, ...]:
    return tuple(load("extractor.papers", "data/titles.toml")["remarks"])
