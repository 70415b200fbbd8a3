"""Which lines, and which parts of glued lines, are titles, persons, venues: one reading of a page.

A semi-Markov model over the stretches that `atoms` offers, as in S. Sarawagi and W. W. Cohen
(NIPS 2004): each stretch gets a role, `roles` says how well it fits, and the chances that one role
follows another start as data/plain.toml has them and are then learnt from the page itself, since
a list prints all its items alike (hard expectation-maximisation).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extractor import lexicon
from extractor.papers.plain.atoms import Atom
from extractor.papers.plain.roles import OUTSIDE, PERSONS, ROLES, TEXT, Scores

_COUNT = len(ROLES)
_ROUNDS = 3
_FIRST = 0.6
"""Weight of the chances while the page has not been read: what its lines say counts for more."""
_LONGEST = 9
"""Atoms of one stretch of a cut line, the whole line aside."""
_CUT: Mapping[str, float] = {
    "line": 0.0,
    "label": 0.0,
    "glue": -0.4,
    "stop": -0.7,
    "bracket": -0.9,
    "space": -0.9,
    "far": -1.7,
}
"""Log-odds of a cut, by what stands there."""
_OVER: Mapping[str, float] = {"glue": -0.9, "stop": -0.2, "label": -2.0}
"""Log-odds of no cut there."""
_STOP_IN_PERSONS, _OUTSIDE_IN_LINE, _TEXT_IN_LINE = -1.0, -2.5, -1.2
_WEIGHT = 12.0
"""How many transitions the chances before the page is read are worth, per role."""
_RARE = 0.0005


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a block with its role (a number of `ROLES`)."""

    block: int
    start: int
    end: int
    role: int


Score = Callable[[Atom, int], Scores]
"""First atom and end of a stretch to its scores."""


@cache
def _prior() -> tuple[tuple[float, ...], ...]:
    """Rows of chances; the last row is the start of the page."""
    table = lexicon.load("extractor.papers.data", "plain.toml")["after"]
    return tuple(
        tuple(max(_RARE, float(table[name].get(role, 0.0))) for role in ROLES)
        for name in (*ROLES, "start")
    )


def decode(lines: Sequence[Sequence[Atom]], score: Score) -> list[Stretch]:
    """The best reading of the lines: their stretches with roles, in order."""
    options = [_options(line, score) for line in lines]
    chances = _prior()
    found: list[Stretch] = []
    for turn in range(_ROUNDS):
        before = found
        weight = _FIRST if turn == 0 else 1.0
        after = [[weight * math.log(chance) for chance in row] for row in chances]
        found = _best(lines, options, after)
        if found == before or all(stretch.role == OUTSIDE for stretch in found):
            break
        chances = _learnt(found)
    return found


_Option = tuple[int, tuple[tuple[int, float], ...]]
"""First atom, scores by role."""


def _options(line: Sequence[Atom], score: Score) -> list[list[_Option]]:
    """Per atom behind the last, the stretches that may end there."""
    size = len(line)
    ending: list[list[_Option]] = [[] for _ in range(size + 1)]
    least = 0.0
    for first in range(size):
        cost = _CUT[line[first].gap]
        stops = 0
        for last in range(first + 1, size + 1):
            if last > first + 1:
                cost += _OVER.get(line[last - 1].gap, 0.0)
                stops += line[last - 1].gap == "stop"
            whole = first == 0 and last == size
            if last - first > _LONGEST and not whole:
                continue
            scores = score(line[first], line[last - 1].end)
            least = min(least, scores[OUTSIDE])
            if line[first].gap in ("space", "far"):
                # Nothing but persons is looked for behind a space.
                scores = {PERSONS: scores[PERSONS]} if PERSONS in scores else {}
            ending[last].append((first, _costed(scores, cost, stops, whole=whole)))
    # A line that holds persons is no more outside than they are.
    first, scored = ending[size][0]
    ending[size][0] = (first, tuple((r, min(f, least) if r == OUTSIDE else f) for r, f in scored))
    return ending


def _costed(
    scores: Scores, cost: float, stops: int, *, whole: bool
) -> tuple[tuple[int, float], ...]:
    """Scores by role with the cost of the cuts. Running text and what is outside may touch;
    between persons no sentence ends."""
    found = []
    for role, fits in scores.items():
        value = fits
        if not (whole and role in (OUTSIDE, TEXT)):
            value += cost
        if not whole and role == OUTSIDE:
            value += _OUTSIDE_IN_LINE
        if not whole and role == TEXT and value < 0:
            value += _TEXT_IN_LINE
        if role == PERSONS:
            value += stops * _STOP_IN_PERSONS
        found.append((role, value))
    return tuple(found)


def _best(
    lines: Sequence[Sequence[Atom]],
    options: Sequence[Sequence[Sequence[_Option]]],
    after: Sequence[Sequence[float]],
) -> list[Stretch]:
    value: list[dict[int, float]] = [{_COUNT: 0.0}]
    back: list[dict[int, tuple[int, int]]] = [{}]
    places: list[tuple[int, int]] = [(-1, 0)]
    for number, line in enumerate(lines):
        base = len(value) - 1
        for last in range(1, len(line) + 1):
            best: dict[int, float] = {}
            links: dict[int, tuple[int, int]] = {}
            for first, scores in options[number][last]:
                origin = base + first
                for role, fits in scores:
                    top, source = max(
                        (
                            (old + after[before][role], before)
                            for before, old in value[origin].items()
                        ),
                        default=(-math.inf, -1),
                    )
                    total = top + fits
                    if total > best.get(role, -math.inf):
                        best[role] = total
                        links[role] = (origin, source)
            value.append(best)
            back.append(links)
            places.append((number, last))
    return _traced(lines, value, back, places)


def _traced(
    lines: Sequence[Sequence[Atom]],
    value: Sequence[Mapping[int, float]],
    back: Sequence[Mapping[int, tuple[int, int]]],
    places: Sequence[tuple[int, int]],
) -> list[Stretch]:
    found: list[Stretch] = []
    end = len(value) - 1
    if end <= 0:
        return found
    role = max(value[end], key=lambda each: value[end][each])
    while end > 0:
        number, last = places[end]
        origin, before = back[end][role]
        line = lines[number]
        first = last - (end - origin)
        found.append(Stretch(line[0].block, line[first].start, line[last - 1].end, role))
        end, role = origin, before
    found.reverse()
    return found


def _learnt(found: Sequence[Stretch]) -> tuple[tuple[float, ...], ...]:
    """The chances with what the page shows."""
    prior = _prior()
    counts = [[chance * _WEIGHT for chance in row] for row in prior]
    before = _COUNT
    for stretch in found:
        counts[before][stretch.role] += 1
        before = stretch.role
    return tuple(tuple(count / sum(row) for count in row) for row in counts)
