"""CSV (RFC 4180): the papers as a table, one row each."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.formats._format import Format
from extractor.formats._table import MAPPING, table
from extractor.records import PageResult


def _render(results: Sequence[PageResult]) -> str:
    return table(results, "excel", lines=True)


FORMAT = Format("csv", (".csv",), _render, table=True, mapping=MAPPING)
