"""What is fuzzed: functions of bytes that may refuse, and must not raise anything else."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from extractor import LimitError, Options, PapersieveError
from extractor.archives import ReadOptions, read_archive
from extractor.boilerplate.judge import judge
from extractor.document.build import build_document
from extractor.papers.resolve import find_papers
from extractor.papers.tagger import read_tagged
from extractor.pipeline import run
from extractor.records import Decoded, Source
from extractor.source.decode import decode

OPTIONS = Options(max_bytes=1_000_000, max_seconds=20.0)


def decoding(data: bytes) -> None:
    """Bytes to text: every character is one that UTF-8 can hold."""
    decode(Source("page", data), OPTIONS).text.encode("utf-8")


def _document(data: bytes, media_type: str):
    text = data.decode("utf-8", "replace")
    return build_document(Decoded(text, "utf-8", "text", 0, media_type), None, OPTIONS)


def building(data: bytes) -> None:
    """Text to blocks: blocks and elements point at each other, spans lie in their text."""
    for media_type in ("text/html", "text/plain"):
        document = _document(data, media_type)
        for index, block in enumerate(document.blocks):
            assert block.index == index
            assert 0 <= block.element < len(document.elements)
            assert all(0 <= span.start <= span.end <= len(block.text) for span in block.spans)


def judging(data: bytes) -> None:
    """Blocks to judgements: one each."""
    document = _document(data, "text/html")
    assert len(judge(document)) == len(document.blocks)


def finding(data: bytes) -> None:
    """Blocks to papers: blocks of papers are there and in order."""
    for media_type in ("text/html", "text/plain"):
        document = _document(data, media_type)
        for paper in find_papers(document, judge(document), OPTIONS).papers:
            assert list(paper.blocks) == sorted(paper.blocks)
            assert 0 <= paper.blocks[0] <= paper.blocks[-1] < len(document.blocks)


def tagging(data: bytes) -> None:
    """A line to a citation."""
    read_tagged(data.decode("utf-8", "replace"))


def pages(data: bytes) -> None:
    """The whole way, to JSON that can be read."""
    result = run(Source("page", data), OPTIONS)
    json.loads(result.to_json())


def _archive(ending: str) -> Callable[[bytes], None]:
    folder = tempfile.mkdtemp(prefix="fuzz")
    path = Path(folder, f"a.{ending}")
    options = ReadOptions(max_page_bytes=1_000_000, max_items=1000)

    def reading(data: bytes) -> None:
        path.write_bytes(data)
        for _ in read_archive(str(path), options):
            pass

    return reading


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "decode": decoding,
    "document": building,
    "judge": judging,
    "finders": finding,
    "tagger": tagging,
    "pages": pages,
    **{ending: _archive(ending) for ending in ("warc", "mhtml", "zip", "tar", "jsonl", "csv")},
}
"""By the name on the command line."""


def refuses(target: Callable[[bytes], None], data: bytes) -> bool:
    """Calls a target. Whether it said that this is no page, or over a limit of size.

    An input of some thousand bytes must not be over the limit of time: that is raised.
    """
    try:
        target(data)
    except LimitError as error:
        if "CPU time" in error.reason:
            raise
        return True
    except PapersieveError:
        return True
    return False
