"""The results of a batch for a reviewer: which pages there are, and each page as it was read."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from extractor.archives import Page, ReadOptions
from extractor.batch.index import read_pages
from extractor.batch.options import BatchOptions
from extractor.batch.outputs import all_outputs
from extractor.batch.ownership import LOCK, STATE
from extractor.batch.shards import read_task
from extractor.batch.store import Store
from extractor.errors import InputError
from extractor.options import Options
from extractor.records import Source

_NO_PAPERS = 2.0
"""Where pages without entries stand among the others, by confidence."""


@dataclass(frozen=True, slots=True)
class PageAt:
    """A page of the batch and where its result stands."""

    shard: tuple[int, int]
    """Group and number."""
    name: str
    title: str
    sha256: str
    papers: int
    lowest: float
    """The confidence of the least sure entry; 2 where there is none."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of a batch, finished or not."""

    path: Path
    batch: BatchOptions
    """The options that the results depend on."""
    pages: tuple[PageAt, ...]
    """Those with the least sure entries first, those without entries last."""

    def source(self, page: PageAt) -> Source:
        """The page's bytes, read again from the inputs of the batch.

        Raises InputError where they are not there any more, or changed.
        """
        with Store(self.path / STATE) as store:
            task = store.task_of(*page.shard)
        for item in read_task(task, self.batch.reading, self.batch.shard_pages):
            if isinstance(item, Page) and _is_it(item.source, page):
                return item.source
        raise InputError(page.name, "is not among the inputs of the batch any more, or has changed")


def _is_it(source: Source, page: PageAt) -> bool:
    return source.name == page.name and hashlib.sha256(source.data).hexdigest() == page.sha256


@contextlib.contextmanager
def open_folder(path: Path) -> Iterator[Folder]:
    """The folder, which no batch and no other review uses meanwhile.

    Raises InputError where it holds no batch, is in use, or cannot be read.
    """
    name = str(path)
    if not (path / STATE).is_file() or not (path / LOCK).is_file():
        raise InputError(name, "is no folder of a batch")
    with (path / LOCK).open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InputError(name, "a batch or another review is running there") from error
        with Store(path / STATE) as store:
            meta = store.fingerprint()
            if meta is None:
                raise InputError(name, "holds a batch that has not begun")
            batch = _batch(path, {key: json.loads(value) for key, value in meta.items()})
            found = [_page(*each) for each in read_pages(batch, store.shards())]
        yield Folder(path, batch, tuple(sorted(found, key=lambda page: page.lowest)))


def _batch(path: Path, meta: Mapping[str, Any]) -> BatchOptions:
    if meta.get("output") not in {each.name for each in all_outputs()}:
        raise InputError(str(path), "holds a batch of another version")

    def options(kind: type[Any]) -> Any:
        return kind(**{each.name: meta[each.name] for each in fields(kind) if each.name in meta})

    return BatchOptions(
        str(path), options(Options), options(ReadOptions),
        output=meta["output"], shard_pages=meta["shard_pages"],
    )  # fmt: skip


def _page(shard: tuple[int, int], result: Mapping[str, Any]) -> PageAt:
    source, papers = result["source"], result["papers"]
    lowest = min((paper["confidence"] for paper in papers), default=_NO_PAPERS)
    title = result["page"]["title"] or ""
    return PageAt(shard, source["name"], title, source["sha256"], len(papers), lowest)
