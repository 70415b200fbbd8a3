"""The stages over all results, from the files of a finished batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from extractor.batch.across.bibliography import Bibliography
from extractor.batch.across.copies import Copies
from extractor.batch.options import BatchOptions
from extractor.batch.outputs import output_named
from extractor.batch.results import json_line
from extractor.batch.writing import replacing, shard_path

FILES = ("bibliography.jsonl", "repairs.jsonl", "copies.jsonl")


def run_across(options: BatchOptions, shards: Iterable[tuple[int, int]]) -> dict[str, int]:
    """Writes the files of FILES; gives how many lines each has, without its ending.

    `shards` are those of the batch in input order.
    """
    folder = Path(options.folder)
    with closing(Bibliography()) as bibliography, closing(Copies()) as copies:
        for group, shard in shards:
            bibliography.add(_objects(options, "papers", group, shard))
            copies.add(_objects(options, "pages", group, shard))
        counts = {"bibliography": 0, "repairs": 0}
        with (
            replacing(folder / FILES[0]) as records,
            replacing(folder / FILES[1]) as mended,
        ):
            for record, found in bibliography.records():
                records.write(json_line(record))
                counts["bibliography"] += 1
                for repair in found:
                    mended.write(json_line(repair))
                    counts["repairs"] += 1
        with replacing(folder / FILES[2]) as stream:
            number = 0
            for group_of_copies in copies.groups():
                stream.write(json_line(group_of_copies))
                number += 1
        return counts | {"copies": number}


def _objects(options: BatchOptions, what: str, group: int, shard: int) -> Iterator[dict[str, Any]]:
    path = shard_path(options, what, group, shard)
    if path.exists():
        with path.open("rb") as stream:
            yield from output_named(options.output).read(stream)
