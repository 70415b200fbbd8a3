"""Roles of lines to records: which lines print one paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.papers.plain.roles import BUTTONS, CITATION, MARK, OUTSIDE, PERSONS, TEXT, TITLE
from extractor.papers.sections import PrintedRecord


def records_of(roles: Sequence[int]) -> Iterator[PrintedRecord]:
    """The records, in numbers of the stretches that have the roles."""
    opener = PERSONS if _persons_lead(roles) else TITLE
    current: list[int] = []
    title = -1
    for number, role in enumerate([*roles, OUTSIDE]):
        if role in (opener, CITATION, OUTSIDE, MARK) or (role == TITLE and title >= 0):
            if title >= 0:
                yield PrintedRecord(title, tuple(current), cited=roles[title] == CITATION)
            current, title = [], -1
        if role in (TITLE, CITATION):
            title = number
        if title >= 0 or (role == PERSONS and opener == PERSONS):
            current.append(number)


def _persons_lead(roles: Sequence[int]) -> bool:
    """Whether persons stand before the titles that they belong to."""
    leading = following = 0
    before = OUTSIDE
    for role, behind in pairwise([*roles, OUTSIDE]):
        if role == PERSONS and before in (TITLE, BUTTONS, TEXT):
            following += 1
        elif role == PERSONS and behind == TITLE:
            leading += 1
        before = role
    return leading > following
