"""HTML or plain text."""

from __future__ import annotations

import pytest

from extractor.source.media_type import media_type_of

HTML = "text/html"
PLAIN = "text/plain"
PAGE = "<!-- saved -->\n<!DOCTYPE html><html><body><p>Text</p></body></html>"
FRAGMENT = "Intro<br>\n<a href='x'>one</a> and <b>two</b> of <i>three</i><br>"
CODE = "A std::vector<int> holds values; if a < b and c > d then swap. Use <b> for bold text.\n" * 9


@pytest.mark.parametrize(
    ("name", "declared", "text", "expected"),
    [
        ("-", None, PAGE, HTML),
        ("-", None, "<?xml version='1.0'?><html/>", HTML),
        ("-", None, FRAGMENT, HTML),
        ("-", None, "<p>One paragraph.</p>", HTML),
        ("-", None, "<div class='a'>\n<ul><li>x<li>y</ul>", HTML),
        ("-", None, CODE, PLAIN),
        ("-", None, "Title: A paper\nAuthors: A and B", PLAIN),
        ("-", None, "The elements <p>, <div> and <span> are common.", PLAIN),
        ("-", None, "Write `<p>x</p><p>y</p>`.\n```\n<p>a</p>\n<p>b</p>\n```\n", PLAIN),
        ("-", None, "Long text. " * 300 + "<i>a</i> <i>b</i>", PLAIN),
        ("-", None, "", PLAIN),
        ("page.txt", None, FRAGMENT, PLAIN),
        ("page.TXT", None, PAGE, HTML),
        ("notes.md", None, "# Title\n<details><summary>x</summary></details>", PLAIN),
        ("page.html", None, "a < b", PLAIN),
        ("page.HTM", None, "Text &amp; more", HTML),
        ("page.html", None, CODE, HTML),
        ("page.txt", "text/html; charset=gbk", "Text", HTML),
        ("page.html", "text/plain", PAGE, PLAIN),
        ("page", "application/octet-stream", PAGE, HTML),
        ("page", "application/xhtml+xml", "Text", HTML),
    ],
)
def test_media_type(name: str, declared: str | None, text: str, expected: str) -> None:
    assert media_type_of(name, declared, text) == expected
