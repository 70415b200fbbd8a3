"""How much what was seen says that something is a paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from extractor import lexicon
from extractor.papers.fields.identifiers import identifiers_of_url
from extractor.papers.once import once_a_page
from extractor.papers.sections import Context
from extractor.records import Link

AGAINST_LISTED = frozenset("nav ad related prev_next comments share login toc seo".split())
"""Kinds that speak against a listed entry. A list of papers is a link list by every statistic."""
AGAINST_LABELLED = frozenset(("related", "comments"))
"""Kinds that speak against an entry with labels: short lines look like navigation."""
_SURE = 0.6

SCHOLARLY = frozenset("arxiv doi acl openreview pmid pmcid hal dblp s2".split())
"""Identifiers that only scholarly works have; books and pages of other kinds have an ISBN too."""


@cache
def weights(table: str) -> Mapping[str, float]:
    """A table of data/weights.toml."""
    data = lexicon.load("extractor.papers.data", "weights.toml")[table]
    return MappingProxyType({name: float(value) for name, value in data.items()})


def threshold(context: Context, name: str) -> float:
    """What a finder asks of the candidates of one kind before it proposes them."""
    return weights("threshold")[name] * context.strictness


def noisy_or(probabilities: Iterable[float]) -> float:
    """The probability that at least one of independent pieces of evidence holds."""
    doubt = 1.0
    for probability in probabilities:
        doubt *= 1.0 - min(max(probability, 0.0), 1.0)
    return 1.0 - doubt


def of_links(links: Iterable[Link], identifiers: Mapping[str, str]) -> list[float]:
    """Evidence from an entry's own links and identifiers."""
    evidence = weights("evidence")
    types = {link.type for link in links}
    found = []
    if SCHOLARLY & identifiers.keys():
        found.append(evidence["identifier"])
    if "pdf" in types:
        found.append(evidence["pdf"])
    if "paper" in types and not found:
        found.append(evidence["paper_link"])
    return found


def of_several_works(links: Iterable[Link]) -> bool:
    """Whether links lead to different works: a paper has one identifier of a kind."""
    numbers = [dict(identifiers_of_url(link.url)) for link in links]
    return any(len({each[kind] for each in numbers if kind in each}) > 1 for kind in SCHOLARLY)


def boilerplate_share(
    context: Context, blocks: Iterable[int], kinds: frozenset[str] = AGAINST_LISTED
) -> float:
    """Share of the blocks' text that was surely judged boilerplate of one of these kinds."""
    total = removed = 0
    for index in blocks:
        text = context.document.blocks[index].text
        length = _width(text)
        judgement = context.judgements[index]
        total += length
        if judgement.kind in kinds and judgement.confidence >= _SURE:
            removed += length
    return removed / total if total else 0.0


@once_a_page
def _width(text: str) -> int:
    """Bytes of a text as UTF-8, in which East Asian signs count as much as their words."""
    return len(text.encode("utf-8", "replace"))
