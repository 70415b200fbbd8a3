"""How far a batch is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from extractor.batch.plan import Group, InputFile
from extractor.batch.shards import Task
from extractor.batch.store import ShardDone


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is, what earlier runs did included."""

    pages: int
    papers: int
    failures: int
    size: int
    """Bytes of all inputs as stored."""
    behind: int
    """Bytes of them whose shards are done."""
    is_first_pass: bool = False
    """The pages are looked at for the templates of their sites."""


class Watch:
    """Adds up what an engine tells."""

    def __init__(
        self, counts: Mapping[str, int], size: tuple[int, int], report: Callable[[Progress], None]
    ) -> None:
        self._report = report
        self._pages = counts.get("pages", 0)
        self._papers = counts.get("papers", 0)
        self._failures = counts.get("failures", 0)
        self._size, self._behind = size
        self._within: dict[int, int] = {}
        self._groups: dict[int, Group] = {}

    def begun(self, tasks: Iterator[Task]) -> Iterator[Task]:
        """The tasks as an engine takes them."""
        for task in tasks:
            if not task.only:
                self._groups[task.group.number] = task.group
            yield task

    def told(self, pages: int, papers: int, failures: int) -> None:
        """What has come out since the last time."""
        self._pages += pages
        self._papers += papers
        self._failures += failures
        self._say()

    def committed(self, done: ShardDone) -> None:
        """A shard is done."""
        group = self._groups.get(done.group)
        if group is None:
            return
        if done.last:
            self._behind += group.size
            self._within.pop(done.group, None)
            del self._groups[done.group]
        else:
            files = [entry.size if isinstance(entry, InputFile) else 0 for entry in group.entries]
            at = done.cursor.entry
            self._within[done.group] = sum(files[:at]) + min(done.cursor.start, files[at])
        self._say()

    def _say(self) -> None:
        behind = min(self._behind + sum(self._within.values()), self._size)
        self._report(Progress(self._pages, self._papers, self._failures, self._size, behind))
