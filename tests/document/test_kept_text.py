"""Text that pages keep for their scripts."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import extract
from extractor.document.kept_text import kept_in_descriptions, kept_in_strings

STORY = (
    "The tide mill stood still for forty years before a carpenter from the village found the "
    "key of the sluice in a drawer. "
)


def script(value):
    return f'<script type="application/json">{json.dumps(value)}</script>'


def pushed(text):
    return f"<script>self.__f.push([1,{json.dumps(text)}])</script>"


@pytest.mark.parametrize("wrap", [
    lambda text: script({"a": {"body": text}}),
    lambda text: script({"payload": json.dumps({"posts": [{"body": f"<p>{text}</p>"}]})}),
    lambda text: f'<script>window.s = {{x: undefined, "body": {json.dumps(text)}}};</script>',
    lambda text: f"<div data-preloaded='{json.dumps({'body': text})}'></div>",
    lambda text: pushed("5:" + json.dumps({"body": text})),
])  # fmt: skip
def test_text_is_found_in_strings(wrap):
    page = f"<title>Mill</title><body><div id=app></div>{wrap(STORY * 4)}"
    result = extract(page)
    assert "found the key of the sluice" in result.content.text
    assert any("strings called “body”" in warning for warning in result.warnings)


def test_a_page_that_shows_its_text_is_read_as_it_is():
    page = f"<title>Mill</title><body><p>{STORY * 8}</p>{script({'body': 'Another ' + STORY * 40})}"
    result = extract(page)
    assert "Another" not in result.content.text
    assert not result.warnings


@pytest.mark.parametrize("value", [
    "function () { return this.width = 20; } // resizes what stands in the middle of the window",
    "https://example.org/a/very/long/address/that/goes/on/and/on/for/ever/and/ever.html",
    "c0ffee" * 20,
    "one-word-after-another-with-hyphens-and-never-a-space-between-any-of-them",
])  # fmt: skip
def test_strings_that_are_no_text_are_left_out(value):
    assert kept_in_strings(script({"body": value})) is None


def test_the_description_is_the_last_resort():
    kept = kept_in_descriptions((("description", STORY), ("og:description", STORY + "Twice.")))
    assert kept is not None
    assert "Twice." in kept.markup


@given(st.text(alphabet='"\\{}[]:,<>/=-ascript datu0', max_size=300))
def test_odd_markup_never_raises(text):
    kept_in_strings(f"<script>{text}</script><p data-x='{text}'>")
