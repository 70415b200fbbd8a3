"""Archive formats, one module each. Adding a module with an `ARCHIVE` adds a format.

An archive is read as a stream of items: pages, failures, and what is skipped. Nothing is unpacked
to disk, and names of members are only names.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain

from extractor.archives._archive import Archive, Container, Head, ReadOptions
from extractor.archives._inflate import codec_of
from extractor.archives._items import Failure, Item, Page, Skipped
from extractor.archives._members import too_many, without_compression
from extractor.errors import PackageError
from extractor.registry import collect

__all__ = [
    "Archive",
    "Container",
    "Failure",
    "Head",
    "Item",
    "Page",
    "ReadOptions",
    "Skipped",
    "all_archives",
    "archive_of",
    "read_archive",
]

_HEAD = 4096
_MAGIC = 8


def all_archives() -> tuple[Archive, ...]:
    """Every format, in the order in which they are asked."""
    found = collect(sys.modules[__name__], "ARCHIVE", Archive)
    return tuple(sorted(found, key=lambda archive: archive.rank))


def archive_of(path: str, options: ReadOptions) -> tuple[Archive, Container]:
    """The format of the file at `path`, by its bytes and its name.

    Raises OSError where it cannot be read.
    """
    container = Container(path, options)
    with container.open() as file:
        container = Container(path, options, codec_of(file.read(_MAGIC)))
        data = container.stream(file).peek(_HEAD)
    name = path.lower()
    head = Head(without_compression(name) if container.codec else name, data)
    return next(each for each in all_archives() if each.matches(head)), container


def read_archive(path: str, options: ReadOptions, start: int = 0, seen: int = 0) -> Iterator[Item]:
    """Every item of the file at `path`, from `start` on. Never raises for what the file holds.

    `start` is that of an item of an earlier reading, `seen` how many items came before it. Raises
    PackageError where an address needs a package that is not installed.
    """
    try:
        archive, container = archive_of(path, options)
        if archive.whole_file and container.codec is not None:
            reason = f"is {archive.name} inside {container.codec.name}: unpack it first"
            yield Failure(path, "unreadable", reason)
            return
        items = archive.read(container, start)
        first = next(items, None)
        if first is None:
            yield Failure(path, "unreadable", f"{archive.name} without any member")
            return
        for number, item in enumerate(chain([first], items), seen + 1):
            if number > options.max_items:
                yield too_many(path, options, item.start)
                return
            yield item
    except PackageError:
        raise
    except OSError as error:
        yield Failure(path, "unreadable", f"cannot be read: {error.strerror or error}")
    except Exception as error:  # noqa: BLE001 - one odd file must not take the others along
        text = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        yield Failure(path, "error", f"internal error, the rest was not read: {text}")
