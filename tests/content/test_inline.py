"""Inline Markdown, checked through an independent CommonMark reader."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from extractor.content.inline import render_inline
from extractor.records import Span

READER = MarkdownIt("commonmark").enable("strikethrough")
STYLES = {"strong": "strong", "em": "emphasis", "link": "link", "code": "code", "s": "none"}


def shown(markdown):
    """Every visible character with the styles that it is shown in."""
    characters = []
    current: list[str] = []
    for token in READER.parseInline(markdown)[0].children:
        if token.type.endswith("_open"):
            current.append(token.type[:-5])
        elif token.type.endswith("_close"):
            current.remove(token.type[:-6])
        elif token.type in ("text", "code_inline"):
            code = ["code"] if token.type == "code_inline" else []
            characters += [(char, frozenset([*current, *code])) for char in token.content]
        elif token.type == "html_inline":
            characters += [(char, frozenset(["html"])) for char in token.content]
    return characters


def visible(markdown):
    return "".join(char for char, _ in shown(markdown))


def styled(markdown, style):
    return "".join(char for char, styles in shown(markdown) if style in styles)


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("a bold word", [Span(2, 6, "strong")], "a **bold** word"),
        ("an italic word", [Span(3, 9, "emphasis")], "an *italic* word"),
        ("both", [Span(0, 4, "strong"), Span(0, 4, "emphasis")], "***both***"),
        ("see this", [Span(4, 8, "link", "https://e.org/")], "see [this](https://e.org/)"),
        ("see this", [Span(4, 8, "link", "a (b).html")], "see [this](<a (b).html>)"),
        ("run ls", [Span(4, 6, "code")], "run `ls`"),
        ("a ` b", [Span(0, 5, "code")], "``a ` b``"),
        ("`", [Span(0, 1, "code")], "`` ` ``"),
        ("bold link", [Span(0, 9, "link", "u"), Span(0, 9, "strong")], "[**bold link**](u)"),
        ("wow!link", [Span(4, 8, "link", "u")], "wow\\![link](u)"),
    ],
)
def test_markup(text, spans, expected):
    assert render_inline(text, spans) == expected


def test_spaces_are_moved_out_of_emphasis():
    assert render_inline("a bold word", [Span(1, 7, "strong")]) == "a **bold** word"


def test_punctuation_that_blocks_a_delimiter_is_moved_out():
    markdown = render_inline("标题：内容", [Span(0, 3, "strong")])
    assert markdown == "**标题**：内容"
    assert styled(markdown, "strong") == "标题"


def test_overlapping_spans_stay_well_formed():
    markdown = render_inline("one two three", [Span(0, 7, "strong"), Span(4, 13, "emphasis")])
    assert markdown == "**one two** *three*"


def test_emphasis_that_code_leaves_no_room_for_is_left_out():
    assert render_inline("xcode", [Span(1, 5, "code"), Span(1, 5, "strong")]) == "x`code`"


@pytest.mark.parametrize("formula", ["$a_b * c_d$", "$$\\sum_{i} [x](y) < z$$", "$\\alpha$"])
def test_math_is_never_escaped(formula):
    text = f"where {formula} holds"
    assert formula in render_inline(text, [Span(6, 6 + len(formula), "math", formula.strip("$"))])
    assert formula in render_inline(text, [])


@pytest.mark.parametrize(
    "text",
    [
        "plain words, and (more) of them",
        "snake_case_name",
        "2 * 3 * 4",
        "one [1] and two [2, 3]",
        "costs $5",
        "R&D; AT&T &c.",
        "3 < 4 > 2",
        "a ~ b",
        "C:\\Users",
        "中文，标点。（括号）【方括号】",
    ],
)
def test_nothing_is_escaped_without_need(text):
    assert render_inline(text, []) == text


@pytest.mark.parametrize(
    "text",
    [
        "*starred* and _underscored_",
        "A. One*, B. Two*",
        "[text](address)",
        "[^1] note",
        "[1]: definition",
        "<b>tag</b> and <!-- comment -->",
        "&lt; and &#42;",
        "`code` and ``more``",
        "\\*",
        "ends with \\",
        "~~gone~~",
        "![image](x)",
    ],
)
def test_what_looks_like_markup_is_shown_as_it_is(text):
    assert visible(render_inline(text, [])) == text
    assert not any(styles for _, styles in shown(render_inline(text, [])))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", ""])
def test_addresses_that_lead_nowhere_make_no_link(address):
    assert render_inline("click", [Span(0, 5, "link", address)]) == "click"


def test_an_address_cannot_end_its_link():
    markdown = render_inline("x", [Span(0, 1, "link", "a>b<c) d\\")])
    assert visible(markdown) == "x"
    assert styled(markdown, "link") == "x"


@st.composite
def marked_texts(draw):
    text = " ".join(draw(st.text("ab1 中。“*_`[]()<>!#-&;\\~:/=|", max_size=20)).split())
    spans = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        kind = draw(st.sampled_from(["link", "strong", "emphasis", "code", "superscript", "image"]))
        if kind == "image":
            end = start
        if start < end or kind == "image":
            spans.append(Span(start, end, kind, "u" if kind in ("link", "image") else ""))
    return text, sorted(spans, key=lambda span: (span.start, -span.end))


@settings(max_examples=400)
@given(marked_texts())
def test_any_markup_shows_the_text_and_styles_only_what_was_marked(case):
    text, spans = case
    characters = shown(render_inline(text, spans)) if text else []
    assert "".join(char for char, _ in characters).strip() == text
    for place, (_, styles) in enumerate(characters[: len(text)]):
        for style in styles:
            assert any(
                span.type == STYLES[style] and span.start <= place < span.end for span in spans
            )
