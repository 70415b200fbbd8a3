"""TSV: the papers as a table with tabs between the cells, one line each."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.formats._format import Format
from extractor.formats._table import MAPPING, table
from extractor.records import PageResult


def _render(results: Sequence[PageResult]) -> str:
    return table(results, "excel-tab", lines=False)


FORMAT = Format("tsv", (".tsv", ".tab"), _render, table=True, mapping=MAPPING)
