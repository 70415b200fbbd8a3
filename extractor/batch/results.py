"""What comes out of one page, as bytes that are ready to be written, and what is counted of it."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from extractor.archives import Failure, Page, Skipped
from extractor.formats.json import to_dict
from extractor.records import PageResult


@dataclass(frozen=True, slots=True)
class PageDone:
    """A page that was read."""

    page: bytes
    """The line of JSON with its result."""
    papers: tuple[bytes, ...]
    """A line of JSON for each of its papers."""
    counts: Mapping[str, int]


Done = PageDone | Failure | Skipped


def page_done(page: Page, result: PageResult) -> PageDone:
    """The result of a page, with the notes of its archive among its warnings."""
    if page.notes:
        result = dataclasses.replace(result, warnings=(*result.warnings, *page.notes))
    plain = to_dict(result)
    papers = plain["papers"]
    assert isinstance(papers, list)
    where = {
        "page": result.source.name,
        "page_url": result.page.url or result.source.url,
        "page_sha256": result.source.sha256,
    }
    return PageDone(
        json_line(plain), tuple(json_line(where | paper) for paper in papers), _counts(result)
    )


def _counts(result: PageResult) -> Mapping[str, int]:
    found = Counter(
        {
            "pages": 1,
            "papers": len(result.papers),
            "bytes": result.source.bytes,
            f"encoding/{result.source.encoding}": 1,
            f"language/{result.page.language or 'unknown'}": 1,
            "truncated papers": sum(paper.status == "truncated" for paper in result.papers),
        }
    )
    found.update(f"finder/{name}" for paper in result.papers for name in paper.found_by)
    found.update(f"removed/{removed.kind}" for removed in result.removed)
    return dict(found)


def failure_line(failure: Failure) -> str:
    """The failure as a line of JSON for failures.jsonl."""
    members = {
        "name": failure.name,
        "kind": failure.kind,
        "reason": failure.reason,
        "offset": failure.offset,
        "url": failure.url,
    }
    return json_line(members).decode("utf-8").rstrip("\n")


def json_line(value: object) -> bytes:
    """One line of JSON as UTF-8; lone surrogates, as names may hold, are escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace") + b"\n"
