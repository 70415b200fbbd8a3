"""What comes out of one page, as bytes that are ready to be written, and what is counted of it."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from extractor.archives import Failure, Page, Skipped
from extractor.batch.sites.samples import Sample
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
    report: tuple[str, bytes] | None = None
    """The page as an HTML file, with the path of the file in the folder."""


@dataclass(frozen=True, slots=True)
class PageSeen:
    """A page that the first pass looked at, or passed over."""

    sample: Sample | None


Done = PageDone | PageSeen | Failure | Skipped


def page_done(
    page: Page, result: PageResult, report: bytes | None = None, *, is_corrected: bool = False
) -> PageDone:
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
    counts = _counts(result) | ({"corrected pages": 1} if is_corrected else {})
    source = result.source
    return PageDone(
        json_line(plain),
        tuple(json_line(where | paper) for paper in papers),
        counts,
        None if report is None else (report_path(source.name, source.url, source.sha256), report),
    )


def report_path(name: str, url: str | None, sha256: str) -> str:
    """Where the report of a page stands in the folder: its own place, whatever was read before."""
    key = "\n".join((name, url or "", sha256)).encode("utf-8", "backslashreplace")
    digest = hashlib.sha256(key).hexdigest()
    return f"reports/{digest[:2]}/{digest[2:34]}.html"


def _counts(result: PageResult) -> dict[str, int]:
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
