"""The index of a batch: its pages as one HTML table beside the results."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from extractor.batch.folders import folder_of
from extractor.batch.options import BatchOptions
from extractor.batch.outputs import output_named
from extractor.batch.results import report_path
from extractor.batch.store import Store
from extractor.batch.writing import shard_name
from extractor.report.index import render_index

_TITLE = "Batch"
"""The same whatever the folder is called, as all results are."""


def write_index(options: BatchOptions, store: Store) -> None:
    """Writes index.html, with links to the reports that are there."""
    folder = folder_of(options.folder)

    def link(result: Mapping[str, Any]) -> str | None:
        path = report_of(result)
        return path if options.reports != "none" and folder.exists(path) else None

    failures = (json.loads(line) for line in store.failures())
    results = (result for _, result in read_pages(options, store.shards()))
    text = render_index(_TITLE, results, failures, link)
    with folder.writing("index.html") as stream:
        stream.write(text.encode("utf-8", "backslashreplace"))


def report_of(result: Mapping[str, Any]) -> str:
    """The path of the report of a result in the published shape."""
    source = result["source"]
    return report_path(source["name"], source["url"], source["sha256"])


def read_pages(
    options: BatchOptions, shards: Iterable[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], Mapping[str, Any]]]:
    """Every result in input order, each with the group and number of its shard."""
    folder = folder_of(options.folder)
    for group, shard in shards:
        name = shard_name(options.output, "pages", group, shard)
        if folder.exists(name):
            with folder.reading(name) as stream:
                for result in output_named(options.output).read(stream):
                    yield (group, shard), result
