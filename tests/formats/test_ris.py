"""RIS: read back by rispy, every value as it was printed."""

from __future__ import annotations

import re
from dataclasses import replace

import rispy
from hypothesis import given, settings

from extractor.formats._lines import one_line
from extractor.formats.ris import FORMAT
from tests.formats.strategies import EVERYTHING, PAGE, page


def records(result):
    return rispy.loads(FORMAT.render([result]))


@settings(max_examples=25, deadline=None)
@given(result=PAGE)
def test_every_record_is_read_back(result):
    found = records(result)
    assert len(found) == len(result.papers)
    for paper, record in zip(result.papers, found, strict=True):
        assert record["title"] == one_line(paper.title)
        assert record.get("notes", []) == ([one_line(paper.note)] if paper.note else [])
        assert len(record.get("authors", [])) == len(paper.authors)
        assert record.get("keywords", []) == [one_line(word) for word in paper.keywords]


def test_lines_have_the_form_of_the_format():
    for line in FORMAT.render([page(EVERYTHING)]).splitlines():
        assert re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line)


def test_values_of_a_full_record():
    (record,) = records(page(EVERYTHING))
    assert record["type_of_reference"] == "JOUR"
    assert record["authors"] == ["Corazón, Inés", "欧阳小明"]
    assert record["translated_title"] == "无名之海的船"
    assert (record["year"], record["date"]) == ("2019", "2019/04/02")
    assert (record["start_page"], record["end_page"]) == ("411", "452")
    assert record["abstract"] == "Boats drift where charts end."
    assert record["notes_abstract"] == "船漂到海图的尽头。"
    assert record["notes"] == ["作者的船模可以下载。"]
    assert (record["doi"], record["issn"]) == ("10.5555/tide.38", "1234-5679")
    assert record["accession_number"] == "arxiv:1904.55555; acl:W19-5555"


def test_a_translation_alone_is_the_abstract():
    (record,) = records(page(replace(EVERYTHING, abstract=None)))
    assert record["abstract"] == "船漂到海图的尽头。"
    assert "notes_abstract" not in record


def test_a_month_without_a_day():
    (record,) = records(page(replace(EVERYTHING, date="2019-04")))
    assert record["date"] == "2019/04/"
