"""HTML to blocks: what a reader sees, once, with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document.build import build_document
from extractor.document.place import place_of, xpath_of
from extractor.records import Decoded, Document


def html(markup: str, url: str | None = None) -> Document:
    return build_document(Decoded(markup, "utf-8", "text", 0, "text/html"), url)


def texts(markup: str) -> list[str]:
    return [block.text for block in html(markup).blocks if block.text]


class TestText:
    def test_line_breaks_part_lines_and_two_part_paragraphs(self) -> None:
        blocks = html("<div>one<br>two<br><br>three</div>").blocks
        assert [(block.text, block.joined) for block in blocks] == [
            ("one", False), ("two", True), ("three", False),
        ]  # fmt: skip

    def test_text_beside_blocks_is_kept(self) -> None:
        assert texts("<div>before<p>inside</p>after</div>") == ["before", "inside", "after"]

    def test_text_before_an_element_stands_in_the_one_around(self) -> None:
        document = html("<section>before <b>it</b><div>inside</div>behind</section>")
        tags = [document.elements[block.element].tag for block in document.blocks]
        assert tags == ["section", "div", "section"]

    def test_a_heading_broken_over_two_lines_is_one(self) -> None:
        assert texts("<h2>Rivers<br>and Lakes</h2>") == ["Rivers and Lakes"]

    def test_neighbouring_links_are_parted(self) -> None:
        assert texts('<p><a href="/a">Home</a><a href="/b">News</a></p>') == ["Home News"]

    @pytest.mark.parametrize(
        "hidden",
        [
            "<script>var x = 'unseen';</script>",
            "<style>p { color: red }</style>",
            "<template><p>unseen</p></template>",
            '<p style="display: none">unseen</p>',
            "<ul hidden><li>unseen</li></ul>",
            "<!-- <p>unseen</p> -->",
            '<div style="visibility:hidden"><p>unseen</p></div>',
        ],
    )
    def test_invisible_things_give_no_text(self, hidden: str) -> None:
        assert texts(f"<p>seen</p>{hidden}<p>also</p>") == ["seen", "also"]


class TestNothingLost:
    @pytest.mark.parametrize(
        "body",
        [
            '<section class="pt-4 gutter"><p>seen</p></section>',
            '<a href="/p"><h2 class="am gl gm">seen</h2></a>',
            '<pre class="line-numbers language-js"><code>seen</code></pre>',
            '<div class="line-numbers"><pre>seen</pre></div>',
        ],
    )
    def test_what_is_called_like_a_column_of_line_numbers(self, body: str) -> None:
        assert texts(body) == ["seen"]

    def test_columns_of_line_numbers_are_left_out(self) -> None:
        column = '<td class="gutter gl"><pre class="lineno">1</pre></td>'
        assert texts(f"<table><tr>{column}<td><pre>seen</pre></td></tr></table>") == ["seen"]

    def test_text_after_the_early_end_of_the_page(self) -> None:
        assert texts("<html><body><p>one</p></body></html><p>two</p>") == ["one", "two"]

    def test_text_three_hundred_levels_deep(self) -> None:
        assert texts("<div>" * 300 + "deep" + "</div>" * 300 + "<p>after</p>") == ["deep", "after"]

    def test_a_tree_too_deep_for_the_first_parser_is_read_by_the_second(self) -> None:
        words = " ".join(f"word{number}" for number in range(60))
        document = html("<p>first</p>" + "<div>" * 5000 + words)
        assert words in [block.text for block in document.blocks]
        assert any("second one" in warning for warning in document.warnings)

    def test_unclosed_tags_by_the_thousand(self) -> None:
        document = html("<p><font>x" * 3000)
        assert sum(block.text.count("x") for block in document.blocks) == 3000

    @given(st.text(alphabet="ab <>/&;\"'=!-pdiv\n", max_size=200))
    def test_no_markup_raises_and_every_block_has_an_element(self, markup: str) -> None:
        document = html(markup)
        for block in document.blocks:
            element = document.elements[block.element]
            assert element.first <= block.index < element.last


class TestMarkup:
    def test_addresses_are_resolved_when_the_page_says_where_it_is(self) -> None:
        document = html(
            '<link rel="canonical" href="https://a.example/x/"><p><a href="../y">go</a></p>'
        )
        assert document.url == "https://a.example/x/"
        assert document.blocks[0].spans[0].value == "https://a.example/y"

    def test_the_base_goes_before_the_page_address(self) -> None:
        document = html(
            '<base href="https://b.example/k/"><p><a href="y">go</a></p>', "https://a.example/"
        )
        assert document.blocks[0].spans[0].value == "https://b.example/k/y"

    def test_a_page_made_on_its_authors_machine_is_not_there(self) -> None:
        document = html(
            '<link rel="canonical" href="http://localhost:4000/x/"><p><a href="y">go</a></p>'
        )
        assert document.url is None
        assert document.blocks[0].spans[0].value == "y"

    def test_lazy_images_keep_their_address_and_alt(self) -> None:
        (span,) = html('<p><img src="data:,x" data-src="/a.png" alt="A river"></p>').blocks[0].spans
        assert (span.type, span.value, span.label) == ("image", "/a.png", "A river")

    @pytest.mark.parametrize(
        ("markup", "expected"),
        [
            ('<script type="math/tex">x^2</script>', "$x^2$"),
            (
                (
                    '<span class="katex"><span class="katex-mathml"><math><semantics><mi>y</mi>'
                    '<annotation encoding="application/x-tex">y_1</annotation></semantics></math>'
                    '</span><span class="katex-html">y1</span></span>'
                ),
                "$y_1$",
            ),
            ("<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>", "$\\frac{a}{b}$"),
            ("<math><msup><mi>e</mi><mi>x</mi></msup></math>", "$e^{x}$"),
        ],
    )
    def test_formulas_are_kept_as_latex_once(self, markup: str, expected: str) -> None:
        assert texts(f"<p>Let {markup} be</p>") == [f"Let {expected} be"]

    def test_code_knows_its_language_and_loses_line_numbers(self) -> None:
        (block,) = html(
            '<figure class="highlight bash"><table><tr><td class="gutter"><pre>1\n2</pre></td>'
            '<td class="code"><pre>ls\ncd ..</pre></td></tr></table></figure>'
        ).blocks
        assert (block.form, block.marker, block.text) == ("preformatted", "bash", "ls\ncd ..")

    def test_long_runs_of_white_space_in_preformatted_text_are_cut(self) -> None:
        spaces, some = " " * 5000, " " * 60
        (block,) = html(f"<pre>a{spaces}b<i>{some}</i>{some}\n<a href='/c'>c</a>  d</pre>").blocks
        assert block.text == f"a{' ' * 100}b{some}{' ' * 39}\nc  d"
        (link,) = [span for span in block.spans if span.type == "link"]
        assert block.text[link.start : link.end] == "c"

    def test_ordered_items_have_their_numbers_and_nested_ones_their_depth(self) -> None:
        blocks = html("<ol start=3><li>a<ul><li>b</li></ul></li><li>c</li></ol>").blocks
        assert [(block.text, block.marker, block.level) for block in blocks] == [
            ("a", "3.", 1), ("b", "-", 2), ("c", "4.", 1),
        ]  # fmt: skip


class TestTables:
    def test_rows_of_a_data_table_know_their_header(self) -> None:
        blocks = html("<table><tr><th>Title<th>Year</tr><tr><td>Rivers<td>2001</tr></table>").blocks
        assert [block.form for block in blocks] == ["row", "row"]
        cells = [span for span in blocks[1].spans if span.type == "cell"]
        assert [(blocks[1].text[cell.start : cell.end], cell.value) for cell in cells] == [
            ("Rivers", "Title"), ("2001", "Year"),
        ]  # fmt: skip

    def test_a_layout_table_stays_what_it_holds(self) -> None:
        blocks = html(
            "<table><tr><td><ul><li>Home</ul><td><h1>Rivers</h1><p>They flow.</p></tr></table>"
        ).blocks
        assert [block.form for block in blocks] == ["item", "heading", "paragraph"]


class TestPlace:
    def test_the_xpath_leads_back_to_the_element(self) -> None:
        from lxml import html as lxml_html

        markup = "<html><body><div><p>a</p><p>b</p></div><div><p>c <b>d</b></p></div></body></html>"
        document = html(markup)
        tree = lxml_html.document_fromstring(markup)
        for block in document.blocks:
            (found,) = tree.xpath(xpath_of(document, block.element))
            assert block.text in " ".join(found.text_content().split())

    def test_a_run_of_blocks_stands_in_the_element_around_it(self) -> None:
        document = html("<div><p>a</p><p>b</p></div>")
        assert place_of(document, [0, 1]).xpath == "/html[1]/body[1]/div[1]"
