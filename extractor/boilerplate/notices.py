"""Lines that hold notices of several kinds: © … ICP … | Privacy. Each notice is told apart.

A footer prints in one line what elsewhere are lines of their own. The phrases of all kinds are
looked for in the whole line; the text between two of them goes with the first, up to the border
that the page itself draws: a link, a bar, a dot, or a space beside East Asian characters.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extractor import lexicon
from extractor.boilerplate.kinds import phrases
from extractor.boilerplate.phrases import Index, Match, index_of, matcher
from extractor.records import Block, Notice

_TOLD_APART = frozenset({"copyright", "disclaimer", "icp_footer", "login"})
"""Lines without a notice of these are left whole: rows of buttons and links."""
_KINDS = _TOLD_APART | {"nav", "other"}
"""What stands beside notices in one line."""
_STATEMENT = 500
"""Reach from which on a phrase speaks for whole sentences behind it."""
_LONGEST = 1500
_SURE = 0.6
_GOES_ON = frozenset("，,。")
_MARKS = " |·•-–—"
_FOLDED_SPACE = re.compile(rf"(?<=[{lexicon.CJK}])\s+|\s+(?=[{lexicon.CJK}])|(\s)\s+")
_MARK = re.compile(r"\s*[|｜·•]\s*|\s[-–—]\s(?!\d)|\s*[。！!;；]\s*|\.\s|\u3000+")
_SPACE = re.compile(
    rf"(?<=[{lexicon.CJK}])\s+|\s+(?=[{lexicon.CJK}])|(?<!copyright)\s+(?=©)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A phrase in the text."""

    start: int
    end: int
    match: Match

    @property
    def kind(self) -> str:
        """The kind of the phrase."""
        return self.match.phrase.kind


@dataclass(frozen=True, slots=True)
class _Borders:
    """Places where a text can be parted, in order."""

    links: Sequence[int]
    """Where links start."""
    marks: Sequence[int]
    """Places behind marks."""
    every: Sequence[int]
    """All, with 0, and spaces and links, too."""

    def before(self, place: int, least: int) -> int:
        """The last border up to `place`, not before `least`; what stands between a mark and
        `place` goes with `place`, unless it is a link."""
        mark = self.marks[bisect_right(self.marks, place) - 1] if self.marks else 0
        link = bisect_left(self.links, mark)
        linked = link < len(self.links) and self.links[link] < place
        if least <= mark <= place and mark and not linked:
            return mark
        found = self.every[bisect_right(self.every, place) - 1]
        return found if found >= least else place


def find_notices(block: Block, otherwise: str = "") -> tuple[Notice, ...]:
    """The parts of a block's text by kind; none where it is of one kind or holds no notice.

    What stands before the first phrase is of the kind `otherwise`, where one is given.
    """
    if len(block.text) > _LONGEST or block.form in ("preformatted", "option"):
        return ()
    # Most blocks that are asked about hold no notice, and the whole search is dear.
    if not _notices().is_in(lexicon.fold(block.text)):
        return ()
    borders = _borders(block)
    found = list(_without_captured(_found(block, borders), block))
    kinds = {each.kind for each in found}
    if found and found[0].start and otherwise:
        kinds.add(otherwise)
    if len(kinds) < 2 or not kinds & _TOLD_APART:
        return ()
    return tuple(_parts(block, found, borders, otherwise))


@cache
def _notices() -> Index:
    return index_of([phrase for phrase in phrases() if phrase.kind in _TOLD_APART])


def _parts(
    block: Block, found: Sequence[_Found], borders: _Borders, otherwise: str
) -> Iterator[Notice]:
    start, end, kind, evidence = 0, 0, otherwise, "links: beside what their wording names"
    for each in found:
        if kind and each.kind != kind:
            cut = borders.before(each.start, max(start, end))
            if cut > start:
                yield Notice(start, len(block.text[:cut].rstrip()), kind, evidence)
                start = cut
        if each.kind != kind:
            evidence = each.match.evidence
        end, kind = each.end, each.kind
    yield Notice(start, len(block.text), kind, evidence)


def _without_captured(found: Sequence[_Found], block: Block) -> Iterator[_Found]:
    """The phrases but for those that belong to what a phrase before them opens: the links behind
    'Tags:', the sentences behind 'Disclaimer:'."""
    links = {span.start for span in block.spans if span.type == "link"}
    label = statement = False
    for each in found:
        apart = (
            each.kind == "icp_footer" or "©" in each.match.text or "copyright" in each.match.text
        )
        if not apart and (statement or (label and each.start in links)):
            continue
        statement = each.match.phrase.reach >= _STATEMENT
        label = each.match.text.endswith((":", ">"))
        yield each


def _found(block: Block, borders: _Borders) -> list[_Found]:
    """The phrases in order; of two that overlap the surer."""
    folded, origins = aligned(block.text)

    def found(place: int, match: Match) -> _Found:
        return _Found(origins[place], origins[place + len(match.text) - 1] + 1, match)

    candidates = [found(place, match) for place, match in matcher().places(folded)]
    starts = [bisect_left(origins, border) for border in borders.every]
    for start, end in pairwise([*starts, len(folded)]):
        unit = folded[start:end].lstrip()
        at, unit = end - len(unit), unit.rstrip(_MARKS)
        # A text of one unit was looked through above.
        readers = (matcher().opening, matcher().places)
        for looked in readers if len(starts) > 1 else readers[:1]:
            candidates.extend(found(at + place, match) for place, match in looked(unit))
    names = {(span.start, span.end) for span in block.spans if span.type == "link"}
    kept: list[_Found] = []
    for each in sorted(candidates, key=lambda one: (-one.match.phrase.strength, one.start)):
        if each.match.phrase.strength < _SURE:
            break
        if not _counts(each, block.text, names):
            continue
        if all(each.end <= other.start or each.start >= other.end for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda one: one.start)


def _counts(found: _Found, text: str, links: Collection[tuple[int, int]]) -> bool:
    """Whether a phrase is a notice or stands beside them; a link 'Disclaimer' leads to one."""
    if found.kind == "login":
        return found.match.phrase.scope == "whole" and text[found.end :][:1] not in _GOES_ON
    if found.kind in ("copyright", "disclaimer"):
        return (found.start, found.end) not in links
    return found.kind in _KINDS


def _borders(block: Block) -> _Borders:
    """Where the text can be parted: between links, and behind marks and spaces."""
    links = [span for span in block.spans if span.type == "link"]
    inside = {place for span in links for place in range(span.start + 1, span.end)}
    marks = {match.end() for match in _MARK.finditer(block.text)} - inside
    spaces = {match.end() for match in _SPACE.finditer(block.text)} - inside
    every = {0} | marks | spaces | {place for span in links for place in (span.start, span.end)}
    return _Borders(
        [span.start for span in links], sorted(marks), sorted(every - {len(block.text)})
    )


def aligned(text: str) -> tuple[str, list[int]]:
    """`text` as `lexicon.fold` has it, and for every character where it comes from."""
    pairs = [
        (" " if folded.isspace() else folded, place)
        for place, character in enumerate(text)
        for folded in unicodedata.normalize("NFKC", character).casefold()
    ]
    whole = "".join(folded for folded, _ in pairs)
    gone = {
        place
        for match in _FOLDED_SPACE.finditer(whole)
        for place in range(match.start() + (match[1] is not None), match.end())
    }
    kept = [pair for place, pair in enumerate(pairs) if place not in gone]
    return "".join(folded for folded, _ in kept), [place for _, place in kept]
