"""Candidates of all finders to one proposal for each printed item.

One printed item is one entry: candidates that share blocks are one, those that merely share a
title are two. The better ranked finder's readings stand; what it lacks is filled from the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractor import lexicon
from extractor.deadline import check_time
from extractor.papers.buttons import is_button
from extractor.papers.finder import finders
from extractor.papers.finer import Refined
from extractor.papers.lists_in_blocks import with_lists_in_blocks
from extractor.papers.plain.refine import refine
from extractor.papers.sections import Context
from extractor.records import Candidate, Reading

FILLED = (
    "authors", "year", "date", "venue", "volume", "issue", "pages", "publisher", "abstract",
    "abstract_translation", "title_translation", "keywords", "number", "label", "note", "links",
    "identifiers",
)  # fmt: skip
"""Fields taken over from a worse ranked candidate of the same entry."""


@dataclass(slots=True)
class Merged:
    """The best ranked candidate of a printed item, with what the others add."""

    candidate: Candidate
    readings: dict[str, Reading]
    finders: list[str]
    score: float
    """How sure the finders are, 0 to 1: an order, no probability."""
    rank: int
    confidence: float = 0.0
    """The probability that it is an entry, once that is decided."""
    displaced: bool = False
    """Other works were proposed for its blocks, which it took as the better ranked."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """What the finders propose on a page."""

    context: Context
    """What they looked at, whose blocks the candidates name: finer blocks than the page's in
    a plain text, and where cells or items are lists."""
    merged: tuple[Merged, ...]
    refined: Refined | None
    ranked: tuple[tuple[int, Candidate], ...] = ()
    """What was merged: the candidates of every finder with its rank."""

    def without(self, refused: Sequence[Merged]) -> Proposals:
        """The proposals as they are without some that turned out to be none, whose blocks are free
        for the others."""
        gone = {id(entry.candidate) for entry in refused}
        ranked = tuple(pair for pair in self.ranked if id(pair[1]) not in gone)
        return replace(self, merged=tuple(_merge(ranked)), ranked=ranked)

    def restored(self, entry: Merged) -> Merged:
        """A proposal in blocks of the page."""
        if self.refined is None:
            return entry
        return replace(
            entry,
            candidate=self.refined.restored(entry.candidate),
            readings=self.refined.readings(entry.readings),
        )


def propose(context: Context) -> Proposals:
    """What the finders see on a page, one proposal for each printed item."""
    refined = refine(context) or with_lists_in_blocks(context)
    looked_at = context if refined is None else refined.context
    ranked = tuple(_ranked(looked_at))
    return Proposals(looked_at, tuple(_merge(ranked)), refined, ranked)


def _ranked(context: Context) -> Iterator[tuple[int, Candidate]]:
    """The candidates of every finder with its rank; each finder sees what is claimed already."""
    claimed: set[int] = set()
    for finder in finders():
        check_time()
        found = tuple(finder.find(replace(context, claimed=frozenset(claimed))))
        for candidate in found:
            yield finder.rank, candidate
            if candidate.confidence >= _SURE:
                claimed.update(candidate.blocks)


_SURE = 0.8


def _merge(ranked: Iterable[tuple[int, Candidate]]) -> list[Merged]:
    merged: list[Merged] = []
    owner: dict[int, Merged] = {}
    for rank, candidate in ranked:
        others = {id(owner[block]): owner[block] for block in candidate.blocks if block in owner}
        shared = [other for other in others.values() if other.rank != rank]
        if shared:
            for other in shared:
                if _same_work(other, candidate):
                    _fill(other, candidate)
                else:
                    other.displaced = True
            continue
        entry = Merged(
            candidate, dict(candidate.readings), [candidate.finder], candidate.confidence, rank
        )
        merged.append(entry)
        for block in candidate.blocks:
            owner.setdefault(block, entry)
    for entry in merged:
        _without_doubled_note(entry)
    return merged


def _same_work(entry: Merged, candidate: Candidate) -> bool:
    one, other = (
        "".join(filter(str.isalnum, lexicon.fold(str(readings["title"].value))))
        for readings in (entry.readings, candidate.readings)
    )
    return one == other or (min(len(one), len(other)) > 20 and (one in other or other in one))


def _fill(entry: Merged, candidate: Candidate) -> None:
    for name in FILLED:
        if name in candidate.readings and name not in entry.readings:
            entry.readings[name] = candidate.readings[name]
    if candidate.finder not in entry.finders:
        entry.finders.append(candidate.finder)
        entry.score = 1 - (1 - entry.score) * (1 - candidate.confidence / 2)


def _without_doubled_note(entry: Merged) -> None:
    """Takes the abstract out of the page's own words: one finder's note is another's abstract."""
    note, abstract = (entry.readings.get(name) for name in ("note", "abstract"))
    if note is None or abstract is None or str(abstract.value) not in str(note.value):
        return
    lines = str(note.value).replace(str(abstract.value), "").split("\n")
    rest = "\n".join(line.strip() for line in lines if not is_button(line)).strip()
    if sum(map(str.isalpha, rest)) >= _SHORTEST_NOTE:
        entry.readings["note"] = replace(note, value=rest)
    else:
        del entry.readings["note"]


_SHORTEST_NOTE = 20
"""Letters of the page's words, which a button behind the abstract has not."""
