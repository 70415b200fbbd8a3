"""Field labels, and the lines they are found in."""

from __future__ import annotations

import pytest

from extractor import lexicon
from extractor.document.build import build_document
from extractor.papers.labels import FIELDS, label_of, labels, read_parts
from extractor.records import Block, Decoded

PACKAGE = "extractor.papers.data.labels"
ENTRIES = [
    (name, entry)
    for name in lexicon.names(PACKAGE)
    for entry in lexicon.load(PACKAGE, name)["labels"]
]


def block(markup: str) -> Block:
    return build_document(Decoded(markup, "utf-8", "text", 0, "text/html")).blocks[0]


def fields(markup: str) -> list[tuple[str | None, str]]:
    found = block(markup)
    return [
        (part.label.field if part.label else None, found.text[part.start : part.end])
        for part in read_parts(found)
    ]


@pytest.mark.parametrize(("name", "entry"), ENTRIES)
def test_every_label_is_found_in_its_examples(name: str, entry: dict[str, object]) -> None:
    assert entry["field"] in FIELDS
    assert entry["examples"], name
    for example in entry["examples"]:  # type: ignore[attr-defined]
        assert fields(f"<p>{example}</p>")[0][0] == entry["field"], example


def test_no_word_is_claimed_twice() -> None:
    words = [lexicon.fold(word) for _, entry in ENTRIES for word in entry["words"]]
    assert len(words) == len(set(words)) == len(labels())


class TestWhereLabelsCount:
    def test_numbered_labels_stick_to_the_text_before(self) -> None:
        assert fields("<p>沙流得慢。论文2:Rivers of Sand论文作者:Ana Lima</p>")[1:] == [
            ("paper", "Rivers of Sand"),
            ("authors", "Ana Lima"),
        ]

    def test_labels_stick_to_addresses(self) -> None:
        text = "论文链接:https://arxiv.org/pdf/2901.00001.pdf摘要:沙流得慢。"
        assert fields(f"<p>{text}</p>") == [
            ("link", "https://arxiv.org/pdf/2901.00001.pdf"),
            ("abstract", "沙流得慢。"),
        ]

    def test_labels_stand_behind_icons_and_before_bars(self) -> None:
        assert fields("<p>📄 论文标题 | Rivers of Sand</p>")[-1] == ("title", "Rivers of Sand")

    def test_several_labels_between_spaces(self) -> None:
        found = fields("<p>《沙流》　学生：林冲　指导教师：宋江</p>")
        assert found == [(None, "《沙流》"), ("authors", "林冲"), ("ignore", "宋江")]

    def test_counted_titles_in_glued_text(self) -> None:
        turn = "作者:Ana Lima链接:https://arxiv.org/abs/2901.0000"
        rest = "简介:作者量了沙子的流速，发现它比水慢得多，而且越到下游越慢。"
        text = f"本期两篇。1.Rivers of Sand{turn}1{rest}2.Dunes at Night{turn}2{rest}"
        found = fields(f"<p>{text}</p>")
        assert [value for field, value in found if field is None] == [
            "本期两篇。", "1.Rivers of Sand", "2.Dunes at Night"
        ]  # fmt: skip

    def test_flattened_labels_stick_to_the_text_before(self) -> None:
        text = "Title:Rivers of SandAbstract:Sand flows slowly.摘要:沙流得慢。"
        assert fields(f"<p>{text}</p>") == [
            ("title", "Rivers of Sand"),
            ("abstract", "Sand flows slowly."),
            ("abstract", "沙流得慢。"),
        ]

    def test_bars_end_values_and_what_follows_has_no_label(self) -> None:
        assert fields("<p>作者：甲、乙｜来源：arXiv｜PDF。一段评论。</p>") == [
            ("authors", "甲、乙"), ("source", "arXiv"), (None, "PDF。一段评论。"),
        ]  # fmt: skip

    def test_bold_and_brackets_make_a_label_without_colon(self) -> None:
        assert fields("<p><b>Abstract</b> Sand flows.</p>") == [("abstract", "Sand flows.")]
        assert fields("<p>【摘要】沙流得慢。</p>") == [("abstract", "沙流得慢。")]

    def test_the_first_cell_names_the_second(self) -> None:
        rows = "<tr><td>作者<td>Ana Lima</tr><tr><td>会议<td>ICML</tr>"
        assert fields(f"<table>{rows}</table>") == [("authors", "Ana Lima")]

    def test_a_label_alone_announces_what_follows(self) -> None:
        (part,) = read_parts(block("<h2>关键词</h2>"))
        assert part.alone
        assert part.label is not None
        assert part.label.field == "keywords"

    @pytest.mark.parametrize(
        "text",
        [
            "The title of this talk is not printed.",
            "见 https://a.example/title:x",
            "他说：论文写完了。",
            "at 12:30 we met",
        ],
    )
    def test_words_in_sentences_are_no_labels(self, text: str) -> None:
        assert all(field is None for field, _ in fields(f"<p>{text}</p>"))

    def test_a_button_is_no_label(self) -> None:
        assert fields('<p><a href="https://a.example">[code]</a></p>') == [(None, "[code]")]

    def test_a_label_may_be_two_in_one(self) -> None:
        label = label_of("来源/分类：")
        assert label is not None
        assert label.field == "source"
