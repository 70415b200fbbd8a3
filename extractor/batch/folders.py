"""Where results are written: a folder of this machine, a remote one, or memory on the way there."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from extractor.archives._addresses import file_system, is_remote, local_path, told

TEMPORARY = ".part-"
"""What names of unfinished files begin with."""
_WHOLE = frozenset(
    "s3 s3a gs gcs abfs abfss az oss oci cos obs tos swift hf memory".split()
)  # fmt: skip
"""Protocols whose files appear when they are complete: object stores."""


class Folder(Protocol):
    """Files by their names below one place, `pages/000000-00000.jsonl.zst`."""

    def exists(self, name: str) -> bool:
        """Whether there is a file of this name. Raises OSError."""

    def reading(self, name: str) -> BinaryIO:
        """The bytes of a file. Raises OSError."""

    def writing(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A stream whose bytes are the file when it ends without an error. Raises OSError."""

    def remove(self, name: str) -> None:
        """Removes a file that may be there. Raises OSError."""


def folder_of(address: str) -> Folder:
    """The folder at a path or an address. Raises as `file_system` does."""
    return RemoteFolder(address) if is_remote(address) else LocalFolder(Path(local_path(address)))


class LocalFolder:
    """A folder of this machine; files are on the disk when they appear."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def exists(self, name: str) -> bool:
        """Whether there is a file of this name."""
        return (self._path / name).is_file()

    def reading(self, name: str) -> BinaryIO:
        """The bytes of a file."""
        return (self._path / name).open("rb")

    def writing(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A stream for a file that appears whole or not at all."""
        path = self._path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return replacing(path)

    def remove(self, name: str) -> None:
        """Removes a file that may be there."""
        (self._path / name).unlink(missing_ok=True)


class RemoteFolder:
    """A folder that fsspec reaches. Files are made on this machine, then sent as a whole."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._system, self._path = file_system(address)
        names = self._system.protocol
        protocols = {names} if isinstance(names, str) else set(names)
        self._appear_whole = bool(protocols & _WHOLE)

    def exists(self, name: str) -> bool:
        """Whether there is a file of this name."""
        with told(self._address):
            return bool(self._system.isfile(self._at(name)))

    def reading(self, name: str) -> BinaryIO:
        """The bytes of a file."""
        with told(self._address):
            return cast(BinaryIO, self._system.open(self._at(name), "rb"))

    @contextlib.contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """A stream for a file that appears whole or not at all."""
        with tempfile.NamedTemporaryFile(prefix="papersieve-") as stream:
            yield cast(BinaryIO, stream)
            stream.flush()
            with told(self._address):
                self._send(stream.name, name)

    def _send(self, file: str, name: str) -> None:
        system, path = self._system, self._at(name)
        if self._appear_whole:
            system.put_file(file, path)
            return
        above, _, last = path.rpartition("/")
        unfinished = f"{above}/{TEMPORARY}{last}"
        system.makedirs(above, exist_ok=True)
        system.put_file(file, unfinished)
        # Not every file system lets one file take the place of another.
        if system.exists(path):
            system.rm_file(path)
        system.mv(unfinished, path)

    def remove(self, name: str) -> None:
        """Removes a file that may be there."""
        with told(self._address):
            if self._system.exists(self._at(name)):
                self._system.rm_file(self._at(name))

    def is_empty(self) -> bool:
        """Whether no file is there, at any depth. Raises OSError."""
        with told(self._address):
            self._system.invalidate_cache()
            return not any(files for _, _, files in self._system.walk(self._path))

    def remove_all(self, name: str) -> None:
        """Removes a folder that may be there with all that it holds. Raises OSError."""
        with told(self._address):
            if self._system.exists(self._at(name)):
                self._system.rm(self._at(name), recursive=True)

    def _at(self, name: str) -> str:
        return f"{self._path.rstrip('/')}/{name}"


class HeldFolder:
    """Files in memory, for the one who may write them."""

    def __init__(self) -> None:
        self.files: dict[str, bytes | None] = {}
        """None: to be removed."""

    def exists(self, name: str) -> bool:
        """Whether there is a file of this name."""
        return self.files.get(name) is not None

    def reading(self, name: str) -> BinaryIO:
        """The bytes of a file."""
        return io.BytesIO(self.files[name] or b"")

    @contextlib.contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """A stream for a file that appears whole or not at all."""
        stream = io.BytesIO()
        yield stream
        self.files[name] = stream.getvalue()

    def remove(self, name: str) -> None:
        """Removes a file that may be there."""
        self.files[name] = None


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
