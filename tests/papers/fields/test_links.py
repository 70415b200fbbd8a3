"""Types of links, and links of no entry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.papers.fields.links import is_entry_link, link_type, redirected

TYPES = [
    ("https://arxiv.org/abs/2201.11903", "", "", "paper"),
    ("https://arxiv.org/pdf/2201.11903", "论文", "", "pdf"),
    ("https://example.org/a.pdf", "A Long and Winding Title of a Work about Something", "", "pdf"),
    ("https://arxiv.org/src/2201.11903", "", "", "other"),
    ("https://github.com/a/b", "", "", "code"),
    ("https://github.com/a/b", "[数据集]", "", "data"),
    ("https://example.org/x", "代码", "", "code"),
    ("https://example.org/x", "Slides", "", "slides"),
    ("https://example.org/talk.pptx", "", "", "slides"),
    ("https://example.org/x.pdf", "poster", "", "other"),
    ("https://youtu.be/abc", "", "", "video"),
    ("https://huggingface.co/datasets/a/b", "", "", "data"),
    ("https://someone.github.io/thing/", "项目主页", "", "project"),
    ("https://someone.github.io/thing/", "论文下载", "", "paper"),
    ("https://example.org/x", "", "fab fa-github", "code"),
    ("refs.bib", "bib", "", "other"),
]


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://www.google.com/url?q=https://a.example/b.pdf&sa=D", "https://a.example/b.pdf"),
        ("https://a.example/redirect?x=1&url=https%3A%2F%2Fb.example%2Fc", "https://b.example/c"),
        (
            "https://a.example/search?q=https://b.example",
            "https://a.example/search?q=https://b.example",
        ),
        ("https://a.example/url?q=bridges", "https://a.example/url?q=bridges"),
        ("https://a.example/paper", "https://a.example/paper"),
    ],
)
def test_redirected(url: str, target: str) -> None:
    assert redirected(url) == target


@pytest.mark.parametrize(("url", "text", "classes", "expected"), TYPES)
def test_type(url: str, text: str, classes: str, expected: str) -> None:
    assert link_type(url, text, classes) == expected


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("", "x"),
        ("#", "pdf"),
        ("#section-2", "2"),
        ("javascript:void(0)", "code"),
        ("mailto:a@b.org", "a"),
        ("https://example.org/x.pdf", "TBA"),
        ("http://cs.AI", "cs.AI"),
        ("http://q-fin.TR/", "q-fin.TR"),
        ("https://twitter.com/intent/tweet?url=x", "share"),
    ],
)
def test_refused(url: str, text: str) -> None:
    assert not is_entry_link(url, text)


@pytest.mark.parametrize(
    "url", ["http://cs.example.edu/", "http://math.example.org/a.pdf", "a.pdf", "/p/1"]
)
def test_accepted(url: str) -> None:
    assert is_entry_link(url, "pdf")


@given(st.text(), st.text())
def test_never_raises(url: str, text: str) -> None:
    link_type(url, text)
    is_entry_link(url, text)
    is_entry_link("http://" + url, text)
