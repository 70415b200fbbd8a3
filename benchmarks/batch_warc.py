"""What readers of WARC files keep of damaged ones: ours, warcio's, fastwarc's.

    pip install warcio fastwarc
    python -m benchmarks.batch_warc

Thirteen files of nine synthesised pages with one damage each. The number counts the pages that come
out whole; after it stands what the reader tells about the damage.
"""

from __future__ import annotations

import contextlib
import io
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from extractor.archives import Failure, Page, ReadOptions, read_archive
from tests.archives.making import damaged_warcs, number_of, page


def _ours(data: bytes, ending: str) -> Iterator[bytes | str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{ending}")
        path.write_bytes(data)
        for item in read_archive(str(path), ReadOptions()):
            if isinstance(item, Page):
                yield item.source.data
            elif isinstance(item, Failure):
                yield f"failure at {item.offset:,}: {item.reason}"


def _warcio(data: bytes, _ending: str) -> Iterator[bytes | str]:
    from warcio.archiveiterator import ArchiveIterator

    for record in ArchiveIterator(io.BytesIO(data)):
        yield record.content_stream().read()


def _fastwarc(data: bytes, _ending: str) -> Iterator[bytes | str]:
    from fastwarc.warc import ArchiveIterator

    for record in ArchiveIterator(io.BytesIO(data), parse_http=True):
        yield record.reader.read()


READERS: Mapping[str, Callable[[bytes, str], Iterator[bytes | str]]] = {
    "ours": _ours,
    "warcio": _warcio,
    "fastwarc": _fastwarc,
}


def main() -> int:
    """Prints the table."""
    print("| damage | whole pages | " + " | ".join(READERS) + " |")
    print("| --- | --- " + "| --- " * len(READERS) + "|")
    for name, (ending, data, whole) in damaged_warcs().items():
        cells = [_cell(read, data, ending) for read in READERS.values()]
        print(f"| {name} | {len(whole)} | " + " | ".join(cells) + " |")
    return 0


def _cell(read: Callable[[bytes, str], Iterator[bytes | str]], data: bytes, ending: str) -> str:
    kept, says = set(), ""
    try:
        with contextlib.redirect_stderr(io.StringIO()) as told:
            for each in read(data, ending):
                if isinstance(each, str):
                    says = each
                elif b"<h1>Pond " in each and each == page(number_of(each)):
                    kept.add(number_of(each))
        says = says or ("a warning" if told.getvalue() else "nothing")
    except ModuleNotFoundError:
        return "not installed"
    except Exception as error:  # noqa: BLE001 - whatever a library raises is what it says
        says = f"stops: {type(error).__name__}"
    return f"{len(kept)}, {says}"


if __name__ == "__main__":
    sys.exit(main())
