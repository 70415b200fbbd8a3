"""The place of a batch for one process alone, and where its state is kept."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import platform
import shutil
from collections.abc import Iterator
from pathlib import Path

from extractor.archives._addresses import is_remote, local_path
from extractor.batch.across.run import FILES as ACROSS_FILES
from extractor.batch.errors import BatchError
from extractor.batch.folders import TEMPORARY, RemoteFolder
from extractor.batch.options import BatchOptions
from extractor.batch.sites.packs import FOLDER as TEMPLATES
from extractor.errors import UsageError

STATE = "state.sqlite"
LOCK = "state.lock"
_MARK = "state.json"
"""In a remote folder: where its state is."""
PARTS = ("pages", "papers")
_REPORTS = "reports"
_FILES = ("failures.jsonl", "summary.json", "index.html", *ACROSS_FILES)


@contextlib.contextmanager
def owned(options: BatchOptions) -> Iterator[Path]:
    """The path of the state database, while nobody else may write results or state.

    Raises UsageError where the folder is something else, BatchError where it is in use, OSError.
    """
    if is_remote(options.folder):
        with _remote(options, _state_folder(options)) as path:
            yield path
        return
    if options.state is not None:
        raise UsageError("--state", "is for results at remote addresses; here it is in the folder")
    with _local(Path(local_path(options.folder)), options) as path:
        yield path


@contextlib.contextmanager
def _local(folder: Path, options: BatchOptions) -> Iterator[Path]:
    """Without unfinished files of an earlier process."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(options.folder, "is a file, not a folder")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / LOCK).exists():
        raise UsageError(options.folder, "is not empty, and holds no batch")
    with _locked(folder, options):
        if options.fresh:
            _clear(folder)
        for part in PARTS:
            (folder / part).mkdir(exist_ok=True)
        for part in (*PARTS, _REPORTS, TEMPLATES):
            for path in (folder / part).rglob(f"{TEMPORARY}*"):
                path.unlink()
        yield folder / STATE


@contextlib.contextmanager
def _locked(folder: Path, options: BatchOptions) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BatchError(options.folder, "a batch or a review is running there") from error
        yield


def _clear(folder: Path) -> None:
    for part in (*PARTS, _REPORTS, TEMPLATES):
        shutil.rmtree(folder / part, ignore_errors=True)
    for name in _FILES:
        (folder / name).unlink(missing_ok=True)
    _forget(folder)


def _forget(folder: Path) -> None:
    for name in (STATE, f"{STATE}-wal", f"{STATE}-shm"):
        (folder / name).unlink(missing_ok=True)


# ------------------------------------------------------------------ results elsewhere, state here


def _state_folder(options: BatchOptions) -> Path:
    if options.state is not None:
        return Path(options.state)
    base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state"
    digest = hashlib.sha256(options.folder.rstrip("/").encode("utf-8", "surrogateescape"))
    return Path(base, "papersieve", digest.hexdigest()[:16])


@contextlib.contextmanager
def _remote(options: BatchOptions, state: Path) -> Iterator[Path]:
    folder = RemoteFolder(options.folder)
    with _locked(state, options):
        mark = _mark(folder)
        ours = mark == _here(state)
        if options.fresh and mark is not None:
            for part in (*PARTS, _REPORTS, TEMPLATES):
                folder.remove_all(part)
            for name in (*_FILES, _MARK):
                folder.remove(name)
            ours = False
        elif mark is not None and not (ours and (state / STATE).is_file()):
            reason = f"is a batch whose state is {mark}: go on there, or give --fresh"
            raise UsageError(options.folder, reason)
        elif mark is None and not folder.is_empty():
            raise UsageError(options.folder, "is not empty, and holds no batch")
        if not ours:
            _forget(state)
            with folder.writing(_MARK) as stream:
                stream.write(json.dumps(_here(state)).encode())
        yield state / STATE


def _here(state: Path) -> str:
    return f"{state.resolve()} on {platform.node()}"


def _mark(folder: RemoteFolder) -> str | None:
    if not folder.exists(_MARK):
        return None
    with folder.reading(_MARK) as stream:
        return str(json.loads(stream.read()))
