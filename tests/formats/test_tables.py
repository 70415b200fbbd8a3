"""CSV and TSV: read back by the standard library; a spreadsheet runs nothing of it."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings

from extractor.formats.csv import FORMAT as CSV
from extractor.formats.tsv import FORMAT as TSV
from tests.formats.strategies import EVERYTHING, PAGE, page

BOTH = pytest.mark.parametrize(
    ("form", "dialect"), [(CSV, "excel"), (TSV, "excel-tab")], ids=["csv", "tsv"]
)


def rows(form, dialect, result):
    return list(csv.DictReader(io.StringIO(form.render([result]), newline=""), dialect=dialect))


@BOTH
@settings(max_examples=25, deadline=None)
@given(result=PAGE)
def test_every_row_is_read_back_and_no_cell_is_a_formula(form, dialect, result):
    found = rows(form, dialect, result)
    assert len(found) == len(result.papers)
    for paper, row in zip(result.papers, found, strict=True):
        assert row["title"].removeprefix("'").split() == paper.title.removeprefix("'").split()
        for cell in row.values():
            assert unicodedata.normalize("NFKC", cell[:1])[:1] not in set("=+-@|\t\r\n")


@pytest.mark.parametrize("title", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "|calc"])
def test_a_formula_is_shown_and_not_run(title):
    (row,) = rows(CSV, "excel", page(replace(EVERYTHING, title=title)))
    assert row["title"] == f"'{title}"


def test_cells_of_a_full_row():
    (row,) = rows(CSV, "excel", page(EVERYTHING))
    assert row["authors"] == "Inés Corazón; 欧阳小明"
    assert (row["year"], row["date"]) == ("2019", "2019-04-02")
    assert row["identifiers"] == "issn:1234-5679; acl:W19-5555"
    assert row["url"] == "https://example.org/vessels"
    assert (row["title_translation"], row["note"]) == ("无名之海的船", "作者的船模可以下载。")


def test_a_table_of_nothing_has_its_header(empty):
    assert CSV.render([empty]).startswith("page,page_url,id,")
    assert CSV.render([empty]).count("\r\n") == 1


def test_line_breaks_stay_in_csv_and_not_in_tsv():
    result = page(replace(EVERYTHING, abstract="One.\nTwo."))
    assert rows(CSV, "excel", result)[0]["abstract"] == "One.\nTwo."
    assert TSV.render([result]).count("\n") == 2
