"""Which blocks of a page are its main content, by comparing their words with the gold text."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
)
_RUN = 3
"""Words in a row that count; fewer only where they are a whole block."""
_GRAM = 4
_UNSURE = 0.6
"""Blocks with a smaller share are also looked for out of order."""

Shares = NDArray[np.float64]


def words(text: str) -> list[str]:
    """Words in lower case; East Asian characters one by one."""
    return _WORD.findall(text.lower())


def labelled(texts: Sequence[str], gold: str) -> tuple[Shares, Shares]:
    """Per text the share of its words that the gold has at this place, and its number of words.

    The longest common subsequence of the page and the gold; what it left out, such as columns that
    the gold has in another order, is found again by runs of four words.
    """
    split = [words(text) for text in texts]
    sizes = np.array([len(part) for part in split], np.float64)
    owner = np.repeat(np.arange(len(split)), sizes.astype(int))
    number: dict[str, int] = {}
    page = [number.setdefault(word, len(number)) for part in split for word in part]
    main = [number.setdefault(word, len(number)) for word in words(gold)]
    hit, used = _in_order(page, main, owner, sizes)
    shares = np.bincount(owner[hit], minlength=len(split)) / np.maximum(sizes, 1)
    left = {
        tuple(main[place : place + _GRAM])
        for place in range(len(main) - _GRAM + 1)
        if used[place : place + _GRAM].sum() <= 1
    }
    start = 0
    for place, size in enumerate(sizes.astype(int)):
        if left and shares[place] < _UNSURE and size >= _GRAM:
            shares[place] = max(shares[place], _out_of_order(page[start : start + size], left))
        start += size
    return shares, sizes


def _in_order(
    page: list[int], main: list[int], owner: NDArray[np.intp], sizes: Shares
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    hit, used = np.zeros(len(page), bool), np.zeros(len(main), bool)
    for step in LCSseq.opcodes(page, main):
        if step.tag != "equal":
            continue
        length = step.src_end - step.src_start
        inside = np.unique(owner[step.src_start : step.src_end])
        if length >= _RUN or (sizes[inside] <= length).all():
            hit[step.src_start : step.src_end] = True
            used[step.dest_start : step.dest_end] = True
    return hit, used


def _out_of_order(part: list[int], left: set[tuple[int, ...]]) -> float:
    found = np.zeros(len(part), bool)
    for place in range(len(part) - _GRAM + 1):
        if tuple(part[place : place + _GRAM]) in left:
            found[place : place + _GRAM] = True
    return float(found.mean())
