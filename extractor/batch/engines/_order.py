"""Pages to a pool of workers, and their results in the order of the input."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.archives import Item, Page
from extractor.batch.engines._pool import Pool
from extractor.batch.results import Done, PageSeen
from extractor.batch.shards import ShardEnd

AHEAD = 24
"""Results that may wait for an older page, by worker: one slow page stops the others late, and what
waits does not fill the memory."""


def in_order(
    items: Iterator[Item | PageSeen | ShardEnd], pool: Pool, most: int
) -> Iterator[Done | ShardEnd]:
    """The result of every item; at most `most` wait for one another. What is no page stays."""
    yield from _Window(items, pool, most).results()


@dataclass(slots=True)
class _Slot:
    """The place of an item in input order; `done` when it has its result."""

    done: Done | ShardEnd | None = None


class _Window:
    def __init__(self, items: Iterator[Item | PageSeen | ShardEnd], pool: Pool, most: int) -> None:
        self._pool = pool
        self._items = items
        self._most = most
        self._slots: deque[_Slot] = deque()
        self._first = 0
        self._waiting: Page | None = None
        self._exhausted = False

    def results(self) -> Iterator[Done | ShardEnd]:
        while not self._exhausted or self._slots:
            self._feed()
            while self._slots and (done := self._slots[0].done) is not None:
                self._slots.popleft()
                self._first += 1
                yield done
            if self._waiting is not None or self._slots:
                for slot, answer in self._pool.answers():
                    self._slots[slot - self._first].done = answer

    def _feed(self) -> None:
        """Reads on as far as there is room."""
        while len(self._slots) < self._most and not self._exhausted:
            item: Item | PageSeen | ShardEnd | None = self._waiting or next(self._items, None)
            self._waiting = None
            if item is None:
                self._exhausted = True
            elif not isinstance(item, Page):
                self._slots.append(_Slot(item))
            elif self._pool.idle:
                self._pool.give(self._first + len(self._slots), item)
                self._slots.append(_Slot())
            else:
                self._waiting = item
                return
