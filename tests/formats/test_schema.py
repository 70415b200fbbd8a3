"""The published schema fits what is printed, and refuses what is not."""

from __future__ import annotations

import copy

import pytest
from jsonschema import Draft202012Validator

from extractor.formats._schema import output_schema


@pytest.fixture(scope="module")
def validator():
    schema = output_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_outputs_are_valid(validator, full, empty):
    validator.validate(full.to_dict())
    validator.validate(empty.to_dict())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "papersieve/0"),
        (("surprise",), 1),
        (("source", "sha256"), "abc"),
        (("page", "date"), "March 2023"),
        (("page", "outline", 0, "block"), 3),
        (("papers", 0, "role"), "other"),
        (("papers", 0, "title"), None),
        (("papers", 0, "year"), "2021"),
        (("papers", 0, "confidence"), 1.5),
        (("papers", 0, "blocks"), [3, 4]),
        (("papers", 0, "place", "xpath"), None),
        (("papers", 0, "identifiers", "doi"), 5),
        (("removed", 0, "kind"), "content"),
    ],
)
def test_what_is_wrong_is_refused(validator, full, path, value):
    plain = copy.deepcopy(full.to_dict())
    holder = plain
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    assert not validator.is_valid(plain)


def test_every_member_is_required_and_described(full):
    schema = output_schema()
    for definition in [schema, *schema["$defs"].values()]:
        for name, member in definition["properties"].items():
            assert member.get("description"), name
        sparse = "xpath" in definition["properties"]
        assert definition["required"] == ([] if sparse else list(definition["properties"]))
