"""Results into files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from extractor.archives import Failure, Skipped
from extractor.batch.options import BatchOptions
from extractor.batch.outputs import output_named
from extractor.batch.results import Done, PageDone, PageSeen, failure_line
from extractor.batch.shards import ShardEnd
from extractor.batch.sites.samples import Sample
from extractor.batch.store import ShardDone

TEMPORARY = ".part-"
"""What names of unfinished files begin with."""


class ShardCollector:
    """Collects what the first pass saw, one shard after the other; there are no files."""

    def __init__(self) -> None:
        self._samples: list[Sample] = []

    def add(self, done: Done) -> None:
        """The next page of the shard. What failed is told by the second pass."""
        if isinstance(done, PageSeen) and done.sample is not None:
            self._samples.append(done.sample)

    def finish(self, end: ShardEnd) -> ShardDone:
        """What the shard gave."""
        samples, self._samples = tuple(self._samples), []
        return ShardDone(end.group, end.shard, end.items, end.cursor, end.last, (), {}, samples)


class ShardWriter:
    """Collects the results of one shard after the other and writes them."""

    def __init__(self, options: BatchOptions) -> None:
        self._options = options
        self._lines: dict[str, list[bytes]] = {}
        self._failures: list[str] = []
        self._counts: Counter[str] = Counter()
        self._clear()

    def _clear(self) -> None:
        self._lines = {"pages": [], "papers": []}
        self._failures = []
        self._counts = Counter()

    def add(self, done: Done) -> None:
        """The next result of the shard, in input order."""
        self._counts["items"] += 1
        if isinstance(done, PageDone):
            self._lines["pages"].append(done.page)
            self._lines["papers"].extend(done.papers)
            self._counts.update(done.counts)
            if done.report is not None:
                self._write_report(*done.report)
        elif isinstance(done, Failure):
            self._failures.append(failure_line(done))
            self._counts["failures"] += 1
            self._counts[f"failure/{done.kind}"] += 1
        elif isinstance(done, Skipped):
            self._counts["skipped"] += 1
            self._counts[f"skipped/{done.reason}"] += 1

    def _write_report(self, path: str, data: bytes) -> None:
        file = Path(self._options.folder, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        with replacing(file) as stream:
            stream.write(data)

    def finish(self, end: ShardEnd) -> ShardDone:
        """Writes the files of the shard. Raises OSError, with nothing half written."""
        for what, lines in self._lines.items():
            write_shard(self._options, what, end.group, end.shard, lines)
        done = ShardDone(
            end.group, end.shard, end.items, end.cursor, end.last,
            tuple(self._failures), dict(self._counts),
        )  # fmt: skip
        self._clear()
        return done


def shard_path(options: BatchOptions, what: str, group: int, shard: int) -> Path:
    """The file with the `pages` or `papers` of a shard."""
    output = output_named(options.output)
    return Path(options.folder, what, f"{group:06}-{shard:05}{output.ending}")


def write_shard(
    options: BatchOptions, what: str, group: int, shard: int, lines: Sequence[bytes]
) -> None:
    """One file of a shard; none where there are no lines."""
    path = shard_path(options, what, group, shard)
    if not lines:
        path.unlink(missing_ok=True)
        return
    output = output_named(options.output)
    with replacing(path) as stream:
        output.write(stream, what, lines)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes take the place of `path` when all of them are on the disk."""
    temporary = path.with_name(f"{TEMPORARY}{path.name}")
    try:
        with temporary.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
