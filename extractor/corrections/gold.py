"""Corrections as a file: one page's gold a line, the newest line of a page counts.

A line has the members of a gold page (id, source, genre, language, page, papers, boilerplate,
content_with, content_without, notes) and more: what the review needs to find entries and blocks
again. Unknown members are left alone, so that gold made by hand can be read too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from extractor.boilerplate import kinds
from extractor.errors import InputError

FILE = "corrections.jsonl"
"""The file beside the results of a batch."""

State = Literal["open", "accepted", "corrected", "added"]
"""What the review says about an entry; `open`: nothing yet."""

TEXTS = (
    "number", "label", "title", "title_translation", "date", "venue", "volume", "issue", "pages",
    "publisher", "abstract", "abstract_translation",
)  # fmt: skip
"""Members of an entry that are a text or null, under the same name in `Paper`."""
LISTS = ("authors", "keywords")
"""Members that are lists of texts."""


@dataclass(frozen=True, slots=True)
class ReviewedPaper:
    """An entry as the review left it."""

    state: State
    was: str | None
    """The title that the extractor gave it; None for an added one."""
    values: Mapping[str, Any]
    """Its members as in the gold format, `note_text` among them."""


@dataclass(frozen=True, slots=True)
class BlockKind:
    """A block whose kind was changed."""

    block: int
    text: str
    kind: str
    """`content` or a kind of boilerplate."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person said about one page."""

    sha256: str
    """Hash of the page's bytes."""
    papers: tuple[ReviewedPaper, ...]
    """Every entry of the page, in order; one that is not here was deleted."""
    deleted: tuple[str, ...]
    """Titles of the extractor's entries that are none."""
    kinds: tuple[BlockKind, ...]
    complete: bool
    """The whole page was looked at: it can serve as gold."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections of many pages."""

    by_page: Mapping[str, Correction] = field(default_factory=dict)
    """By the hash of the page's bytes."""
    digest: str | None = None
    """Hash of the file that they came from."""

    def get(self, sha256: str) -> Correction | None:
        """The correction of the page with these bytes."""
        return self.by_page.get(sha256)


def read_corrections(path: Path) -> Corrections:
    """The corrections of a file, none where there is no file.

    A last line that was not finished is left out, as a crash may leave it. Raises InputError for
    any other line that is no correction, and where the file cannot be read.
    """
    data = _whole_lines(path)
    found = {}
    for _, correction in _lines(path, data):
        found[correction.sha256] = correction
    return Corrections(found, hashlib.sha256(data).hexdigest() if data else None)


def newest_lines(path: Path) -> Sequence[Mapping[str, Any]]:
    """The newest line of every page, in the order of the pages' first lines. Raises as
    `read_corrections` does."""
    found: dict[str, Mapping[str, Any]] = {}
    for line, correction in _lines(path, _whole_lines(path)):
        found[correction.sha256] = line
    return tuple(found.values())


def _whole_lines(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror or error}") from error
    return data[: data.rfind(b"\n") + 1]


def _lines(path: Path, data: bytes) -> Iterator[tuple[Mapping[str, Any], Correction]]:
    for number, text_of_line in enumerate(data.split(b"\n"), start=1):
        if text_of_line.strip():
            try:
                line = json.loads(text_of_line)
                yield line, correction_of(line)
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                raise InputError(str(path), f"line {number} is no correction: {error}") from error


def correction_of(line: Mapping[str, Any]) -> Correction:
    """The correction that a line tells.

    Raises ValueError, KeyError, TypeError or AttributeError for what is none.
    """
    review = line["review"]
    papers = tuple(_paper(each) for each in line["papers"])
    blocks = tuple(
        BlockKind(whole_number(each["block"]), text(each["text"]), kind(each["kind"]))
        for each in review["kinds"]
    )
    deleted = tuple(text(title) for title in review["deleted"])
    return Correction(
        text(line["source"]["sha256"]), papers, deleted, blocks, review["complete"] is True
    )


def _paper(member: Mapping[str, Any]) -> ReviewedPaper:
    review = member["review"]
    if review["state"] not in get_args(State):
        raise ValueError(f"no state of an entry: {review['state']!r}")
    was = review["was"]
    return ReviewedPaper(review["state"], None if was is None else text(was), paper_values(member))


def paper_values(member: Mapping[str, Any]) -> Mapping[str, Any]:
    """The checked members of an entry. Raises what `correction_of` raises."""
    if member.get("role") not in {"featured", "reference"}:
        raise ValueError(f"no role: {member.get('role')!r}")
    if not text(member["title"]).strip():
        raise ValueError("an entry needs a title")
    year = member.get("year")
    values: dict[str, Any] = {
        "role": member["role"],
        "year": None if year is None else whole_number(year),
        "note_text": _text_or_none(member.get("note_text")),
        "identifiers": {
            text(scheme): text(value) for scheme, value in dict(member["identifiers"]).items()
        },
        "links": [
            {"url": text(link["url"]), "type": text(link.get("type") or "other")}
            for link in member["links"]
        ],
    }
    values |= {name: _text_or_none(member.get(name)) for name in TEXTS}
    values |= {name: [text(each) for each in member.get(name) or ()] for name in LISTS}
    return values


def text(value: object) -> str:
    """The value, which must be a text. Raises TypeError."""
    if not isinstance(value, str):
        raise TypeError(f"no text: {value!r}"[:80])
    return value


def whole_number(value: object) -> int:
    """The value, which must be a whole number from 0. Raises TypeError or ValueError."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"no whole number: {value!r}"[:80])
    if value < 0:
        raise ValueError(f"below zero: {value}")
    return value


def kind(value: object) -> str:
    """The value, which must be `content` or a kind of boilerplate. Raises TypeError, ValueError."""
    name = text(value)
    if name not in all_kinds():
        raise ValueError(f"no kind: {name!r}"[:80])
    return name


def all_kinds() -> Sequence[str]:
    """`content` and every kind of boilerplate."""
    return ("content", *kinds.names())


def _text_or_none(value: object) -> str | None:
    return (text(value).strip() or None) if value is not None else None
