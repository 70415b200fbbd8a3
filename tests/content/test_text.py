"""Plain text: what stands together stays together, and nothing is added or lost."""

from __future__ import annotations

import pytest

from extractor.content.text import render_text
from extractor.records import Span


def text_of(page, blocks=None):
    document = page.document()
    return render_text(document, range(len(document.blocks)) if blocks is None else blocks)


def test_an_empty_line_parts_blocks(page):
    page.add("heading", "Title", "h1", level=1)
    page.add("paragraph", "Text.")
    assert text_of(page) == "Title\n\nText."


def test_one_newline_parts_the_lines_of_a_paragraph(page):
    element = page.element("p")
    page.block("paragraph", "line one", element)
    page.block("paragraph", "line two", element, joined=True)
    assert text_of(page) == "line one\nline two"


def test_a_removed_line_between_leaves_one_newline(page):
    element = page.element("p")
    page.block("paragraph", "line one", element)
    page.block("paragraph", "advertisement", element, joined=True)
    page.block("paragraph", "line three", element, joined=True)
    assert text_of(page, [0, 2]) == "line one\nline three"


def test_a_removed_paragraph_between_leaves_an_empty_line(page):
    page.add("paragraph", "one")
    element = page.element("p")
    page.block("paragraph", "advertisement", element)
    page.block("paragraph", "three", element, joined=True)
    assert text_of(page, [0, 2]) == "one\n\nthree"


def test_items_keep_markers_and_depth(page):
    outer = page.element("ol")
    first = page.element("li", outer)
    page.block("item", "one", first, level=1, marker="1.")
    inner = page.element("ul", first)
    page.add("item", "inside", "li", inner, level=2, marker="-")
    page.add("item", "two", "li", outer, level=1, marker="2.")
    assert text_of(page) == "1. one\n  - inside\n2. two"


def test_two_lists_are_parted(page):
    page.add("item", "one", "li", page.element("ul"), level=1, marker="-")
    page.add("item", "two", "li", page.element("ul"), level=1, marker="-")
    assert text_of(page) == "- one\n\n- two"


def test_rows_are_lines_and_cells_are_tabbed(page):
    table = page.element("table")
    page.add("row", "Name\tYear", "tr", table, header=True)
    page.add("row", "two\nlines\t2017", "tr", table)
    assert text_of(page) == "Name\tYear\ntwo lines\t2017"


def test_term_and_definition_stay_together(page):
    listing = page.element("dl")
    page.add("term", "Authors", "dt", listing)
    page.add("definition", "A. One", "dd", listing)
    page.add("term", "Venue", "dt", listing)
    assert text_of(page) == "Authors\nA. One\n\nVenue"


def test_code_keeps_its_lines_and_images_have_no_text(page):
    page.add("preformatted", "\ndef f():\n    return 1\n", "pre")
    page.add("paragraph", "", spans=(Span(0, 0, "image", "https://example.org/i.png", "alt"),))
    assert text_of(page) == "def f():\n    return 1"


def test_text_outside_every_element(page):
    page.block("paragraph", "bare", -1)
    assert text_of(page) == "bare"


def test_nothing_gives_nothing(page):
    assert text_of(page) == ""


@pytest.mark.parametrize("depth", [5_000])
def test_deep_pages_need_no_recursion(page, depth):
    element = 0
    for _ in range(depth):
        element = page.element("blockquote", element)
    page.block("paragraph", "deep", element)
    assert text_of(page) == "deep"
