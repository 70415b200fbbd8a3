"""Tags of so many attributes that libxml2, which compares each with all before, takes hours."""

from __future__ import annotations

import re
from itertools import islice

MOST = 10_000
"""Attributes of one tag that libxml2 is left to read: it takes a tenth of a second."""

# Tags, comments and what is no markup, as the HTML standard takes them apart (13.2.5 Tokenization),
# each as far as its end or that of the markup.
_ATTRIBUTE = (
    rb"[^\s/>][^\s/>=]*+"
    rb"(?:\s*+=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>\"'][^\s>]*+)?+)?+"
)
_TAG = rb"[^\s/>]*+(?:[\s/]++|" + _ATTRIBUTE + rb")*+"
_CONSTRUCT = re.compile(
    rb"<!--(?:-?>|.*?--!?>|.*)"
    rb"|(?P<raw><(script|style|textarea|title)(?=[\s/>])" + _TAG + rb")"
    rb"(?:>(?:.*?</\2(?=[\s/>])|.*))?+"
    rb"|(?P<tag></?[a-z]" + _TAG + rb")",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_PARTED = re.compile(rb"[\s/\"'][^\s/\"'>]")


def may_have_flood(markup: bytes) -> bool:
    """A cheap look at a stretch in which a parser has found no tag: whether one of too many
    attributes may be what it holds."""
    return next(islice(_PARTED.finditer(markup), MOST, None), None) is not None


def has_flood(markup: bytes) -> bool:
    """Whether a tag of a page has too many attributes, the last one as far as it goes."""
    return any(_excess(found) for found in _CONSTRUCT.finditer(markup))


def without_floods(markup: bytes) -> bytes:
    """A page without the attributes that are too many."""
    pieces: list[bytes] = []
    done = 0
    for found in _CONSTRUCT.finditer(markup):
        excess = _excess(found)
        if excess:
            pieces.append(markup[done : excess.start])
            done = excess.stop
    return b"".join((*pieces, markup[done:]))


def _excess(found: re.Match[bytes]) -> range:
    """Where in the markup the attributes stand that are too many; an empty range for none."""
    start, end = max(found.span("tag"), found.span("raw"))
    # Each takes a sign and what parts it from the next.
    if end - start <= 2 * MOST:
        return range(0)
    more = next(islice(_ATTRIBUTES.finditer(found.string, start, end), MOST, None), None)
    return range(0) if more is None else range(more.start(), end)
