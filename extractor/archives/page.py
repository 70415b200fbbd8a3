"""Single pages: HTML, plain text, MHTML; compressed or not."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.archives._archive import Archive, Container, Head
from extractor.archives._items import Failure, Item
from extractor.archives._members import page_item, too_large
from extractor.records import Source

_LAST = 1000


def _read(container: Container, _start: int) -> Iterator[Item]:
    with container.open() as file:
        stream = container.stream(file)
        data = stream.take(container.options.max_page_bytes + 1)
        broken = stream.broken
    if len(data) > container.options.max_page_bytes:
        yield too_large(container.path, container.options, None, 0)
    elif broken is not None:
        kind = "limit" if broken.limit else "damaged"
        yield Failure(container.path, kind, broken.reason, broken.offset)
    else:
        yield page_item(Source(container.path, data), container.options)


def _matches(_head: Head) -> bool:
    return True


ARCHIVE = Archive("page", _LAST, _matches, _read)
