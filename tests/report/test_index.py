"""The index of many results: what is counted, which pages are shown, what is refused."""

from __future__ import annotations

import json
import re

import pytest
import zstandard
from bs4 import BeautifulSoup

from extractor.cli import main
from extractor.formats.json import to_dict
from extractor.report.index import render_index
from extractor.report.overview import overview
from tests.report.pages import PRESENTED, stages_of


def result(name, *papers, removed=(), kept="text", title="A page"):
    return {
        "schema": "papersieve/1",
        "source": {"name": name},
        "page": {"title": title},
        "papers": [{"title": text, "confidence": sure} for text, sure in papers],
        "content": {"text": kept},
        "removed": [{"kind": kind, "text": text} for kind, text in removed],
        "warnings": [],
    }


RESULTS = [
    result("sure", ("Kites", 0.9), removed=[("nav", "aaa"), ("ad", "b")], kept="cccc"),
    result("none"),
    result("unsure", ("Buoys", 0.95), ("Tides <b>", 0.55)),
]


@pytest.fixture
def folder(tmp_path):
    """A batch's folder with one page in each of two files, and a failure."""
    pages = tmp_path / "batch/pages"
    pages.mkdir(parents=True)
    lines = [json.dumps(each).encode() + b"\n" for each in RESULTS]
    (pages / "000000-00000.jsonl.zst").write_bytes(zstandard.compress(b"".join(lines[:2])))
    (pages / "000000-00001.jsonl").write_bytes(lines[2])
    failure = {"name": "pages.zip/odd.pdf", "kind": "refused", "reason": "is a PDF"}
    (tmp_path / "batch/failures.jsonl").write_text(json.dumps(failure) + "\n", "utf-8")
    return tmp_path / "batch"


def index(folder, tmp_path):
    file = tmp_path / "index.html"
    assert main(["index", str(folder), "-o", str(file)]) == 0
    return BeautifulSoup(file.read_text("utf-8"), "lxml")


def test_counts_of_all_pages():
    whole = overview(RESULTS)
    assert (whole.pages, whole.papers, whole.content) == (3, 3, 12)
    assert whole.removed == {"nav": 3, "ad": 1}
    assert [place for place, count in enumerate(whole.confidence) if count] == [11, 18, 19]


def test_pages_with_the_least_sure_entries_come_first_and_stay():
    assert [row.name for row in overview(RESULTS).rows] == ["unsure", "sure", "none"]
    few = overview(RESULTS, most_rows=1)
    assert [row.name for row in few.rows] == ["unsure"]
    assert few.pages == 3


def test_a_folder_of_a_batch(folder, tmp_path):
    shown = index(folder, tmp_path)
    assert [row.b.get_text() for row in shown.select("#pages tbody tr")] == [
        "unsure", "sure", "none",
    ]  # fmt: skip
    assert [value.get_text() for value in shown.select(".summary dd")] == ["3", "3", "25%", "1"]
    assert "Tides <b>" in shown.select_one("#pages li:nth-of-type(2)").get_text()
    assert shown.select_one(".failures tbody td").get_text() == "pages.zip/odd.pdf"


def test_results_of_the_command_line(tmp_path, capfd):
    file = tmp_path / "pages.jsonl"
    file.write_text(json.dumps(to_dict(stages_of(PRESENTED).result)) + "\n", "utf-8")
    assert "Where Buoys Go at Night" in index(file, tmp_path).get_text()


def test_its_policy_allows_nothing_from_elsewhere():
    text = render_index("x", RESULTS, [])
    assert re.search(r"content=\"default-src 'none'; script-src 'sha256-[^ ]+'; style-src", text)
    assert not re.search(r"(?:src|href)=", text)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.jsonl", b"no json", "is no JSON Lines"),
        ("a.jsonl", b"[1]\n", "line 1 is no JSON object"),
        ("a.jsonl", b'{"schema": "other/1"}\n', "line 1 is no whole result"),
        ("a.jsonl", b"\xff\xfe", "is no JSON Lines"),
        ("a.jsonl.zst", b"not packed", "is damaged"),
        ("a.jsonl", json.dumps(result("x") | {"papers": [1]}).encode(), "of another shape"),
        ("a.jsonl", json.dumps(result("x", removed=[('"><b', "y")])).encode(), "of another shape"),
    ],
)
def test_what_holds_no_results_is_named(tmp_path, capfd, name, data, reason):
    (tmp_path / name).write_bytes(data)
    assert main(["index", str(tmp_path / name)]) == 3
    captured = capfd.readouterr()
    assert captured.out == ""
    assert reason in captured.err
    assert captured.err.count("\n") == 1


def test_a_folder_without_results_is_named(tmp_path, capfd):
    assert main(["index", str(tmp_path)]) == 3
    assert "is no folder of a batch" in capfd.readouterr().err
    assert main(["index", str(tmp_path / "missing")]) == 3
    assert "no such file" in capfd.readouterr().err.lower()
