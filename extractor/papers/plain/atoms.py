"""Where a line of flattened text may be cut.

A scraper that drops tags drops the breaks between cells, lines and headings with them:
'... of Rook GraphsMira Olsen, Pau Vidal[pdf]In Proceedings ...'. Where two words touch, where a
sentence or a bracket ends, where persons may start, one field may end and the next begin; at which
of these places one does is for `decode` to find out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractor import lexicon
from extractor.papers.buttons import button_run
from extractor.papers.labels import Part
from extractor.papers.prose import is_prose

Gap = Literal["line", "glue", "stop", "bracket", "space", "far", "label"]
"""What parts an atom from the one before it: a line break, nothing, the end of a sentence or
bracket, an opening bracket, a space two words or further before a sign between names, a label."""

_LOWER, _UPPER = "a-zß-öø-ÿāăąćčďđēęěğīıłńňōőřśşšţťūůűźżž", "A-ZÀ-ÖØ-ÞĆČĎĐŁŃŘŚŞŠŤŹŻŽ"
_PLACES = re.compile(
    # Two words that touch, 'GraphsMira'; two signs that do, ']In', '2019.Title', 'Why?Ana'.
    rf"(?P<glue>(?<=[{_LOWER}])(?=[{_UPPER}][{_LOWER}{_UPPER}.\s])"
    rf"|(?<=[{_LOWER})\]”\"\d][.!?:;])(?=[{_UPPER}“\[])"
    rf"|(?<=[)\]”\"…])(?=[{_UPPER}\d“\[])"
    rf"|(?<=\d)(?=[{_UPPER}][{_LOWER}]))"
    rf"|(?P<stop>(?<=[{_LOWER})\]”\"\d$][.!?])\s+(?=[{_UPPER}“\"\[\d(])"
    rf"|(?<=[)\]”\"])\s+(?=[{_UPPER}“\"\[])|(?<=[{_LOWER})\]”\"\d.!?])\s+(?=\[[{_LOWER}{_UPPER}]))"
    rf"|(?P<bracket>\s+(?=[(（]))"
)
_TIME = re.compile(r"\d{1,2}[:.]\d\d(?:\s?[ap]m)?\s?[-–—]\s?\d{1,2}[:.]\d\d(?:\s?[ap]m)?")
_WORD = re.compile(r"[^\W\d_]{1,80}$")
_ADDRESS = re.compile(r"\S{0,80}(?:://|www\.|@)\S{0,80}$")
_NAME = rf"(?:[{_UPPER}]\.|[{_UPPER}][^\W\d_]*(?:[-'’][^\W\d_]+)*)"
_NAMES = re.compile(
    rf"(?:\s(?:{_NAME}|[a-z]{{1,3}})){{1,40}}"
    rf"(?=,\s{_NAME}\s(?:[a-z]{{1,3}}\s)?{_NAME}|\sand\s{_NAME}\s{_NAME}|,?\set\sal)"
)
_LAST_NAMES = re.compile(rf"(?:\s{_NAME}){{2,12}}(?=$|\spp?\.\s?\d)")
_PAGES = re.compile(r"\s+(?=pp?\.\s?\d)")
_LONGEST = 6000
"""Characters of a line that may be cut."""
_MOST = 160
_BEFORE_NAMES = 12
"""Characters that a title in front of persons has at least."""

_Cut = tuple[int, int, Gap]
"""Where an atom ends, where the next one starts, what parts them."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A stretch of a block that is not cut any further."""

    block: int
    start: int
    end: int
    gap: Gap = "line"
    label: str = ""
    """The field whose label it opens with."""


@cache
def _prefixes() -> frozenset[str]:
    """What stands in front of a capital inside one word: McLean, DeVries, LaTeX."""
    return frozenset(lexicon.load("extractor.papers.data", "plain.toml")["prefixes"])


