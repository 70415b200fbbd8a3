"""HTML and the Markdown list of papers: what a reader of each sees."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs

from bs4 import BeautifulSoup
from hypothesis import given, settings
from markdown_it import MarkdownIt

from extractor.formats.html import FORMAT as HTML
from extractor.formats.markdown_papers import FORMAT as PAPERS
from extractor.records import Content, Link
from tests.formats.strategies import EVERYTHING, PAGE, page


def soup(result):
    return BeautifulSoup(HTML.render([result]), "lxml")


def words(text):
    return "".join(text.split())


@settings(max_examples=20, deadline=None)
@given(result=PAGE)
def test_html_shows_every_entry_and_runs_nothing(result):
    shown = soup(result)
    assert len(shown.select("article")) == len(result.papers)
    assert not shown.select("script, [onclick], img, iframe")
    assert all(link["href"].startswith("http") for link in shown.select("a[href]"))
    for paper, article in zip(result.papers, shown.select("article"), strict=True):
        assert words(paper.title) in words(article.h3.get_text())


def test_reference_managers_find_the_papers_of_the_html():
    (span,) = soup(page(EVERYTHING)).select("span.Z3988")
    found = parse_qs(span["title"])
    assert found["rft.atitle"] == [EVERYTHING.title]
    assert found["rft.au"] == ["Inés Corazón", "欧阳小明"]
    assert found["rft.jtitle"] == [EVERYTHING.venue]
    assert found["rft_id"] == ["info:doi/10.5555/tide.38"]


def test_html_holds_the_content_and_no_markup_of_the_page():
    content = Content("", "# Heading\n\nText <script>x()</script> [a](javascript:x)\n")
    shown = soup(replace(page(), content=content))
    assert shown.select("h1")[1].get_text() == "Heading"
    assert not shown.select("script, a")
    assert "<script>" in shown.get_text()


def test_an_address_that_is_no_web_address_is_no_link():
    links = (Link("javascript:alert(1)", "paper", "x"),)
    assert not soup(page(replace(EVERYTHING, links=links, identifiers={}))).select("a")


@settings(max_examples=20, deadline=None)
@given(result=PAGE)
def test_markdown_has_one_heading_an_entry(result):
    tokens = MarkdownIt("commonmark").parse(PAPERS.render([result]))
    headings = [
        tokens[place + 1] for place, token in enumerate(tokens) if token.type == "heading_open"
    ]
    assert len(headings) == len(result.papers) + 1
    for paper, heading in zip(result.papers, headings[1:], strict=True):
        shown = "".join(child.content for child in heading.children)
        assert words(paper.title) in words(shown)


def test_markdown_reads_well():
    assert (
        PAPERS.render([page(EVERYTHING)])
        == """\
# Page

## 7.3 · [Vessels of an Unnamed Sea](https://example.org/vessels) (Vesselnet)

*无名之海的船*

Inés Corazón, 欧阳小明\\
Journal of Imagined Waters, 38(9), 411-452, Tideline Press, 2019-04-02\\
drifting; 海图\\
[doi:10.5555/tide.38](https://doi.org/10.5555/tide.38) · \
[arxiv:1904.55555](https://arxiv.org/abs/1904.55555) · issn:1234-5679 · \
[acl:W19-5555](https://aclanthology.org/W19-5555) · [code](https://example.org/vessels-code)

Boats drift where charts end.

船漂到海图的尽头。

> 作者的船模可以下载。
"""
    )
