"""Tags of so many attributes that libxml2, which compares each with all before, takes hours."""

from __future__ import annotations

import re

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
    return sum(1 for _ in _PARTED.finditer(markup)) > MOST


def has_flood(markup: bytes) -> bool:
    """Whether a tag of a page has too many attributes, the last one as far as it goes."""
    return any(
        _is_flood(found["tag"] or found["raw"] or b"") for found in _CONSTRUCT.finditer(markup)
    )


def _is_flood(tag: bytes) -> bool:
    # Each takes a sign and what parts it from the next.
    return len(tag) > 2 * MOST and sum(1 for _ in _ATTRIBUTES.finditer(tag)) > MOST
