"""CSL-JSON: valid by the rules of the CSL data schema 1.0.2, nothing lost."""

from __future__ import annotations

import json

from hypothesis import given, settings
from jsonschema import Draft7Validator

from extractor.formats.csl_json import FORMAT
from tests.formats.strategies import EVERYTHING, PAGE, page

STRING = {"type": "string"}
NUMBER = {"type": ["string", "number"]}
NAMES = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"family": STRING, "given": STRING, "literal": STRING},
        "additionalProperties": False,
        "minProperties": 1,
    },
}
DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": NUMBER},
        }
    },
    "required": ["date-parts"],
    "additionalProperties": False,
}
TYPES = "article article-journal book chapter document paper-conference report thesis".split()
TEXTS = (
    "abstract archive container-title DOI ISBN ISSN keyword language note PMCID PMID publisher"
    " title URL"
).split()
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": STRING,
            "type": {"enum": TYPES},
            "author": NAMES,
            "issued": DATE,
            "custom": {"type": "object"},
            **dict.fromkeys(("issue", "number", "page", "volume"), NUMBER),
            **dict.fromkeys(TEXTS, STRING),
        },
        "required": ["id", "type"],
        "additionalProperties": False,
    },
}
"""The part of the data schema that papers use: no other variable, no other type."""


def items(result):
    return json.loads(FORMAT.render([result]))


@settings(max_examples=25, deadline=None)
@given(result=PAGE)
def test_every_item_is_valid_and_whole(result):
    found = items(result)
    Draft7Validator(SCHEMA).validate(found)
    assert len({item["id"] for item in found}) == len(result.papers)
    for paper, item in zip(result.papers, found, strict=True):
        assert item["title"] == paper.title
        assert len(item.get("author", [])) == len(paper.authors)
        for part in filter(None, (paper.abstract, paper.abstract_translation)):
            assert part in item["abstract"]
        for part in filter(None, (paper.note, paper.title_translation)):
            assert part in item["note"]


def test_members_of_a_full_item():
    (item,) = items(page(EVERYTHING))
    assert item["type"] == "article-journal"
    assert item["author"] == [{"family": "Corazón", "given": "Inés"}, {"literal": "欧阳小明"}]
    assert item["issued"] == {"date-parts": [[2019, 4, 2]]}
    assert item["note"] == "translated-title: 无名之海的船\n\n作者的船模可以下载。"
    assert (item["DOI"], item["number"]) == ("10.5555/tide.38", "arXiv:1904.55555")
    assert item["custom"] == {
        "label": "Vesselnet",
        "number": "7.3",
        "identifiers": {"acl": "W19-5555"},
        "links": {"code": ["https://example.org/vessels-code"]},
    }


def test_no_papers_is_an_empty_list(empty):
    assert items(empty) == []
