"""The stages over all results, from the files of a finished batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

from extractor.batch.across.bibliography import Bibliography
from extractor.batch.across.copies import Copies
from extractor.batch.folders import folder_of
from extractor.batch.options import BatchOptions
from extractor.batch.outputs import output_named
from extractor.batch.results import json_line
from extractor.batch.writing import shard_name

FILES = ("bibliography.jsonl", "repairs.jsonl", "copies.jsonl")


def run_across(options: BatchOptions, shards: Iterable[tuple[int, int]]) -> dict[str, int]:
    """Writes the files of FILES; gives how many lines each has, without its ending.

    `shards` are those of the batch in input order.
    """
    folder = folder_of(options.folder)
    with closing(Bibliography()) as bibliography, closing(Copies()) as copies:
        for group, shard in shards:
            bibliography.add(_objects(options, "papers", group, shard))
            copies.add(_objects(options, "pages", group, shard))
        counts = {"bibliography": 0, "repairs": 0}
        with (
            folder.writing(FILES[0]) as records,
            folder.writing(FILES[1]) as mended,
        ):
            for record, found in bibliography.records():
                records.write(json_line(record))
                counts["bibliography"] += 1
                for repair in found:
                    mended.write(json_line(repair))
                    counts["repairs"] += 1
        with folder.writing(FILES[2]) as stream:
            number = 0
            for group_of_copies in copies.groups():
                stream.write(json_line(group_of_copies))
                number += 1
        return counts | {"copies": number}


def _objects(options: BatchOptions, what: str, group: int, shard: int) -> Iterator[dict[str, Any]]:
    folder, name = folder_of(options.folder), shard_name(options.output, what, group, shard)
    if folder.exists(name):
        with folder.reading(name) as stream:
            yield from output_named(options.output).read(stream)
