"""Reads a text once a page, however many finders ask.

The readers of fields are functions of a text alone, and the same line is put to them by every
finder, and by every list of the page that holds it. While `remembering` is open, what they gave is
kept; it is forgotten with the page, so that no page costs or knows anything of another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from extractor.deadline import check_time

_P = ParamSpec("_P")
_T = TypeVar("_T")
_Known = dict[Callable[..., Any], dict[tuple[Any, ...], Any]]

_UNKNOWN: Any = object()
# Of the context, and so of the thread, that reads the page.
_known: ContextVar[_Known | None] = ContextVar("_known", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Open while one page is read."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def once_a_page(reader: Callable[_P, _T]) -> Callable[_P, _T]:
    """`reader`, a pure function of hashable arguments with an immutable value, asked once a page
    for each of them."""

    @wraps(reader)
    def remembered(*arguments: _P.args, **options: _P.kwargs) -> _T:
        known = _known.get()
        if known is None:
            return reader(*arguments, **options)
        given = known.get(reader)
        if given is None:
            given = known[reader] = {}
        key = (*arguments, *options.items()) if options else arguments
        value = given.get(key, _UNKNOWN)
        if value is _UNKNOWN:
            check_time()
            value = given[key] = reader(*arguments, **options)
        found: _T = value
        return found

    return remembered
