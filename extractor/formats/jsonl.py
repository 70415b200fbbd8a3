"""JSON Lines: one result a line, in the published schema."""

from __future__ import annotations

import json
from collections.abc import Sequence

from extractor.formats._format import Format, Part
from extractor.formats.json import part_of, to_dict
from extractor.records import PageResult


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _render(results: Sequence[PageResult]) -> str:
    return "".join(_line(to_dict(result)) for result in results)


def _render_part(results: Sequence[PageResult], part: Part) -> str:
    return "".join(_line(part_of(result, part)) for result in results)


FORMAT = Format("jsonl", (".jsonl", ".ndjson"), _render, _render_part, streams=True)
