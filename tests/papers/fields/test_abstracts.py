"""Abstracts, languages, ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.papers.fields.abstracts import ends_open, language_of, read_abstract


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  We fold\n widgets. ", "We fold widgets."),
        ("Abstract: We fold widgets.", "We fold widgets."),
        ("摘要：我们折叠小部件。", "我们折叠小部件。"),
        ("【摘要】我们折叠小部件。", "我们折叠小部件。"),
        ("We fold widgets and …", "We fold widgets and"),
        ("We fold widgets […] Read more", "We fold widgets"),
        ("我们折叠小部件。展开", "我们折叠小部件。"),
        (
            "Abstract interpretation of widgets is hard.",
            "Abstract interpretation of widgets is hard.",
        ),
        ("We need less and want more", "We need less and want more"),
        ("", None),
        ("…", None),
    ],
)
def test_abstract(text: str, expected: str | None) -> None:
    assert read_abstract(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们提出 Transformer 模型，用于 sequence transduction 任务。", "zh"),
        ("本研究では、折り畳みの方法を提案する。", "ja"),
        ("우리는 위젯을 접는다.", "ko"),
        ("Мы складываем виджеты.", "ru"),
        ("We fold widgets and show that this is fast.", "en"),
        ("Wir falten die Teile und zeigen, dass es mit der Methode schnell ist.", "de"),
        ("Widgets", "en"),
        ("123", None),
    ],
)
def test_language(text: str, expected: str | None) -> None:
    assert language_of(text) == expected


@pytest.mark.parametrize(
    "text", ["We fold", "我们折叠", "We fold …", "We fold...", "also (see", "折叠，", ""]
)
def test_open(text: str) -> None:
    assert ends_open(text)


@pytest.mark.parametrize(
    "text", ["We fold.", "我们折叠。", "Do we fold?", "He said “fold.”", "Done.)", "“折叠。”"]
)
def test_closed(text: str) -> None:
    assert not ends_open(text)


@given(st.text())
def test_never_raises_and_reads_its_own_value(text: str) -> None:
    read = read_abstract(text)
    assert read is None or read in " ".join(text.split())
    language_of(text)
    ends_open(text)
