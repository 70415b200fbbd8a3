"""Which fields of the records are output, and in which order; the schema follows the same."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType

from extractor.records import OutlineItem, PageResult, Paper, Place

_INTERNAL: Mapping[type, frozenset[str]] = MappingProxyType(
    {Paper: frozenset({"blocks"}), OutlineItem: frozenset({"block"})}
)
_FIRST: Mapping[type, tuple[str, ...]] = MappingProxyType(
    {PageResult: ("schema",), Paper: ("id", "role", "number", "label")}
)
SPARSE: frozenset[type] = frozenset({Place})
"""Records that leave out what is not known: a place is an XPath or a position, never both."""


def output_fields(record: type) -> tuple[str, ...]:
    """The names of the record's fields that are output, in their order."""
    names = [field.name for field in dataclasses.fields(record)]
    first = _FIRST.get(record, ())
    internal = _INTERNAL.get(record, frozenset())
    return (*first, *(name for name in names if name not in internal and name not in first))
