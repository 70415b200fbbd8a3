"""How good a choice of blocks is, by the measure of WCXB: F1 of the bags of words."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from training.judge.examples import Example

_TOKEN = re.compile(r"\w+")


class Scorer:
    """Scores choices of blocks of one example."""

    def __init__(self, example: Example) -> None:
        gold = Counter(_TOKEN.findall(example.main.lower()))
        number = {word: place for place, word in enumerate(gold)}
        self._gold = np.array(list(gold.values()), int)
        self._block: list[int] = []
        words: list[int] = []
        for block in example.document.blocks:
            for word in _TOKEN.findall(block.text.lower()):
                self._block.append(block.index)
                words.append(number.get(word, -1))
        self._words = np.array(words, int)

    def f1(self, kept: NDArray[np.bool_]) -> float:
        """F1 of the text of the blocks `kept`; of nothing where nothing is wanted it is 1."""
        chosen = self._words[kept[self._block]] if len(self._words) else self._words
        wanted = int(self._gold.sum())
        if not wanted or not len(chosen):
            return float(not wanted and not len(chosen))
        found = np.bincount(chosen[chosen >= 0], minlength=len(self._gold))
        same = int(np.minimum(found, self._gold).sum())
        return 2 * same / (len(chosen) + wanted)
