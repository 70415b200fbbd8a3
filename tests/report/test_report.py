"""What is in the report's file: the page marked, safe, and nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.records import Block
from extractor.report.align import align
from extractor.report.mark import marked_page
from tests.report.pages import HOSTILE, PRESENTED, report_of, stages_of


def squeezed(text):
    return "".join(text.split())


def soup(data, name="page.html"):
    return BeautifulSoup(report_of(data, name), "lxml")


def blocks(*texts):
    return [Block(index, "paragraph", text, 0) for index, text in enumerate(texts)]


def test_every_block_is_marked_with_its_kind():
    stages = stages_of(PRESENTED)
    shown = soup(PRESENTED)
    marks = {}
    for mark in shown.select("#page [data-b]"):
        marks.setdefault(int(mark["data-b"]), []).append(mark)
    removed = set(stages.partition.removed)
    for block in stages.document.blocks:
        text = "".join(mark.get_text() for mark in marks[block.index])
        assert squeezed(text) == squeezed(block.text)
        assert (marks[block.index][0]["data-k"] == "content") == (block.index not in removed)


def test_entries_are_outlined_and_numbered_once():
    shown = soup(PRESENTED)
    assert [mark["data-n"] for mark in shown.select("#page [data-n]")] == ["1", "2"]
    first = " ".join(mark.get_text(" ") for mark in shown.select('#page [data-e="1"]'))
    assert "Mara Quill" in first
    assert "Buoys" not in first
    assert [card.h3.get_text() for card in shown.select(".card")] == [
        "Remembering Water Levels with Very Small Networks", "Where Buoys Go at Night",
    ]  # fmt: skip


def test_what_the_page_hides_is_not_shown():
    assert "hidden words" not in soup(PRESENTED).select_one("#page").get_text()


def test_evidence_of_every_block_is_in_the_data():
    stages = stages_of(PRESENTED)
    data = json.loads(soup(PRESENTED).select_one("#data").string)
    assert len(data["blocks"]) == len(stages.document.blocks)
    reasons = [data["evidence"][reason] for reason, _ in data["blocks"]]
    for index in stages.partition.removed:
        assert reasons[index] == stages.judgements[index].evidence


def test_a_plain_text_page_keeps_every_character_of_its_lines():
    text = "Notes <today>\n\nTitle: A Paper & more\nAuthors: Ana Lima, Bo Chen\n\n\nCopyright 2020"
    shown = soup(text, "page.txt").select_one("#page")
    assert [line for line in shown.get_text("\n").split("\n") if line] == text.split("\n\n")[
        0:1
    ] + [line for line in text.split("\n")[1:] if line]


def test_the_clean_text_is_there():
    clean = soup(PRESENTED).select_one("#clean").get_text()
    assert "slow second look" in clean
    assert "Site map" not in clean


def test_the_policy_allows_what_is_in_the_file_and_nothing_else():
    text = report_of(PRESENTED)
    policy = BeautifulSoup(text, "lxml").select_one("meta[http-equiv]")["content"]
    assert policy.startswith("default-src 'none'; ")
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    script = re.search(r"<script>(.*?)</script>", text, re.DOTALL)[1]
    for part, name in ((style, "style-src"), (script, "script-src")):
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("part", ["#page", "#clean", "#entries"])
def test_a_hostile_page_leaves_no_trace(part):
    shown = soup(HOSTILE).select_one(part)
    assert not shown.select("script, style, iframe, object, form, input, img, svg, video, link")
    for element in shown.select("*"):
        names = {name for name in element.attrs if name not in ("class", "lang", "dir", "title")}
        if part != "#entries":
            assert names <= {"data-b", "data-k", "data-e", "data-n"}
        assert not any(name.startswith("on") for name in names)
        assert element.get("href", "https://").startswith("https://")
    assert not shown.select('[data-b="999"], [data-e="7"]')


def test_the_report_of_a_hostile_page_has_its_own_two_scripts():
    shown = soup(HOSTILE)
    assert [script.get("type") for script in shown.select("script")] == ["application/json", None]
    assert shown.title.get_text().startswith("$data")
    assert len(shown.select("#data, #page, #search")) == 3


def test_deep_pages_are_shown():
    depth = 3000
    text = report_of("<html><body>" + "<div>" * depth + "<p>the innermost words</p>")
    assert "the innermost words" in text


@settings(max_examples=40)
@given(st.text(st.sampled_from("ab <>&/=\"'divpbrspantablr!-\n"), max_size=200))
def test_odd_markup_is_marked_or_left_out(markup):
    shown = marked_page(markup, blocks("a", "b b"), ["content", "nav"], {0: 1})
    assert "<script" not in shown


@pytest.mark.parametrize(
    ("pieces", "texts", "expected"),
    [
        (["a b", " ", "c d"], ["a b", "c d"], [0, None, 1]),
        (["first ", "bold", " rest"], ["first bold rest"], [0, 0, 0]),
        (["sum of ", "x2", " and more"], ["sum of $x^2$ and more"], [0, 0, 0]),
        (["Home", "Text of the page", "Home"], ["Home", "Text of the page", "Home"], [0, 1, 2]),
        (["no one's", "Some text"], ["Some text"], [None, 0]),
        (["cell", "other"], ["cell\tother"], [0, 0]),
        (["A hidden menu", "Home", "Body text"], ["Home", "Body text"], [None, 0, 1]),
    ],
)
def test_pieces_find_their_blocks(pieces, texts, expected):
    assert align(pieces, blocks(*texts)) == expected


def test_a_false_match_does_not_lose_the_rest():
    texts = [f"Paragraph number {number} says something." for number in range(30)]
    pieces = ["Contact", *texts, "Contact"]
    assert align(pieces, blocks(*texts, "Contact"))[1:31] == list(range(30))
