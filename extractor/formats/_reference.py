"""Writes the reference of the output, docs/output.md, from the record types.

python -m extractor.formats._reference > docs/output.md
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from extractor import records
from extractor.formats import all_formats
from extractor.formats._docs import record_docs
from extractor.formats._shape import SPARSE, output_fields

_INTRODUCTION = f"""\
# Output

What `papersieve` prints for one page, and what `PageResult.to_dict()` gives.
This file is made from the types in `extractor/records.py` by
`python -m extractor.formats._reference > docs/output.md`; a test checks that it is current.
The same as JSON Schema (2020-12): `python cli.py schema`.

The member `schema` says `{records.SCHEMA}`.
Its number rises when a member goes or changes its meaning; members may be added without that.

Values are as printed on the page, with white space collapsed.
What the page does not print is `null`, or `[]` for lists; nothing is invented.
Every visible text of the page is in `content` or in `removed`, and none is in both.

With `--only PART` an object holds `schema`, `source` and that part alone.
"""


def reference() -> str:
    """The text of docs/output.md."""
    docs = record_docs(records)
    parts = [_INTRODUCTION, _formats()]
    for record in _reachable(records.PageResult):
        described = docs[record.__name__]
        rows = [f"## {record.__name__}", "", described.summary]
        if record in SPARSE:
            rows.append("Members that do not apply are left out.")
        rows += ["", "| member | type | meaning |", "| --- | --- | --- |"]
        hints = get_type_hints(record)
        for name in output_fields(record):
            meaning = described.fields[name].replace("|", "\\|")
            rows.append(
                f"| `{name}` | {_type_name(hints[name], sparse=record in SPARSE)} | {meaning} |"
            )
        parts.append("\n".join(rows) + "\n")
    return "\n".join(parts)


def _formats() -> str:
    rows = ["## Formats", "", "| `--format` | file endings | what |", "| --- | --- | --- |"]
    for each in all_formats():
        module = sys.modules[each.render.__module__]
        summary = (module.__doc__ or "").strip().split("\n")[0]
        endings = " ".join(f"`{ending}`" for ending in each.endings)
        rows.append(f"| `{each.name}` | {endings} | {summary} |")
    return "\n".join(rows) + "\n"


def _reachable(record: type) -> Iterator[type]:
    """The record and those that its output holds, each once, breadth first."""
    queue, seen = [record], {record}
    while queue:
        current = queue.pop(0)
        yield current
        hints = get_type_hints(current)
        for name in output_fields(current):
            for found in (hints[name], *get_args(hints[name])):
                if dataclasses.is_dataclass(found) and found not in seen:
                    assert isinstance(found, type)
                    seen.add(found)
                    queue.append(found)


def _type_name(hint: Any, *, sparse: bool) -> str:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is UnionType:
        (inner,) = (argument for argument in arguments if argument is not NoneType)
        return _type_name(inner, sparse=sparse) + ("" if sparse else " or null")
    if origin is Literal:
        return " or ".join(f'`"{argument}"`' for argument in arguments)
    if origin is tuple:
        return f"list of {_type_name(arguments[0], sparse=sparse)}"
    if origin is not None:
        return "object of strings"
    if dataclasses.is_dataclass(hint):
        assert isinstance(hint, type)
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return {str: "string", int: "integer", float: "number", bool: "true or false"}[hint]


if __name__ == "__main__":
    sys.stdout.buffer.write(reference().encode("utf-8"))
