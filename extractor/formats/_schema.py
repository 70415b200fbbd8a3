"""The JSON Schema of the output, made from the record types."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from extractor import records
from extractor.formats._docs import RecordDocs, record_docs
from extractor.formats._shape import SPARSE, output_fields

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_JSON_TYPES: Mapping[type, str] = MappingProxyType(
    {str: "string", int: "integer", float: "number", bool: "boolean"}
)
_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_CONSTRAINTS: Mapping[tuple[str, str], Mapping[str, object]] = MappingProxyType(
    {
        ("PageResult", "schema"): {"const": records.SCHEMA},
        ("SourceInfo", "sha256"): {"pattern": "^[0-9a-f]{64}$"},
        ("SourceInfo", "bytes"): {"minimum": 0},
        ("SourceInfo", "replaced_bytes"): {"minimum": 0},
        ("PageInfo", "date"): {"pattern": _DATE},
        ("OutlineItem", "level"): {"minimum": 1},
        ("Paper", "title"): {"minLength": 1},
        ("Paper", "date"): {"pattern": _DATE},
        ("Paper", "confidence"): {"minimum": 0, "maximum": 1},
        ("Removed", "confidence"): {"minimum": 0, "maximum": 1},
        ("Removed", "kind"): {"minLength": 1, "not": {"const": "content"}},
    }
)
"""What the types do not say."""


def output_schema() -> dict[str, object]:
    """The JSON Schema (2020-12) of one result, as `to_dict` gives it."""
    docs = record_docs(records)
    definitions: dict[str, object] = {}
    root = _record(records.PageResult, docs, definitions)
    return {
        "$schema": _DIALECT,
        "$id": f"urn:{records.SCHEMA.replace('/', ':')}",
        "title": records.SCHEMA,
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _record(
    record: type, docs: Mapping[str, RecordDocs], definitions: dict[str, object]
) -> dict[str, object]:
    hints = get_type_hints(record)
    names = output_fields(record)
    described = docs[record.__name__]
    properties: dict[str, object] = {}
    for name in names:
        member = _type(hints[name], docs, definitions, nullable=record not in SPARSE)
        if name in described.fields:
            member["description"] = described.fields[name]
        properties[name] = member | dict(_CONSTRAINTS.get((record.__name__, name), {}))
    return {
        "description": described.summary,
        "type": "object",
        "properties": properties,
        "required": [] if record in SPARSE else list(names),
        "additionalProperties": False,
    }


def _type(
    hint: Any,
    docs: Mapping[str, RecordDocs],
    definitions: dict[str, object],
    *,
    nullable: bool = True,
) -> dict[str, object]:
    """The schema of a value of this type; `nullable` False: null is left out instead."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is UnionType:
        (inner,) = (argument for argument in arguments if argument is not NoneType)
        member = _type(inner, docs, definitions)
        return {**member, "type": [member["type"], "null"]} if nullable else member
    if origin is Literal:
        return {"type": "string", "enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _type(arguments[0], docs, definitions)}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _type(arguments[1], docs, definitions)}
    if dataclasses.is_dataclass(hint):
        assert isinstance(hint, type)
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}
            definitions[hint.__name__] = _record(hint, docs, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    return {"type": _JSON_TYPES[hint]}
