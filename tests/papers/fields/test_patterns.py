"""Patterns and hints built from lists of phrases."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.papers.fields._patterns import AnyPattern, any_of, leading_literal, shortest

PHRASES = st.lists(st.text("ab+.(", min_size=1, max_size=4), min_size=1, max_size=6)


@given(PHRASES, st.text("ab+.(", max_size=8))
def test_tree_finds_what_a_list_of_alternatives_finds(phrases: list[str], text: str) -> None:
    longest_first = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
    found = [match[0] for match in re.finditer(any_of(phrases), text)]
    assert found == re.findall(longest_first, text)


@given(PHRASES, st.text("ab+.(", max_size=8))
def test_hints_stand_in_every_text_with_a_phrase(phrases: list[str], text: str) -> None:
    expected = any(phrase in text for phrase in phrases)
    assert any(hint in text for hint in shortest(phrases)) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r"site\.org/x", ("site.org/x", True)),
        (r"papers?/", ("paper", False)),
        (r"\.(?:pdf|ps)$", (".", False)),
        (r"[/_]x", ("", False)),
    ],
)
def test_leading_literal(expression: str, expected: tuple[str, bool]) -> None:
    assert leading_literal(expression) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [("http://site.org/x", True), ("http://a/papers/", True), ("http://a/paper", False)],
)
def test_any_pattern(address: str, expected: bool) -> None:
    assert AnyPattern.of([r"site\.org/x", r"papers?/"]).stands_in(address) is expected
