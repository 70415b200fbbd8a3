"""Each format's text, and that formats are found by name and by ending."""

from __future__ import annotations

import json

import pytest

from extractor.formats import all_formats, format_of_file
from extractor.formats.json import to_dict, to_json


def render(name, *results, only=None):
    form = {each.name: each for each in all_formats()}[name]
    return form.render(results) if only is None else form.render_part(results, only)


def test_names_and_endings_are_unique():
    endings = [ending for each in all_formats() for ending in each.endings]
    assert len(endings) == len(set(endings))
    assert [each.name for each in all_formats()] == sorted(each.name for each in all_formats())


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("a.json", "json"),
        ("a.JSONL", "jsonl"),
        ("x/a.md", "markdown"),
        ("a.txt", "text"),
        ("x.y/a.v2.bib", "bibtex"),
        ("a.csl.json", "csl-json"),
        ("a.papers.md", "markdown-papers"),
    ],
)
def test_a_file_ending_names_its_format(file, name):
    assert format_of_file(file).name == name


@pytest.mark.parametrize("file", ["a", "a.exe", ".json"])
def test_other_endings_name_none(file):
    assert format_of_file(file) is None


def test_members_stand_in_the_published_order(full):
    plain = to_dict(full)
    assert list(plain) == ["schema", "source", "page", "papers", "content", "removed", "warnings"]
    assert list(plain["papers"][0])[:6] == [
        "id", "role", "number", "label", "title", "title_translation",
    ]  # fmt: skip


def test_internal_members_stay_out(full):
    plain = to_dict(full)
    assert "blocks" not in plain["papers"][0]
    assert "block" not in plain["page"]["outline"][0]


def test_what_is_not_printed_is_null_or_empty(full, empty):
    paper = to_dict(full)["papers"][0]
    assert paper["venue"] is None
    assert paper["title_translation"] is None
    assert paper["authors"][1] == {"name": "某人", "given": None, "family": None}
    page = to_dict(empty)
    assert page["papers"] == page["removed"] == page["warnings"] == []
    assert page["page"]["title"] is None


def test_a_place_has_only_what_applies(full):
    plain = to_dict(full)
    assert plain["papers"][0]["place"] == {"xpath": "/html/body/h2[1]"}
    assert plain["removed"][0]["place"] == {"line": 9, "start": 80, "end": 90}


def test_json_keeps_characters_as_they_are(full):
    assert "译文。" in full.to_json()
    assert json.loads(to_json(full, indent=None)) == full.to_dict()
    assert "\n" not in to_json(full, indent=None)


def test_one_result_is_an_object_and_several_are_an_array(full, empty):
    assert json.loads(render("json", full)) == to_dict(full)
    assert json.loads(render("json", full, empty)) == [to_dict(full), to_dict(empty)]


def test_json_lines_are_one_result_each(full, empty):
    text = render("jsonl", full, empty)
    assert [json.loads(line) for line in text.splitlines()] == [to_dict(full), to_dict(empty)]
    assert text == render("jsonl", full) + render("jsonl", empty)


@pytest.mark.parametrize("part", ["papers", "content", "removed"])
def test_a_part_alone_keeps_its_source(full, part):
    (line,) = render("jsonl", full, only=part).splitlines()
    assert json.loads(line) == {name: to_dict(full)[name] for name in ("schema", "source", part)}
    assert json.loads(render("json", full, only=part)) == json.loads(line)


def test_content_formats(full, empty):
    assert render("text", full) == full.content.text + "\n"
    assert render("markdown", full) == full.content.markdown + "\n"
    assert render("text", empty) == render("markdown", empty) == ""


def test_several_pages_are_named(full, empty):
    assert render("text", full, empty) == (
        "==> page.html <==\n\nAn Invented Paper\n\nFirst.\n\n==> empty.html <==\n\n"
    )
    assert render("markdown", full, empty).count("<!-- ") == 2
