"""The strings that real pages print their entries in, with the gold beside."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from extractor.document.build import build_document
from extractor.options import Options
from extractor.records import Block, Source, Span
from extractor.source.decode import decode

_MOST_BLOCKS = 3
_LONGEST = 1200


@dataclass(frozen=True, slots=True)
class PageString:
    """A run of blocks that prints one entry."""

    page: str
    text: str
    spans: tuple[Span, ...]
    blocks: int
    """How many blocks were joined by line breaks."""
    paper: dict[str, Any]
    """The gold entry."""


def plain(text: str) -> str:
    """Letters and digits alone, in one form and case."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


def page_strings(pages: Path) -> Iterator[PageString]:
    """Strings of the gold pages below `pages`: entries with printed authors in a run of at most
    three blocks and 1,200 characters, BibTeX left out."""
    for gold_path in sorted(pages.glob("*/*.json")):
        papers = json.loads(gold_path.read_text("utf-8")).get("papers") or []
        page = next(
            (p for suffix in (".html", ".txt") if (p := gold_path.with_suffix(suffix)).exists()),
            None,
        )
        if not papers or page is None:
            continue
        document = build_document(decode(Source(page.name, page.read_bytes()), Options()), None)
        yield from _of_page(page.stem, papers, document.blocks)


def _of_page(
    page: str, papers: Sequence[dict[str, Any]], blocks: Sequence[Block]
) -> Iterator[PageString]:
    letters = [plain(block.text) for block in blocks]
    position = 0
    for paper in papers:
        if not paper.get("authors"):
            continue
        names = [plain(author) for author in paper["authors"]]
        title = plain(paper["title"])
        run = _run(letters, position, (title, *names)) or _run(letters, position, (title, names[0]))
        if run is None:
            continue
        position = run[0]
        chosen = blocks[run[0] : run[1]]
        text, spans = _joined(chosen)
        if len(text) <= _LONGEST and all(block.form != "preformatted" for block in chosen):
            yield PageString(page, text, spans, len(chosen), paper)


def _run(letters: Sequence[str], position: int, wanted: Sequence[str]) -> tuple[int, int] | None:
    """The shortest run of blocks with all of `wanted`, the next from `position` on."""
    best: tuple[int, int] | None = None
    for start in (*range(position, len(letters)), *range(position)):
        joined = ""
        for end in range(start + 1, min(start + _MOST_BLOCKS, len(letters)) + 1):
            joined += letters[end - 1]
            if all(text in joined for text in wanted):
                if any(text in letters[start] for text in wanted) and (
                    best is None or end - start < best[1] - best[0]
                ):
                    best = (start, end)
                break
        if best is not None and best[1] - best[0] == 1:
            break
    return best


def _joined(blocks: Sequence[Block]) -> tuple[str, tuple[Span, ...]]:
    texts: list[str] = []
    spans: list[Span] = []
    offset = 0
    for block in blocks:
        spans.extend(replace(s, start=s.start + offset, end=s.end + offset) for s in block.spans)
        texts.append(block.text)
        offset += len(block.text) + 1
    return "\n".join(texts), tuple(spans)