def atoms_of(block: int, text: str, parts: Sequence[Part] = ()) -> tuple[Atom, ...]:
    """The atoms of a block in order; `parts` is the block cut at its field labels."""
    found: list[Atom] = []
    for part in parts or (Part(block, 0, len(text)),):
        if part.label is not None:
            gap: Gap = "label" if found else "line"
            start, end = part.label_start, max(part.end, part.start)
            found.append(Atom(block, start, end, gap, part.label.field))
        else:
            found.extend(_unlabelled(block, text, part.start, part.end, first=not found))
    return tuple(found)


def atoms_between(block: int, text: str, start: int, end: int) -> tuple[Atom, ...]:
    """The atoms of a stretch without labels."""
    return tuple(_unlabelled(block, text, start, end, first=True))


def _unlabelled(block: int, text: str, start: int, end: int, *, first: bool) -> Iterator[Atom]:
    gap: Gap = "line" if first else "stop"
    base = start
    for stop, behind, kind in _sorted_cuts(text[start:end]):
        yield Atom(block, start, base + stop, gap)
        start, gap = base + behind, kind
    yield Atom(block, start, end, gap)


def _sorted_cuts(text: str) -> list[_Cut]:
    """The cuts in order, none of them empty."""
    found: list[_Cut] = []
    if len(text) > _LONGEST:
        return found
    for cut in sorted(_cuts(text)):
        after = found[-1][1] if found else 0
        if after < cut[0] and cut[1] < len(text) and len(found) < _MOST:
            found.append(cut)
    return found


def _cuts(text: str) -> Iterator[_Cut]:
    time = _TIME.match(text)
    first = time.end() if time else 0
    if first and first < len(text):
        behind = len(text) - len(text[first:].lstrip())
        yield first, behind, "glue"
    depths = _depths(text)
    opened = button_run(text[first:])
    if opened:
        yield first + len(text[first : first + opened].rstrip()), first + opened, "stop"
        first += opened
    pages = _PAGES.search(text, first)
    if pages:
        yield pages.start(), pages.end(), "stop"
    signs = [cut for cut in _at_signs(text, first) if not depths[cut[0]]]
    if is_prose(text) and not any(kind == "glue" for _, _, kind in signs):
        return
    yield from signs
    yield from (cut for cut in _before_names(text, first) if not depths[cut[0]])


def _at_signs(text: str, first: int) -> Iterator[_Cut]:
    for match in _PLACES.finditer(text, first):
        if match.lastgroup == "stop":
            yield match.start(), match.end(), "stop"
        elif match.lastgroup == "bracket":
            yield match.start(), match.end(), "bracket"
        elif not _is_inside(text, match.start()):
            yield match.start(), match.end(), "glue"


def _depths(text: str) -> list[int]:
    """1 where a bracket is open that closes, else 0, in front of each sign."""
    depths = [0] * (len(text) + 1)
    opened: list[int] = []
    for place, sign in enumerate(text):
        if sign in "([（【":
            opened.append(place)
        elif sign in ")]）】" and opened:
            start = opened.pop()
            if not opened:
                depths[start + 1 : place + 1] = [1] * (place - start)
    return depths


def _before_names(text: str, first: int) -> Iterator[_Cut]:
    """Where persons may start behind a title with nothing but a space between: two words before a
    sign between names, or before the end of the line, or a word or two further."""
    match = _NAMES.search(text, first) or _LAST_NAMES.search(text, first)
    if match is None:
        return
    run = match.group()
    starts = [match.start() + place for place, sign in enumerate(run) if sign == " "]
    gaps: tuple[Gap, ...] = ("space", "far", "far")
    for start, gap in zip(starts[-2:-5:-1], gaps, strict=False):
        if start - first >= _BEFORE_NAMES and text[start + 1].isupper():
            yield start, start + 1, gap


def _is_inside(text: str, place: int) -> bool:
    """Whether a word with a capital inside, or an address, holds the place."""
    before = text[max(0, place - 80) : place]
    if _ADDRESS.search(before):
        return True
    word = _WORD.search(before)
    return word is not None and word.group().casefold() in _prefixes()
