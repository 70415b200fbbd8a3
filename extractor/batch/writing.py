"""The results of a shard into its files."""

from __future__ import annotations

from collections import Counter

from extractor.archives import Failure, Skipped
from extractor.batch.folders import Folder
from extractor.batch.outputs import output_named
from extractor.batch.results import Done, PageDone, PageSeen, failure_line
from extractor.batch.shards import ShardEnd
from extractor.batch.sites.samples import Sample
from extractor.batch.store import ShardDone


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
        return ShardDone(
            end.group, end.shard, end.items, end.begin, end.cursor, end.last, (), {}, samples
        )


class ShardWriter:
    """Collects the results of one shard after the other and writes them."""

    def __init__(self, folder: Folder, output: str) -> None:
        self._folder = folder
        self._output = output
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
                name, data = done.report
                with self._folder.writing(name) as stream:
                    stream.write(data)
        elif isinstance(done, Failure):
            self._failures.append(failure_line(done))
            self._counts["failures"] += 1
            self._counts[f"failure/{done.kind}"] += 1
        elif isinstance(done, Skipped):
            self._counts["skipped"] += 1
            self._counts[f"skipped/{done.reason}"] += 1

    def finish(self, end: ShardEnd) -> ShardDone:
        """Writes the files of the shard. Raises OSError, with nothing half written."""
        for what, lines in self._lines.items():
            name = shard_name(self._output, what, end.group, end.shard)
            if lines:
                with self._folder.writing(name) as stream:
                    output_named(self._output).write(stream, what, lines)
            else:
                self._folder.remove(name)
        done = ShardDone(
            end.group, end.shard, end.items, end.begin, end.cursor, end.last,
            tuple(self._failures), dict(self._counts),
        )  # fmt: skip
        self._clear()
        return done


def shard_name(output: str, what: str, group: int, shard: int) -> str:
    """The file with the `pages` or `papers` of a shard."""
    return f"{what}/{group:06}-{shard:05}{output_named(output).ending}"
