"""The lists of data/titles.toml as patterns and sets."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from extractor.lexicon import fold, load
from extractor.papers.fields._patterns import any_of


@cache
def data() -> dict[str, Any]:
    """What stands around titles, and what is no title."""
    return load("extractor.papers", "data/titles.toml")


def _lines(key: str) -> list[str]:
    return [phrase for phrase in re.split(r"[|\n]", data()[key]) if phrase]


@cache
def badges() -> frozenset[str]:
    """Contents of brackets beside titles, folded."""
    return frozenset(fold(badge) for badge in _lines("badges"))


@cache
def other_headings() -> frozenset[str]:
    """Folded texts that are no titles."""
    return frozenset(fold(heading) for heading in _lines("other_headings"))


@cache
def placeholder() -> re.Pattern[str]:
    """What a template prints where a title goes, up to a bracket."""
    return re.compile(rf"(?:{'|'.join(data()['placeholders'])})\s*(?:[(（]|$)", re.IGNORECASE)


@cache
def counted() -> frozenset[str]:
    """Words that a number in front counts."""
    return frozenset(data()["counted"].split())


@cache
def sentence_words() -> frozenset[str]:
    """Verbs and pronouns of running sentences."""
    return frozenset(data()["sentence_words"].split())


@cache
def other_languages() -> frozenset[str]:
    """Articles and prepositions of other languages than English."""
    return frozenset(data()["other_languages"].split())


@cache
def sentence_start() -> re.Pattern[str]:
    """First words of a sentence rather than a title."""
    western, eastern = any_of(_lines("sentence_starts")), any_of(data()["sentence_starts_cjk"])
    return re.compile(rf"(?:{western}(?![^\W\d_])|{eastern})", re.IGNORECASE)


@cache
def lead() -> re.Pattern[str]:
    """A label left in front: 'Title:', '论文标题：'."""
    return re.compile(rf"{any_of(data()['leads'])}\s?[:：]\s*", re.IGNORECASE)


@cache
def time() -> re.Pattern[str]:
    """A time of the day in front, or from one to another: '10:30-11:00', '(9.30 a.m.)'."""
    clock = r"\d{1,2}[:：.]\d{2}\s?(?:[ap]\.?m\.?)?"
    until = rf"[-–—~{data()['until']}]{{1,2}}"
    return re.compile(
        rf"\(?{clock}(?:\s?{until}\s?{clock})?\)?(?![\d.])[\s:：|｜–—-]*", re.IGNORECASE
    )


@cache
def number_letters() -> frozenset[str]:
    """The letters that something matched by `number` can begin with."""
    firsts = "".join(word[0] for word in data()["number_leads"])
    return frozenset(firsts.lower() + firsts.upper() + data()["han_numbers"])


@cache
def sentence_ends_cjk() -> tuple[str, ...]:
    """Endings of sentences, which titles do not have."""
    return tuple(data()["sentence_ends_cjk"])


@cache
def clause_ends_cjk() -> tuple[str, ...]:
    """Particles with the comma behind them: the end of a clause in a sentence."""
    return tuple(data()["clause_ends_cjk"])


@cache
def number() -> re.Pattern[str]:
    """A list number in front, group `number`; a bare one in group `bare`."""
    leads = any_of(data()["number_leads"])
    counters = data()["number_counters"]
    han = rf"[{data()['han_numbers']}]{{1,3}}"
    behind = rf"(?:\s?[:：|｜、.．)）—–-]\s*|\s+|(?<=[{counters}]))"
    forms = (
        rf"{leads}\s?(?P<a>\d{{1,3}}|{han})\s?[{counters}]?{behind}",
        r"[\[［【(（<〔]\s?(?P<b>\d{1,3})\s?[\]］】)）>〕][.:：、]?\s*",
        r"(?P<c>\d{1,2}(?:\.\d{1,2}){1,3})(?:[.、)）]\s*|\s*[|｜]\s*|[:：]\s*|\s+)(?=[^\d\s])",
        r"(?P<glued>\d{1,2}(?:\.\d{1,2}){1,3})(?=(?-i:[A-Z][a-z])|[\u3400-\u9fff])",
        r"(?P<d>\d{1,3})\s?(?:[、．)）|｜】\]]|[.:：](?!\d))\s*",
        rf"(?P<e>{han})\s?[、.．]\s*",
        rf"[(（](?P<f>{han})[)）]\s*",
        r"(?P<g>[①-⑳⑴-⒇])\s*",
        r"(?P<h>0\d)\s?[-–—]?\s*(?=[^\d\s.,:/-])",
        r"(?P<bare>[1-9]\d?)\s+(?=(?-i:[A-Z])|[\u3040-\u30ff\u3400-\u9fff《“\"])",
    )
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)
