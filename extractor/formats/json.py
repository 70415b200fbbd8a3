"""JSON: the published schema, one indented object; several results are an array."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence

from extractor.formats._format import Format, Part
from extractor.formats._shape import SPARSE, output_fields
from extractor.records import PageResult


def to_dict(result: PageResult) -> dict[str, object]:
    """The result as plain dicts and lists, in the order and shape of the published schema."""
    plain = _plain(result)
    assert isinstance(plain, dict)
    return plain


def to_json(result: PageResult, indent: int | None = 1) -> str:
    """The result as JSON text, non-ASCII characters as they are; `indent` None: one line."""
    return json.dumps(to_dict(result), ensure_ascii=False, indent=indent)


def part_of(result: PageResult, part: Part) -> dict[str, object]:
    """The dict of the result with its schema, its source and only one of its parts."""
    whole = to_dict(result)
    return {name: whole[name] for name in ("schema", "source", part)}


def _plain(value: object) -> object:
    """Records as dicts, sequences as lists. Depth is that of the record types, not of a page."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        members = {name: getattr(value, name) for name in output_fields(type(value))}
        sparse = type(value) in SPARSE
        return {
            name: _plain(member)
            for name, member in members.items()
            if not (sparse and member is None)
        }
    if isinstance(value, Mapping):
        return {name: _plain(member) for name, member in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(member) for member in value]
    return value


def _dump(objects: Sequence[object]) -> str:
    value = objects[0] if len(objects) == 1 else objects
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _render(results: Sequence[PageResult]) -> str:
    return _dump([to_dict(result) for result in results])


def _render_part(results: Sequence[PageResult], part: Part) -> str:
    return _dump([part_of(result, part) for result in results])


FORMAT = Format("json", (".json",), _render, _render_part)
