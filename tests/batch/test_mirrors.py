"""A farm's copy that breaks off, beside copies that do not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
WHOLE = FIXTURES / "papers--farm-ten-papers-text/page.txt"


@pytest.mark.parametrize(
    ("cut", "fields"),
    [
        ("papers--farm-text-cut-in-abstract-4", {"abstract", "abstract_translation"}),
        ("papers--farm-text-cut-in-translation-7", {"abstract_translation"}),
    ],
)
def test_the_entry_is_completed_from_the_whole_copy(run, tmp_path, cut, fields):
    run(FIXTURES / cut / "page.txt", WHOLE)
    lines = (tmp_path / "out/repairs.jsonl").read_text("utf-8").splitlines()
    (repair,) = map(json.loads, lines)
    assert repair["page"].endswith(f"{cut}/page.txt")
    assert repair["from"]["page"] == str(WHOLE)
    assert fields <= set(repair["fields"])
    expected = json.loads((WHOLE.parent / "expected.json").read_text("utf-8"))
    whole = next(p for p in expected["papers"] if p["title"] == repair["title"])
    for field in fields:
        assert repair["fields"][field] == whole[field]


def test_the_bibliography_has_the_whole_texts(run, tmp_path):
    run(FIXTURES / "papers--farm-text-cut-in-abstract-4/page.txt", WHOLE)
    lines = (tmp_path / "out/bibliography.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert len(records) == 10
    assert [len(record["mentions"]) for record in records] == [2] * 4 + [1] * 6
