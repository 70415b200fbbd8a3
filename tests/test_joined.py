"""Texts changed together come out as if each had been changed alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.joined import changed, collapsed

TEXTS = st.lists(st.text(alphabet="aΣσ\0 \n\u00a0", max_size=8), max_size=6)


@given(TEXTS)
def test_each_text_is_changed_as_if_it_were_alone(texts):
    assert changed(texts, str.lower) == [text.lower() for text in texts]


@given(TEXTS)
def test_white_space_is_collapsed_in_each_text(texts):
    assert collapsed(texts) == [" ".join(text.split()) for text in texts]
