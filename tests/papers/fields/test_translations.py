"""Titles with their translation in brackets behind them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.papers.fields.translations import without_translation


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "Weaving Graphs of Rivers(基于图谱的河流预测)",
            ("Weaving Graphs of Rivers", "基于图谱的河流预测"),
        ),
        (
            "基于图谱的河流预测研究 (Forecasting Rivers with Graphs)",
            ("基于图谱的河流预测研究", "Forecasting Rivers with Graphs"),
        ),
        ("Weaving Graphs of Rivers（附源码下载）", ("Weaving Graphs of Rivers", None)),
        ("基于长短期记忆网络（LSTM）", ("基于长短期记忆网络（LSTM）", None)),
        ("河流预测研究（以某公司为例）", ("河流预测研究（以某公司为例）", None)),
        ("Weaving Graphs (of Rivers)", ("Weaving Graphs (of Rivers)", None)),
        ("", ("", None)),
    ],
)
def test_translation(title: str, expected: tuple[str, str | None]) -> None:
    assert without_translation(title) == expected


@given(st.text())
def test_a_part_of_the_title(title: str) -> None:
    own, other = without_translation(title)
    assert title.startswith(own)
    assert other is None or other in title
