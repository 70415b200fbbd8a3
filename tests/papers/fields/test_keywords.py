"""Lists of keywords."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.papers.fields.keywords import read_keywords


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("folding; widgets; paper size.", ("folding", "widgets", "paper size")),
        ("folding, widgets, folding", ("folding", "widgets")),
        ("关键词：折叠；小部件、纸", ("折叠", "小部件", "纸")),
        ("折叠，小部件", ("折叠", "小部件")),
        ("folding · widgets", ("folding", "widgets")),
        ("folding | widgets", ("folding", "widgets")),
        ("folding\nwidgets", ("folding", "widgets")),
        ("Keywords—end-to-end folding, U.S. widgets", ("end-to-end folding", "U.S. widgets")),
        ("", ()),
    ],
)
def test_keywords(text: str, expected: tuple[str, ...]) -> None:
    assert read_keywords(text) == expected


@given(st.text())
def test_pieces_of_the_text(text: str) -> None:
    squeezed = " ".join(text.split())
    assert all(word in squeezed for word in read_keywords(text))
