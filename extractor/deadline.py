"""The CPU time that one page may take, looked at while it is read."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from extractor.errors import LimitError


@dataclass(frozen=True, slots=True)
class _Deadline:
    name: str
    seconds: float
    end: float
    earliest: float
    """Wall time before which the CPU time cannot be up. Asking for it is ten times cheaper."""


# Of the context, and so of the thread, that reads the page.
_deadline: ContextVar[_Deadline | None] = ContextVar("_deadline", default=None)


@contextmanager
def limited_time(name: str, seconds: float) -> Iterator[None]:
    """Inside, `check_time` raises once this thread has used `seconds` of CPU time."""
    token = _deadline.set(
        _Deadline(name, seconds, time.thread_time() + seconds, time.monotonic() + seconds)
    )
    try:
        yield
    finally:
        _deadline.reset(token)


def check_time() -> None:
    """Raises LimitError, naming the page and the limit, when the time of the page is up.

    Called between the stages and within those whose time grows with the page.
    """
    deadline = _deadline.get()
    if deadline is None or time.monotonic() < deadline.earliest:
        return
    if time.thread_time() > deadline.end:
        raise LimitError(
            deadline.name, f"takes more than the limit of {deadline.seconds:g} s of CPU time"
        )
