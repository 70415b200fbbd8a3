"""A batch from its inputs to its last file; can be stopped, killed and started again."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import BinaryIO

from extractor.archives._inputs import expand
from extractor.batch.across.run import run_across
from extractor.batch.engines import Job, engine_named
from extractor.batch.errors import BatchError
from extractor.batch.folders import Folder, folder_of
from extractor.batch.index import write_index
from extractor.batch.options import BatchOptions
from extractor.batch.outputs import output_named
from extractor.batch.ownership import PARTS, owned
from extractor.batch.plan import Group, InputFile, groups
from extractor.batch.progress import Progress, Watch
from extractor.batch.sites.run import find_templates
from extractor.batch.store import Store
from extractor.batch.summary import summary_of
from extractor.batch.writing import shard_name
from extractor.errors import PackageError, UsageError


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
    changes. Raises UsageError where the folder holds results of other inputs or options,
    PackageError where a package is missing, BatchError where the results cannot be written.
    """
    _check(options)
    try:
        with owned(options) as state, Store(state) as store:
            resumed = _prepare(store, inputs, options, listed)
            _work(store, options, report)
            counts = store.counts()
            if options.across:
                counts |= run_across(options, store.shards())
            _finish(folder_of(options.folder), store, counts)
            if options.index:
                write_index(options, store)
            return Summary(counts, resumed)
    except (OSError, sqlite3.Error) as error:
        text = getattr(error, "strerror", None) or str(error)
        reason = f"{text}; what is done is kept, the same command goes on from there"
        raise BatchError(options.folder, reason) from error


def _check(options: BatchOptions) -> None:
    output, engine = output_named(options.output), engine_named(options.engine)
    if options.address is not None and not engine.takes_address:
        raise UsageError("--address", f"means nothing to the engine {engine.name}")
    for option, chosen in (("--format", output), ("--engine", engine)):
        if chosen.needs is not None:
            try:
                __import__(chosen.needs)
            except ModuleNotFoundError as error:
                reason = f"needs {chosen.needs}: pip install 'papersieve[{chosen.name}]'"
                raise PackageError(f"{option} {chosen.name}", reason) from error


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
    engine = engine_named(options.engine)
    with contextlib.ExitStack() as stack:
        if options.retry_failures or next(store.open_tasks(), None) is not None:
            stack.enter_context(engine.session(options))
        templates = find_templates(store, options, report) if options.site_templates else None
        watch = Watch(store.counts(), store.size(), report)
        work = dataclasses.replace(options.work, templates=templates)
        _run(store, watch, Job(options, watch.told, work))


def _run(store: Store, watch: Watch, job: Job) -> None:
    options, folder = job.options, folder_of(job.options.folder)
    engine = engine_named(options.engine)
    for tasks in (store.failed_tasks() if options.retry_failures else iter(()), store.open_tasks()):
        first = next(tasks, None)
        if first is None:
            continue  # an engine may take long to start
        every = watch.begun(chain([first], tasks))
        with contextlib.closing(engine.run(every, job)) as shards:
            for done in shards:
                for shard in store.commit(done):
                    for part in PARTS:
                        folder.remove(shard_name(options.output, part, done.group, shard))
                watch.committed(done)


def _finish(folder: Folder, store: Store, counts: dict[str, int]) -> None:
    with folder.writing("failures.jsonl") as stream:
        for line in store.failures():
            stream.write(line.encode("utf-8") + b"\n")
    text = json.dumps(summary_of(counts), ensure_ascii=False, indent=1) + "\n"
    with folder.writing("summary.json") as stream:
        stream.write(text.encode("utf-8", "backslashreplace"))
