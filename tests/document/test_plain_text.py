"""Plain text to blocks, glued lines included."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document.build import build_document
from extractor.document.numbering import numbered_runs
from extractor.document.outline import find_run
from extractor.records import Decoded, Document


def plain(text: str) -> Document:
    return build_document(Decoded(text, "utf-8", "text", 0, "text/plain"))


FLAT = "三河综述 目录1 源头2 中游2.1 水坝2.2 桥33 三角洲"


class TestRunTogetherContents:
    def test_numbers_that_stick_to_titles(self) -> None:
        run = find_run("目录1 Source2 Model-33 Delta-44 Sea参考", frozenset({"model3", "delta4"}))
        assert run is not None
        assert [(section.number, section.title) for section in run.sections] == [
            ("1", "Source"), ("2", "Model-3"), ("3", "Delta-4"), ("4", "Sea"), (None, "参考"),
        ]  # fmt: skip

    def test_subsections_follow_their_section(self) -> None:
        run = find_run("Contents 1 Source2 Middle2.1 Dams2.2 Bridges3 Delta")
        assert run is not None
        assert [(section.number, section.level) for section in run.sections] == [
            ("1", 1), ("2", 1), ("2.1", 2), ("2.2", 2), ("3", 1),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "text", ["", "1 river and 2 lakes", "目录", "In 2021 we saw 3 rivers.", "目录1 a"]
    )
    def test_running_text_is_no_contents_list(self, text: str) -> None:
        assert find_run(text) is None

    @given(st.text(alphabet="目录 123.ab参考", max_size=120))
    def test_sections_are_parts_of_the_text(self, text: str) -> None:
        run = find_run(text)
        for section in run.sections if run else ():
            assert section.title in text


class TestGluedHeadings:
    TEXT = (
        "目录1 Source2 Model-33 Sea\n\n1 Source\n\n"
        "水从山里来。2 Model-3\n\n模型写水。3 Sea\n\n到了海。"
    )

    def test_headings_are_cut_off_the_paragraph_before(self) -> None:
        document = plain(self.TEXT)
        headings = [block.text for block in document.blocks if block.form == "heading"]
        assert headings == ["1 Source", "2 Model-3", "3 Sea"]
        assert [item.present for item in document.outline] == [True, True, True]

    def test_a_section_that_the_cut_text_lacks_is_missing(self) -> None:
        document = plain(self.TEXT[: self.TEXT.index("3 Sea\n\n到")])
        assert [(item.title, item.present) for item in document.outline] == [
            ("Source", True), ("Model-3", True), ("Sea", False),
        ]  # fmt: skip

    @given(st.text(alphabet="目录 12.aBc。\n•:#", max_size=300))
    def test_blocks_are_ascending_spans_of_the_text(self, text: str) -> None:
        end = 0
        for block in plain(text).blocks:
            assert end <= block.start < block.end <= len(text)
            assert "".join(block.text.split()) in "".join(text[block.start : block.end].split())
            end = block.end

    @given(st.text(alphabet="目录 12.aBc。\n•:#", max_size=300))
    def test_no_character_is_lost_but_markers(self, text: str) -> None:
        shown = "".join(block.text for block in plain(text).blocks)
        kept = [sign for sign in text if not sign.isspace() and sign not in "•#"]
        assert "".join(
            sign for sign in shown if not sign.isspace() and sign not in "•#"
        ) == "".join(kept)


class TestNumberedLines:
    def test_a_run_with_text_between_heads_sections(self) -> None:
        lines = ["01 | Rivers", "They flow.", "02 | Lakes", "They lie.", "03 | Seas", "Salt."]
        runs = numbered_runs(lines)
        assert {position: run.heading for position, run in runs.items()} == {
            0: True,
            2: True,
            4: True,
        }

    def test_a_run_without_is_a_list(self) -> None:
        assert not any(
            run.heading for run in numbered_runs(["1. a b", "2. c d", "3. e f"]).values()
        )

    def test_a_lone_number_is_no_run(self) -> None:
        assert numbered_runs(["3. Rivers", "They flow.", "7. Lakes"]) == {}


def test_a_paragraph_that_a_margin_broke_is_one_block() -> None:
    lines = ["word " * 14 + "end"] * 4
    document = plain("\n".join(lines))
    assert len(document.blocks) == 1


def test_printed_addresses_are_links() -> None:
    (block,) = plain("See (https://a.example/x_(y)).").blocks
    assert block.spans[0].value == "https://a.example/x_(y)"
