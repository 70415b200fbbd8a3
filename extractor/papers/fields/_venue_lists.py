"""The lists of data/venues.toml as patterns."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from extractor.lexicon import load
from extractor.papers.fields._text import CJK


@cache
def data() -> dict[str, Any]:
    """Names and wordings of venues."""
    return load("extractor.papers", "data/venues.toml")


def _any_of(phrases: list[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


@cache
def acronyms() -> frozenset[str]:
    """Acronyms of conferences and series, with their capitals."""
    return frozenset(data()["acronyms"].split())


@cache
def journals() -> frozenset[str]:
    """Names of journals, lower case."""
    return frozenset(name.casefold() for name in _journal_names())


def _journal_names() -> list[str]:
    return [name for name in re.split(r"[|\n]", data()["journals"]) if name]


@cache
def signals() -> frozenset[str]:
    """Words that containers are named with."""
    return frozenset(data()["signals"].split())


@cache
def abbreviations() -> frozenset[str]:
    """Abbreviated words of journals' names."""
    return frozenset(data()["abbreviations"].split())


@cache
def known() -> re.Pattern[str]:
    """A known name in running text, an optional year behind: groups `name` and `year`."""
    names = _any_of(
        [
            *acronyms(),
            *(name for name in _journal_names() if " " in name or name in data()["single_words"]),
        ]
    )
    # East Asian letters are no part of a Western word.
    return re.compile(
        rf"(?<![A-Za-z0-9/_.@-])(?P<name>(?:(?:ACM|IEEE|USENIX)[ /-])?(?:{names}))"
        rf"(?P<year>(?:[ -]?|\s?['’‘])(?:(?:19|20)\d\d|(?<=['’‘])\d\d))?"
        r"(?![A-Za-z0-9_]|[-.][A-Za-z0-9])"
    )


@cache
def lead() -> re.Pattern[str]:
    """One wording in front of a name."""
    phrases = sorted(data()["leads"], key=len, reverse=True)
    parts = [
        re.escape(phrase)
        + ("" if re.search(rf"[{CJK}:：]$", phrase) else r"(?=[\s:：,])\s?[:：,]?")
        for phrase in phrases
    ]
    return re.compile(rf"\s*(?:{'|'.join(parts)})\s*", re.IGNORECASE)


@cache
def state() -> re.Pattern[str]:
    """A state of acceptance in brackets or behind a comma at the end."""
    states = _any_of(data()["states"])
    return re.compile(
        rf"\s*[(（\[【]\s*(?:{states})[^()（）\[\]【】]{{0,30}}[)）\]】]|[,，.;；]\s*(?:{states})\s*\.?$",
        re.IGNORECASE,
    )


@cache
def behind() -> re.Pattern[str]:
    """A publisher or a place at the end, behind a comma or full stop."""
    publishers, countries = _any_of(data()["publishers"]), _any_of(data()["countries"])
    return re.compile(
        rf"(?:[.,;]\s+(?:{publishers})|[.,;]\s+[^\W\d_][^,.;:\d]{{1,30}},\s+(?:{countries})|"
        rf"[,;]\s+(?:{countries}))[\s.,]*$",
        re.IGNORECASE,
    )


@cache
def context(key: str) -> re.Pattern[str]:
    """Wordings around a known name: ending the text before it, or early in the text behind."""
    phrases = _any_of(data()[key])
    if key.endswith("before"):
        filler = "the |了 ?|至 ?|到 ?|会议 ?|期刊 ?|[《“\"']"
        return re.compile(
            rf"(?:{phrases})\s*(?:{filler}){{0,2}}(?:(?:19|20)\d\d\s?年?的?\s?)?$",
            re.IGNORECASE,
        )
    return re.compile(
        rf"^[\s》”\"'，,（(：:]{{0,3}}(?:会议|期刊|的|上|正|目前|is|currently|\s){{0,3}}(?:{phrases})",
        re.IGNORECASE,
    )
