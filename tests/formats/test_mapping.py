"""docs/formats.md is current, and what it says of a member is what the format does."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from pylatexenc.latex2text import LatexNodes2Text

from extractor.formats import all_formats
from extractor.formats._mapping import mapping
from extractor.formats._shape import output_fields
from extractor.records import Paper
from tests.formats.strategies import EVERYTHING, page

ROOT = Path(__file__).resolve().parents[2]
MAPPED = [form for form in all_formats() if form.mapping]
VALUES = {
    "number": ["7.3"],
    "label": ["Vesselnet"],
    "title": ["Vessels of an Unnamed Sea"],
    "title_translation": ["无名之海的船"],
    "authors": ["Corazón", "Inés", "欧阳小明"],
    "year": ["2019"],
    "venue": ["Journal of Imagined Waters"],
    "volume": ["38"],
    "issue": ["9"],
    "pages": ["411", "452"],
    "publisher": ["Tideline Press"],
    "abstract": ["Boats drift where charts end."],
    "abstract_translation": ["船漂到海图的尽头。"],
    "keywords": ["drifting", "海图"],
    "note": ["作者的船模可以下载。"],
    "identifiers": ["10.5555/tide.38", "1904.55555", "W19-5555"],
    "links": ["https://example.org/vessels", "https://example.org/vessels-code"],
}
KEPT_OUT = {"found_by": "labelled_fields", "confidence": "0.875"}


def text_of(form):
    text = form.render([page(EVERYTHING)])
    return LatexNodes2Text().latex_to_text(text) if form.name == "bibtex" else text


def test_the_document_is_current():
    assert (ROOT / "docs/formats.md").read_text("utf-8") == mapping(), (
        "run: python -m extractor.formats._mapping > docs/formats.md"
    )


def test_every_format_of_papers_has_a_mapping_of_known_members():
    assert {form.name for form in all_formats()} - {form.name for form in MAPPED} == {
        "json", "jsonl", "markdown", "text",
    }  # fmt: skip
    for form in MAPPED:
        assert set(form.mapping) <= set(output_fields(Paper))


@pytest.mark.parametrize("member", VALUES)
@pytest.mark.parametrize("form", MAPPED, ids=lambda form: form.name)
def test_a_member_that_is_mapped_survives(form, member):
    assert member in form.mapping, "every printed member has a place"
    text = text_of(form)
    for value in VALUES[member]:
        assert value in text or value in unquote_plus(text)


@pytest.mark.parametrize("member", KEPT_OUT)
@pytest.mark.parametrize("form", MAPPED, ids=lambda form: form.name)
def test_a_member_that_is_not_mapped_is_not_there(form, member):
    assert (KEPT_OUT[member] in text_of(form)) == (member in form.mapping)
