"""What main text needs of a document, and addresses that need no urljoin."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urljoin

from hypothesis import given
from hypothesis import strategies as st

from extractor.document.addresses import Addresses
from extractor.document.build import build_document
from extractor.records import Block, Decoded, Document

PAGE = """<html lang="en"><head><title>Rivers</title>
<script type="application/ld+json">{"@type": "Article"}</script></head><body>
<ul><li><a href="#one">One river</a><li><a href="#two">Two rivers</a>
<li><a href="#x">A lake</a></ul>
<div itemscope itemtype="https://schema.org/Article"><b itemprop="name">Rivers of old</b></div>
<h2 id="one">One river</h2><p>It <a href="/flow">flows</a>.</p><h2>Two rivers</h2><h2>A lake</h2>
<table><tr><td>a<td>b</tr><tr><td>c<td>d</tr></table><p hidden>unseen</p></body></html>"""


def document(*, for_content: bool) -> Document:
    decoded = Decoded(PAGE, "utf-8", "text", 0, "text/html")
    return build_document(decoded, "https://example.org/a/b", for_content=for_content)


def without_addresses(block: Block) -> Block:
    return replace(block, spans=tuple(replace(span, value="") for span in block.spans))


def test_blocks_and_elements_are_the_same() -> None:
    whole, lean = document(for_content=False), document(for_content=True)
    assert list(map(without_addresses, whole.blocks)) == list(map(without_addresses, lean.blocks))
    assert whole.elements == lean.elements
    assert whole.head.json_ld == lean.head.json_ld == ('{"@type": "Article"}',)


def test_what_is_left_out() -> None:
    whole, lean = document(for_content=False), document(for_content=True)
    assert whole.outline
    assert whole.contents
    assert whole.head.items
    assert not lean.outline
    assert not lean.contents
    assert not lean.head.items
    addresses = [span.value for block in lean.blocks for span in block.spans if span.value]
    assert addresses == ["#one", "#two", "#x", "/flow"]


@given(st.text(alphabet="ab1.~%+,=@&!:;?#/-_\u00e9\u8bba[]", max_size=12))
def test_paths_from_the_root_resolve_as_rfc_3986_says(path: str) -> None:
    base = "https://user@Example.org:80/b/c.html;p?q#f"
    assert Addresses(base).resolve(f"/a{path}") == urljoin(base, f"/a{path}")


def test_a_base_that_comes_late_counts_from_then_on() -> None:
    addresses = Addresses()
    assert addresses.resolve("/a") == "/a"
    addresses.learn("https://example.org/b/")
    assert addresses.resolve("/a") == "https://example.org/a"
