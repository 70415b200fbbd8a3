"""Every match of a pattern begins with one of its beginnings."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.beginnings import beginnings

_ATOMS = st.sampled_from(
    r"a b c \. . \d \s \w \b [ab] [a-c1] [^a] []a] ^ $ (?!a) (?<!b) (?=c)".split(" ")
)
_QUANTIFIERS = st.sampled_from(
    ["", "", "", "?", "*", "+", "{0}", "{2}", "{1,3}", "{0,1}", "{,2}", "{2,}", "??", "{1,2}?"]
)


def _larger(inner):
    repeated = st.builds("(?:{}){}".format, inner, _QUANTIFIERS)
    return (
        st.builds("{}{}".format, inner, inner)
        | st.builds("{}|{}".format, inner, inner)
        | repeated
        | st.builds("({})".format, inner)
    )


PATTERNS = st.recursive(_ATOMS, _larger, max_leaves=8)


@given(PATTERNS, st.text(alphabet="abc1. ]-", max_size=8))
def test_every_match_begins_so(pattern, text):
    known = beginnings(pattern)
    if known is None:
        return
    assert all(1 <= len(beginning) <= 2 for beginning in known)
    compiled = re.compile(pattern)
    for place in range(len(text) + 1):
        if compiled.match(text, place):
            assert text[place:].startswith(tuple(known)), (place, known)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("abc", {"ab"}),
        ("a", {"a"}),
        ("(?:a|bc)?d", {"ad", "bc", "d"}),
        ("[a-c]x", {"ax", "bx", "cx"}),
        ("(?!x)y|z{0,2}w", {"y", "w", "zw", "zz"}),
        ("(?<![a-z])qu", {"qu"}),
        (r"\.x", {".x"}),
        ("a.b|ab", {"a"}),
        ("ab?c|ab", {"ab", "ac"}),
        ("x{0}yz", {"yz"}),
        (r"a\b-", {"a-"}),
        ("a*", None),
        (".a", None),
        ("[^a]b", None),
        (r"\w", None),
        ("a|", None),
    ],
)
def test_beginnings(pattern, expected):
    assert beginnings(pattern) == expected
