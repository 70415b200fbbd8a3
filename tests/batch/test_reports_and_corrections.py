"""What people look at after a batch, and what they corrected before the next one."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup

from extractor.cli import main
from extractor.corrections import FILE, read_corrections
from extractor.errors import UsageError
from tests.batch.conftest import outputs
from tests.batch.test_batch import pages
from tests.review.pages import DATA, block_with, entry, review, saved, stages_of


@pytest.fixture
def two(tmp_path):
    """A page with entries, and one without."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.html").write_bytes(DATA)
    (folder / "b.html").write_bytes(b"<h1>Ponds</h1>" + b"<p>Ponds are small lakes.</p>" * 9)
    return folder


@pytest.fixture
def corrections(tmp_path):
    """Corrections of the page with entries beside the results of a batch to come."""
    stages = stages_of()
    first, second = stages.result.papers
    site_map = block_with(stages, "Site map")
    sent = review(
        entry(first, "corrected", title="Remembering Water"), kinds=[(site_map, "content")]
    )
    assert second.title not in str(sent)
    line = json.dumps(saved(stages, sent).line) + "\n"

    def written():
        file = tmp_path / "out" / FILE
        file.write_text(line, "utf-8")
        return read_corrections(file)

    return written


def links(folder):
    index = BeautifulSoup((folder / "index.html").read_text("utf-8"), "lxml")
    return {row.b.get_text(): row.a and row.a["href"] for row in index.select("#pages tbody tr")}


def test_a_batch_writes_its_index(run, inputs, tmp_path):
    run(inputs)
    index = BeautifulSoup((tmp_path / "out/index.html").read_text("utf-8"), "lxml")
    assert [value.get_text() for value in index.select(".summary dd")] == ["40", "0", "0%", "3"]
    assert len(index.select("#pages tbody tr")) == 40
    assert set(links(tmp_path / "out").values()) == {None}


@pytest.mark.parametrize(("reports", "number"), [("entries", 1), ("all", 2)])
def test_reports_stand_beside_the_results_and_the_index_leads_to_them(
    run, two, tmp_path, reports, number
):
    run(two, reports=reports)
    out = tmp_path / "out"
    found = [link for link in links(out).values() if link]
    assert len(found) == len(list((out / "reports").rglob("*.html"))) == number
    report = (out / links(out)[str(two / "a.html")]).read_text("utf-8")
    assert "Where Buoys Go at Night" in report
    assert "default-src 'none'" in report


def test_reports_are_the_same_whatever_the_workers(run, two, tmp_path):
    run(two, reports="all")
    run(two, reports="all", folder="out2", engine="local", workers=2)
    assert outputs(tmp_path / "out2") == outputs(tmp_path / "out")


def test_reports_of_tables_too(run, two, tmp_path):
    run(two, reports="entries", output="parquet")
    assert links(tmp_path / "out")[str(two / "b.html")] is None


def test_other_reports_are_another_batch(run, two, tmp_path):
    run(two, reports="all")
    with pytest.raises(UsageError, match='reports was "all", is "none"'):
        run(two)
    run(two, fresh=True)
    assert not (tmp_path / "out/reports").exists()


def test_corrections_are_used_when_they_are_asked_for(run, two, corrections, tmp_path):
    run(two)
    found = corrections()
    with pytest.raises(UsageError, match="corrections was null"):
        run(two, corrections=found)
    summary = run(two, corrections=found, fresh=True)
    page, other = pages(tmp_path / "out")
    assert [paper["title"] for paper in page["papers"]] == ["Remembering Water"]
    assert page["papers"][0]["found_by"][-1] == "correction"
    assert "Site map" in page["content"]["text"]
    assert other["papers"] == []
    assert summary.counts["corrected pages"] == 1
    (line,) = (tmp_path / "out/bibliography.jsonl").read_text("utf-8").splitlines()
    assert "Remembering Water" in line
    with pytest.raises(UsageError, match="corrections was"):
        run(two)


def test_workers_use_corrections_too(run, two, corrections, tmp_path):
    run(two)
    found = corrections()
    run(two, corrections=found, fresh=True)
    run(two, corrections=found, folder="out2", engine="local", workers=2)
    (tmp_path / "out" / FILE).unlink()
    assert outputs(tmp_path / "out2") == outputs(tmp_path / "out")


def test_the_command(run, two, corrections, tmp_path, capsys):
    out = str(tmp_path / "out")
    words = ["batch", str(two), "-o", out, "--engine", "inline", "--reports", "entries"]
    assert main([*words, "--apply-corrections"]) == 2
    assert "holds no corrections" in capsys.readouterr().err
    assert main(words) == 0
    corrections()
    assert main([*words, "--apply-corrections"]) == 2
    assert "--fresh" in capsys.readouterr().err
    assert main([*words, "--apply-corrections", "--fresh"]) == 0
    assert [paper["title"] for paper in pages(tmp_path / "out")[0]["papers"]] == [
        "Remembering Water"
    ]
    assert (tmp_path / "out" / FILE).exists()
    assert main([*words, "--apply-corrections"]) == 0
