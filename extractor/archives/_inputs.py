"""From what a person names to files: folders, patterns, lists of paths."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from extractor.archives._addresses import expand_remote, is_remote, local_path
from extractor.archives._items import Failure, Skipped
from extractor.archives._types import skipped_ending

_WILD = frozenset("*?[")


def expand(
    inputs: Iterable[str], listed: BinaryIO | None, output: str | None = None
) -> Iterator[str | Failure | Skipped]:
    """The files that `inputs` name, in their order, those of a folder sorted.

    `listed` is what `-` stands for: paths or patterns, one a line, or parted by NUL. Links inside
    of folders are not followed; what is no page by its ending is skipped there. The folder `output`
    is no input even where it stands inside of one.
    """
    for each in inputs:
        if each == "-":
            if listed is not None:
                for line in _paths(listed):
                    yield from _expand_address(line, output)
        else:
            yield from _expand_address(each, output)


def _paths(listed: BinaryIO) -> Iterator[str]:
    """The lines; where the first holds a NUL, as from `find -print0`, that parts the paths."""
    first = listed.readline()
    if b"\0" in first:
        rest = b""
        while first:
            *whole, rest = (rest + first).split(b"\0")
            yield from (os.fsdecode(path) for path in whole if path)
            first = listed.read(1 << 16)
        if rest.strip():
            yield os.fsdecode(rest)
        return
    while first:
        line = first.rstrip(b"\r\n")
        if line:
            yield os.fsdecode(line)
        first = listed.readline()


def _expand_address(path: str, output: str | None) -> Iterator[str | Failure | Skipped]:
    """Files keep the form in which their input was named: with `file://` or without."""
    if is_remote(path):
        yield from expand_remote(path, output if output and is_remote(output) else None)
        return
    own = None
    if output is not None and not is_remote(output):
        own = os.path.realpath(local_path(output))
    inner = local_path(path)
    before = path.removesuffix(inner)
    for found in _expand_one(inner, own):
        if isinstance(found, str):
            yield before + found
        else:
            yield replace(found, name=before + found.name)


def _expand_one(path: str, own: str | None) -> Iterator[str | Failure | Skipped]:
    if not Path(path).exists() and _WILD & set(path):
        found = False
        for match in sorted(glob.glob(path, recursive=True)):  # noqa: PTH207 - absolute patterns too
            found = True
            if "**" in path and Path(match).is_dir():
                continue  # its files match too
            yield from _existing(match, own)
        if not found:
            yield Failure(path, "unreadable", "no file matches")
        return
    yield from _existing(path, own)


def _existing(path: str, own: str | None) -> Iterator[str | Failure | Skipped]:
    if own is not None and Path(os.path.realpath(path)).is_relative_to(own):
        return
    if Path(path).is_dir():
        yield from _folder(path, own)
    else:
        yield path


def _folder(path: str, own: str | None) -> Iterator[str | Failure | Skipped]:
    """The files below a folder, by name; no depth of folders is too deep."""
    queue = [path]
    while queue:
        folder = queue.pop()
        try:
            with os.scandir(folder) as entries:
                sorted_entries = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield Failure(folder, "unreadable", f"cannot be read: {error.strerror or error}")
            continue
        below: list[str] = []
        for entry in sorted_entries:
            ending = skipped_ending(entry.name)
            if entry.is_symlink():
                yield Skipped(entry.path, "link")
            elif entry.is_dir(follow_symlinks=False):
                if own is None or os.path.realpath(entry.path) != own:
                    below.append(entry.path)
            elif not entry.is_file(follow_symlinks=False):
                yield Skipped(entry.path, "special file")
            elif ending is not None:
                yield Skipped(entry.path, ending)
            else:
                yield entry.path
        queue.extend(reversed(below))
