"""A batch from its inputs to its last file; can be stopped, killed and started again."""

from __future__ import annotations

import contextlib
import dataclasses
import fcntl
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO

from extractor.archives._inputs import expand
from extractor.batch.across.run import FILES as ACROSS_FILES
from extractor.batch.across.run import run_across
from extractor.batch.engines import Job, engine_named
from extractor.batch.index import write_index
from extractor.batch.options import BatchOptions
from extractor.batch.outputs import output_named
from extractor.batch.plan import Group, InputFile, groups
from extractor.batch.progress import Progress, Watch
from extractor.batch.sites.packs import FOLDER as TEMPLATES
from extractor.batch.sites.run import find_templates
from extractor.batch.store import Store
from extractor.batch.summary import summary_of
from extractor.batch.writing import TEMPORARY, replacing
from extractor.errors import PapersieveError, UsageError

STATE = "state.sqlite"
LOCK = "state.lock"
_PARTS = ("pages", "papers")
_REPORTS = "reports"
_FILES = ("failures.jsonl", "summary.json", "index.html", *ACROSS_FILES)


class BatchError(PapersieveError):
    """The batch cannot go on: the disk is full, the folder is in use. What is done stays done."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Summary:
    """What a finished batch found: the content of summary.json."""

    counts: dict[str, int]
    resumed: bool
    """An earlier run had done some of it."""


def run_batch(
    inputs: Sequence[str],
    options: BatchOptions,
    listed: BinaryIO | None = None,
    report: Callable[[Progress], None] = lambda _progress: None,
) -> Summary:
    """Reads every page of `inputs`, writes results, failures and a summary into the folder.

    `listed` is read where an input is `-`; `report` is told how far it is, as often as something
    changes. Raises UsageError where the folder holds results of other inputs or options, BatchError
    where the results cannot be written.
    """
    folder = Path(options.folder)
    _check(options)
    try:
        with _own_folder(folder, options), Store(folder / STATE) as store:
            resumed = _prepare(store, inputs, options, listed)
            _work(store, options, report)
            counts = store.counts()
            if options.across:
                counts |= run_across(options, store.shards())
            _finish(folder, store, counts)
            write_index(options, store)
            return Summary(counts, resumed)
    except (OSError, sqlite3.Error) as error:
        text = getattr(error, "strerror", None) or str(error)
        reason = f"{text}; what is done is kept, the same command goes on from there"
        raise BatchError(options.folder, reason) from error


def _check(options: BatchOptions) -> None:
    output = output_named(options.output)
    if output.needs is not None:
        try:
            __import__(output.needs)
        except ModuleNotFoundError as error:
            reason = f"needs {output.needs}: pip install 'papersieve[{output.name}]'"
            raise UsageError(f"--format {output.name}", reason) from error


@contextlib.contextmanager
def _own_folder(folder: Path, options: BatchOptions) -> Iterator[None]:
    """The folder for this process alone, without unfinished files of an earlier one."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(options.folder, "is a file, not a folder")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / LOCK).exists():
        raise UsageError(options.folder, "is not empty, and holds no batch")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BatchError(options.folder, "a batch or a review is running there") from error
        if options.fresh:
            _clear(folder)
        for part in _PARTS:
            (folder / part).mkdir(exist_ok=True)
        for part in (*_PARTS, _REPORTS, TEMPLATES):
            for path in (folder / part).rglob(f"{TEMPORARY}*"):
                path.unlink()
        yield


def _clear(folder: Path) -> None:
    for part in (*_PARTS, _REPORTS, TEMPLATES):
        shutil.rmtree(folder / part, ignore_errors=True)
    for name in (*_FILES, STATE, f"{STATE}-wal", f"{STATE}-shm"):
        (folder / name).unlink(missing_ok=True)


def _prepare(
    store: Store, inputs: Sequence[str], options: BatchOptions, listed: BinaryIO | None
) -> bool:
    """Plans a new batch; for an old one checks that it is the same. Returns whether it is old."""
    planned = groups(expand(inputs, listed, options.folder))
    before, now = store.fingerprint(), options.fingerprint()
    if before is None:
        store.plan(now, planned)
        return False
    changed = [
        f"{name} was {before.get(name, 'unset')}, is {value}"
        for name, value in now.items()
        if before.get(name) != value
    ]
    if changed:
        _refuse(options, "; ".join(changed))
    for old, new in zip_longest(store.groups(), planned):
        if old != new:
            _refuse(options, _difference(old, new))
    return True


def _refuse(options: BatchOptions, what: str) -> None:
    reason = f"holds results of another batch ({what}): take another folder, or --fresh"
    raise UsageError(options.folder, reason)


def _difference(old: Group | None, new: Group | None) -> str:
    before = old.entries if old else ()
    after = new.entries if new else ()
    one, other = next((one, other) for one, other in zip_longest(before, after) if one != other)
    if one is None or other is None:
        there = one or other
        name = there.path if isinstance(there, InputFile) else there.name if there else ""
        return f"{name} was {'not ' if one is None else ''}among its inputs"
    name = one.path if isinstance(one, InputFile) else one.name
    same = isinstance(one, InputFile) and isinstance(other, InputFile) and one.path == other.path
    return f"{name} has changed since" if same else f"{name} was among its inputs at another place"


def _work(store: Store, options: BatchOptions, report: Callable[[Progress], None]) -> None:
    """Runs what failed, where that is asked for, and what is left."""
    templates = find_templates(store, options, report) if options.site_templates else None
    watch = Watch(store.counts(), store.size(), report)
    engine = engine_named(options.engine)
    job = Job(options, watch.told, dataclasses.replace(options.work, templates=templates))
    for tasks in (store.failed_tasks() if options.retry_failures else iter(()), store.open_tasks()):
        with contextlib.closing(engine.run(watch.begun(tasks), job)) as shards:
            for done in shards:
                store.commit(done)
                watch.committed(done)


def _finish(folder: Path, store: Store, counts: dict[str, int]) -> None:
    with replacing(folder / "failures.jsonl") as stream:
        for line in store.failures():
            stream.write(line.encode("utf-8") + b"\n")
    text = json.dumps(summary_of(counts), ensure_ascii=False, indent=1) + "\n"
    with replacing(folder / "summary.json") as stream:
        stream.write(text.encode("utf-8", "backslashreplace"))
