"""Markdown of whole pages, read back by an independent parser where structure matters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from extractor.content.markdown import render_markdown
from extractor.records import Block, Document, Element, Head, Span

READER = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def markdown_of(page, blocks=None):
    document = page.document()
    return render_markdown(document, range(len(document.blocks)) if blocks is None else blocks)


def lines_of(markdown):
    """The visible text of every inline run, as a CommonMark reader shows it."""
    shown = []
    for token in READER.parse(markdown):
        if token.type == "inline":
            parts = [
                "\n" if child.type in ("hardbreak", "softbreak") else child.content
                for child in token.children
            ]
            shown.extend("".join(parts).split("\n"))
        elif token.type in ("fence", "code_block", "html_block"):
            shown.append(token.content)
    return [line for line in shown if line]


def kinds_of(markdown):
    return [token.type for token in READER.parse(markdown) if token.type.endswith("_open")]


def test_heading_levels(page):
    page.add("heading", "One", "h1", level=1)
    page.add("heading", "Six", "h6", level=6)
    assert markdown_of(page) == "# One\n\n###### Six"


def test_closing_hashes_of_a_heading_are_text(page):
    page.add("heading", "About C #", "h2", level=2)
    assert lines_of(markdown_of(page)) == ["About C #"]


def test_lines_of_a_paragraph_are_hard_breaks(page):
    element = page.element("p")
    page.block("paragraph", "one", element)
    page.block("paragraph", "- two", element, joined=True)
    assert markdown_of(page) == "one  \n\\- two"


def test_lone_delimiters_of_two_lines_do_not_pair(page):
    element = page.element("p")
    page.block("paragraph", "A. One*", element)
    page.block("paragraph", "*B. Two", element, joined=True)
    assert lines_of(markdown_of(page)) == ["A. One*", "*B. Two"]


def test_nested_lists(page):
    outer = page.element("ul")
    first = page.element("li", outer)
    page.block("item", "one", first, level=1, marker="-")
    inner = page.element("ol", first)
    page.add("item", "a", "li", inner, level=2, marker="1.")
    page.add("item", "b", "li", inner, level=2, marker="2.")
    page.add("item", "two", "li", outer, level=1, marker="-")
    assert markdown_of(page) == "- one\n  1. a\n  2. b\n- two"


def test_a_nested_list_from_three_is_still_a_list(page):
    first = page.element("li", page.element("ul"))
    page.block("item", "one", first, level=1, marker="-")
    page.add("item", "c", "li", page.element("ol", first), level=2, marker="3.")
    assert kinds_of(markdown_of(page)).count("ordered_list_open") == 1


def test_two_lists_in_a_row_stay_two(page):
    for marker in ("-", "-", "1.", "1."):
        page.add("item", "x", "li", page.element("ul"), level=1, marker=marker)
    kinds = kinds_of(markdown_of(page))
    assert kinds.count("bullet_list_open") == 2
    assert kinds.count("ordered_list_open") == 2


def test_what_else_is_in_an_item_is_indented(page):
    item = page.element("li", page.element("ol"))
    page.block("item", "step", item, level=1, marker="1.")
    page.add("paragraph", "explained", "p", item)
    page.add("preformatted", "run\n\nit", "pre", item, marker="bash")
    assert markdown_of(page) == ("1. step\n\n   explained\n\n   ```bash\n   run\n\n   it\n   ```")


def test_a_card_built_as_list_item_is_no_item(page):
    card = page.element("li", page.element("ul"))
    page.add("heading", "Paper", "h3", card, level=3)
    page.block("item", "About it", card, level=1, marker="-")
    assert markdown_of(page).startswith("### Paper\n\n- About it")


def test_items_of_plain_text_nest_by_level(page):
    page.block("item", "one", level=1, marker="1.")
    page.block("item", "inside", level=2, marker="(a)")
    page.block("item", "two", level=1, marker="2.")
    assert markdown_of(page) == "1. one\n   - (a) inside\n2. two"


def test_quotations(page):
    quote = page.element("blockquote")
    page.add("paragraph", "one", "p", quote)
    page.add("paragraph", "two", "p", quote)
    page.add("paragraph", "other", "p", page.element("blockquote"))
    assert markdown_of(page) == "> one\n>\n> two\n\n> other"


def test_table_with_header_and_ragged_rows(page):
    table = page.element("table")
    header = (Span(0, 4, "cell"), Span(5, 9, "cell"))
    page.add("row", "Name\tYear", "tr", table, header=True, spans=header)
    cells = (Span(0, 3, "cell"), Span(4, 5, "cell"), Span(6, 9, "cell"), Span(0, 3, "strong"))
    page.add("row", "a|b\tx\tend", "tr", table, spans=cells)
    assert markdown_of(page) == ("| Name | Year |  |\n| --- | --- | --- |\n| **a\\|b** | x | end |")


def test_one_wide_row_does_not_widen_all_others(page):
    table = page.element("table")
    wide = 3000
    spans = tuple(Span(2 * number, 2 * number + 1, "cell") for number in range(wide))
    page.add("row", "\t".join("x" * wide), "tr", table, spans=spans)
    for _ in range(400):
        page.add("row", "a\tb", "tr", table, spans=(Span(0, 1, "cell"), Span(2, 3, "cell")))
    head, rule, first, *others = markdown_of(page).splitlines()
    assert {line.count("|") for line in (head, rule, first)} == {wide + 1}
    assert set(others) == {"| a | b |"}


def test_markup_goes_to_its_own_cell(page):
    cells = (Span(0, 1, "cell"), Span(2, 3, "cell"), Span(4, 5, "cell"))
    inline = (
        Span(4, 5, "emphasis"),
        Span(0, 1, "strong"),
        Span(2, 3, "link", "https://a.example/"),
    )
    page.add("row", "a\tb\tc", "tr", page.element("table"), spans=(*inline, *cells))
    assert markdown_of(page).splitlines()[-1] == "| **a** | [b](https://a.example/) | *c* |"


def test_table_without_header_gets_an_empty_one(page):
    page.add(
        "row",
        "a\nb\tc",
        "tr",
        page.element("table"),
        spans=(Span(0, 3, "cell"), Span(4, 5, "cell")),
    )
    assert markdown_of(page) == "|  |  |\n| --- | --- |\n| a<br>b | c |"


def test_two_tables_stay_two(page):
    for _ in range(2):
        page.add("row", "a\tb", "tr", page.element("table"), header=True)
    assert kinds_of(markdown_of(page)).count("table_open") == 2


def test_a_fence_is_longer_than_what_it_holds(page):
    page.add("preformatted", "text\n````\nmore", "pre", marker="no language")
    assert markdown_of(page) == "`````\ntext\n````\nmore\n`````"


def test_terms_are_strong(page):
    listing = page.element("dl")
    page.add("term", "会议：", "dt", listing)
    page.add("definition", "NeurIPS", "dd", listing)
    assert markdown_of(page) == "**会议：**  \nNeurIPS"


def test_a_block_of_images_only(page):
    image = Span(0, 0, "image", "https://example.org/a b.png", "a [b]")
    page.add("paragraph", "", spans=(image,))
    assert markdown_of(page) == "![a \\[b\\]](<https://example.org/a b.png>)"


FORMS = ("heading", "paragraph", "item", "caption", "term", "definition", "option", "preformatted")
TEXTS = st.text("ab1 .中。*_`[]()<>!#-+&;\\~:/=|", min_size=1, max_size=20)


@st.composite
def pages(draw):
    tags = st.sampled_from(["div", "ul", "ol", "li", "blockquote", "p"])
    elements = [Element("body", -1, 1, 0, 0, 0)]
    for number in range(draw(st.integers(0, 8))):
        parent = draw(st.integers(0, number))
        elements.append(Element(draw(tags), parent, 1, elements[parent].depth + 1, 0, 0))
    # Reading order is document order, so elements come in pre-order or not at all.
    blocks = []
    for index in range(draw(st.integers(1, 6))):
        form = draw(st.sampled_from(FORMS))
        text = " ".join(draw(TEXTS).split())
        marker = draw(st.sampled_from(["-", "1.", "3.", "•"])) if form == "item" else ""
        element = draw(st.integers(0, len(elements) - 1))
        level = draw(st.integers(1, 3))
        joined = index > 0 and draw(st.booleans())
        blocks.append(Block(index, form, text, element, (), level, marker, joined=joined))
    return Document(tuple(blocks), tuple(elements), Head(), "text/html")


@given(pages())
def test_every_text_is_shown_once_and_in_order(document):
    numbers = [block.index for block in document.blocks]
    shown = "".join(lines_of(render_markdown(document, numbers)))
    expected = "".join(block.text for block in document.blocks)
    assert "".join(shown.split()) == "".join(expected.split())


@given(pages(), st.data())
def test_a_choice_of_blocks_shows_only_these(document, data):
    numbers = [block.index for block in document.blocks if data.draw(st.booleans())]
    shown = "".join(lines_of(render_markdown(document, numbers)))
    expected = "".join(document.blocks[number].text for number in numbers)
    assert "".join(shown.split()) == "".join(expected.split())
