"""Files by address: paths of this machine, `file://`, and what fsspec reaches, such as `s3://`."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from extractor.archives._items import Failure, Skipped
from extractor.archives._types import skipped_ending
from extractor.errors import PackageError, UsageError

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_FILE = "file://"
_WILD = frozenset("*?[")
_CHANGES = (
    "ETag", "etag", "md5Hash", "crc32c", "checksum", "mtime", "LastModified", "last_modified",
    "modificationTime", "updated", "created",
)  # fmt: skip
"""What file systems call that which is another when a file has changed, the surest first."""


def is_remote(path: str) -> bool:
    """Whether only fsspec can open it."""
    return _SCHEME.match(path) is not None and not path.startswith(_FILE)


def has_scheme(path: str) -> bool:
    """Whether it is an address, which means the same on every machine of a cluster."""
    return _SCHEME.match(path) is not None


def local_path(path: str) -> str:
    """The path of a file of this machine, without `file://`."""
    return path.removeprefix(_FILE)


def file_system(address: str) -> tuple[Any, str]:
    """The fsspec file system of a remote address, and the path in it.

    Raises PackageError where a package is missing, UsageError where no scheme is called that.
    """
    try:
        import fsspec.core
    except ModuleNotFoundError as error:
        raise PackageError(address, "needs fsspec: pip install 'papersieve[remote]'") from error
    with told(address):
        system, path = fsspec.core.url_to_fs(address)
        return system, str(path)


@contextlib.contextmanager
def told(address: str) -> Iterator[None]:
    """Turns what libraries of file systems raise into OSError, PackageError or UsageError."""
    try:
        yield
    except ImportError as error:
        raise PackageError(address, _line(error)) from error
    except OSError:
        raise
    except Exception as error:
        if isinstance(error, ValueError) and "Protocol not known" in str(error):
            raise UsageError(address, _line(error)) from error
        raise OSError(f"{type(error).__name__}: {_line(error)}") from error


def open_file(path: str) -> BinaryIO:
    """The bytes of a file as stored, which can be sought in. Raises OSError."""
    if not is_remote(path):
        return Path(local_path(path)).open("rb")
    system, inner = file_system(path)
    with told(path):
        return cast(BinaryIO, system.open(inner, "rb"))


def status(path: str) -> tuple[int, int]:
    """Size in bytes, and a number that is another when the file has changed. Raises OSError.

    The number is the time of the last change in nanoseconds, or made from what a remote file system
    knows.
    """
    if not is_remote(path):
        found = Path(local_path(path)).stat()
        return found.st_size, found.st_mtime_ns
    system, inner = file_system(path)
    with told(path):
        facts = system.info(inner)
    sign = next((str(facts[name]) for name in _CHANGES if facts.get(name) is not None), "")
    digest = hashlib.sha256(sign.encode("utf-8", "backslashreplace")).digest()
    return int(facts.get("size") or 0), int.from_bytes(digest[:7], "big")


def expand_remote(address: str, own: str | None) -> Iterator[str | Failure | Skipped]:
    """The files that a remote address names: itself, those that fit a pattern, those of a folder.

    Nothing below the address `own` is among them.
    """
    address = address.rstrip("/")
    system, inner = file_system(address)
    # What has to stand before a path of the file system to make an address of it.
    before = address.removesuffix(inner) if address.endswith(inner) else ""
    with told(address):
        matches = sorted(system.glob(inner)) if _WILD & set(inner) else [inner]
    if not matches:
        yield Failure(address, "unreadable", "no file matches")
    for match in matches:
        with told(address):
            names = sorted(system.find(match)) if system.isdir(match) else None
        for name in [match] if names is None else names:
            path = before + name
            ending = skipped_ending(name)
            if own is not None and f"{path}/".startswith(f"{own.rstrip('/')}/"):
                continue
            if names is not None and ending is not None:
                yield Skipped(path, ending)
            else:
                yield path


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
