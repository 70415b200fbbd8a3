"""Titles and what stands around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.papers.fields.titles import read_title, title_likeness

NUMBERED = [
    ("01 | WID: Folding Widgets", "01", "WID: Folding Widgets"),
    ("论文01：WID: Folding Widgets", "01", "WID: Folding Widgets"),
    ("1. Folding Widgets.", "1", "Folding Widgets"),
    ("[12] Folding Widgets", "12", "Folding Widgets"),
    ("(3) Folding Widgets", "3", "Folding Widgets"),
    ("8.1 Why Do Widgets Fold?", "8.1", "Why Do Widgets Fold?"),
    ("8.1Why Do Widgets Fold?", "8.1", "Why Do Widgets Fold?"),
    ("一、折叠模型", "一", "折叠模型"),
    ("第3篇：Folding Widgets", "3", "Folding Widgets"),
    ("No. 3 Folding Widgets", "3", "Folding Widgets"),
    ("③ Folding Widgets", "③", "Folding Widgets"),
    ("2 GPT-3", "2", "GPT-3"),
    ("4. 3D Widgets", "4", "3D Widgets"),
    ("3D Widget Splatting", None, "3D Widget Splatting"),
    ("1-bit Widgets", None, "1-bit Widgets"),
    ("2023 in review", None, "2023 in review"),
    ("10 Lessons from Widgets", None, "10 Lessons from Widgets"),
    ("1.5-Pint Widgets", None, "1.5-Pint Widgets"),
]


@pytest.mark.parametrize(("text", "number", "title"), NUMBERED)
def test_number(text: str, number: str | None, title: str) -> None:
    read = read_title(text)
    assert read is not None
    assert (read.number, read.title) == (number, title)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("10:30-11:00 Folding Widgets", "Folding Widgets"),
        ("[NeurIPS 2017] Folding Widgets", "Folding Widgets"),
        ("【CVPR 2024】Folding Widgets", "Folding Widgets"),
        ("Folding Widgets [pdf] [code]", "Folding Widgets"),
        ("Folding Widgets（Full Paper）", "Folding Widgets"),
        ("Folding Widgets (Oral)", "Folding Widgets"),
        ("Folding Widgets (reject)", "Folding Widgets"),
        ("Folding Widgets (Extended Abstract)", "Folding Widgets (Extended Abstract)"),
        ("RoWidget (RoW)", "RoWidget (RoW)"),
        ("Folding Widgets](http://x.org", "Folding Widgets"),
        ("“Folding Widgets,”", "Folding Widgets"),
        ("《基于折叠的方法》", "基于折叠的方法"),
        ('"Why Fold?": Explaining Widgets', '"Why Fold?": Explaining Widgets'),
        ("Folding Widgets∗†", "Folding Widgets"),
        ("Folding Widgets¹", "Folding Widgets"),
        ("🔥 Folding Widgets", "Folding Widgets"),
        ("{F}olding W\\'{i}dgets of $k$-th {\\\"O}rder", "Folding Wídgets of $k$-th Örder"),
        ("Made in the U.S.A.", "Made in the U.S.A."),
    ],
)
def test_surroundings(text: str, title: str) -> None:
    read = read_title(text)
    assert read is not None
    assert read.title == title


def test_badge_is_told() -> None:
    read = read_title("[NeurIPS 2017] Folding Widgets")
    assert read is not None
    assert read.badge == "NeurIPS 2017"


@pytest.mark.parametrize("text", ["", "12", "…", "x " * 3000])
def test_no_title(text: str) -> None:
    assert read_title(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Learning to Fold Widgets with Less Data",
        "On the stability of folded widgets under random perturbations",
        "基于图神经网络的折叠方法研究",
        "8.2 What Learning Algorithm Is In-Context Folding?",
        "Fold or No Fold? End-to-End Learning for Widgets",
    ],
)
def test_likely(text: str) -> None:
    assert title_likeness(text) >= 0.6


@pytest.mark.parametrize(
    "text",
    [
        "Related Work",
        "参考文献",
        "https://example.org/some/long/path",
        "Ana Gil, Bo Li and Carl Voss",
        "Proceedings of the Conference on Widgets, pp. 1-9, 2019",
        "We propose a method that folds widgets. It is fast.",
        "我们提出了一种新的方法，它可以折叠。",
        "Read more",
        "作者：",
        "上一篇：怎样折叠小部件",
        "",
    ],
)
def test_unlikely(text: str) -> None:
    assert title_likeness(text) < 0.4


SIGNS = st.text(st.sampled_from("Ab 中1.[](){}【】“”《》\"'|：:-*¹pdf论文$\\"), max_size=50)


@given(SIGNS | st.text())
def test_never_raises_and_invents_nothing(text: str) -> None:
    read = read_title(text)
    if read and "\\" not in text and "{" not in text:
        squeezed = " ".join(text.split())
        assert read.title in squeezed
        assert read.number is None or read.number in squeezed
    assert 0 <= title_likeness(text) <= 1
