"""The seed page, cut in its fourth entry, beside a whole mirror of it.

The page itself is not ours to keep here: the test reads it from the folder PAPERSIEVE_SEED, or from
../shared/pages/seed, and writes the mirror of it, with invented text where the page breaks off.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from extractor import extract

ROOT = Path(__file__).resolve().parents[2]
SEED = Path(os.environ.get("PAPERSIEVE_SEED", ROOT.parent / "shared/pages/seed")) / "seed-001.txt"
WHOLE = ROOT / "fixtures/papers--farm-ten-papers-text/page.txt"
REST = (
    "的陈述作出比较时，会把来源里的句子一并摆出来，让比较的人不必另外去查。在有意刁难的对话里，它守住规则的"
    "次数也比从前多。文章最后说明，规则即使都守住了，回答里仍可能留下偏向，还要另想办法。"
)

pytestmark = pytest.mark.skipif(
    not SEED.exists(), reason=f"NO SEED TEST: {SEED} is not there; set PAPERSIEVE_SEED"
)


@pytest.fixture
def mirror(tmp_path):
    """The seed's beginning as another farm prints it, and our own rest with six more papers."""
    seed = SEED.read_text("utf-8")
    (cut,) = (paper for paper in extract(seed).papers if paper.status == "truncated")
    printed = cut.abstract_translation
    assert printed
    end = seed.rindex(printed[-12:]) + 12
    whole = WHOLE.read_text("utf-8")
    path = tmp_path / "mirror.txt"
    text = seed[:end].replace("rootadmin", "siteadmin") + REST + whole[whole.index("5 RLHF", 900) :]
    path.write_text(text, "utf-8")
    return path


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_cut_entry_is_completed_and_says_from_where(run, tmp_path, mirror):
    run(SEED, mirror)
    (repair,) = lines(tmp_path / "out/repairs.jsonl")
    assert (repair["page"], repair["id"]) == (str(SEED), "p4")
    assert repair["from"] == {**repair["from"], "page": str(mirror), "id": "p4"}
    assert set(repair["fields"]) == {"abstract_translation"}
    assert repair["fields"]["abstract_translation"].endswith(REST)


def test_the_bibliography_has_the_whole_text_and_both_mentions(run, tmp_path, mirror):
    run(mirror, SEED)
    records = lines(tmp_path / "out/bibliography.jsonl")
    assert len(records) == 10
    (record,) = (each for each in records if each["title"].startswith("Improving alignment"))
    assert record["abstract_translation"].endswith(REST)
    assert [mention["page"] for mention in record["mentions"]] == [str(mirror), str(SEED)]
