"""Pages of one file, `*.joined`, with a line of equals signs between them."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.archives import Archive, Container, Head, Item, Page
from extractor.records import Source

_BETWEEN = b"\n=====\n"


def _matches(head: Head) -> bool:
    return head.name.endswith(".joined")


def _read(container: Container, _start: int) -> Iterator[Item]:
    with container.open() as file:
        data = container.stream(file).take(container.options.max_page_bytes)
    for number, part in enumerate(data.split(_BETWEEN), start=1):
        yield Page(Source(f"{container.path}/{number}", part))


ARCHIVE = Archive("joined", 55, _matches, _read)
