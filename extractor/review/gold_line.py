"""What a reviewer sent about a page as a line of corrections in the form of gold pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from extractor.corrections.apply import Reviewed, corrected, reviewed_papers
from extractor.corrections.gold import (
    LISTS,
    TEXTS,
    Correction,
    State,
    correction_of,
    kind,
    paper_values,
    text,
    whole_number,
)
from extractor.pipeline import Stages
from extractor.records import Paper

_MOST_ENTRIES = 20_000


@dataclass(frozen=True, slots=True)
class Saved:
    """A line that can be written, and what it says."""

    line: Mapping[str, Any]
    correction: Correction
    ids: tuple[str, ...]
    """What the entries that were sent are called from now on, in the order sent."""
    not_printed: tuple[str, ...]
    """Values that the page does not show, though gold holds what is printed."""


def values_of(paper: Paper) -> dict[str, Any]:
    """The entry's members as the gold format has them, `note_text` and others beside them."""
    values = {name: getattr(paper, name) for name in TEXTS}
    return values | {
        "role": paper.role,
        "year": paper.year,
        "authors": [author.name for author in paper.authors],
        "keywords": list(paper.keywords),
        "note_text": paper.note,
        "identifiers": dict(paper.identifiers),
        "links": [{"url": link.url, "type": link.type} for link in paper.links],
    }


def gold_line(
    stages: Stages, before: Correction | None, sent: Mapping[str, Any], time: str
) -> Saved:
    """The line for a page, from `sent`: `complete`, `entries` and `kinds` as the reviewer's browser
    has them.

    `stages` are those of the page without corrections, `before` what was corrected earlier, `time`
    when it was sent. Raises ValueError, KeyError, TypeError or AttributeError for what is no review
    of this page.
    """
    shown = {each.paper.id: each for each in reviewed_papers(stages, before)}
    if len(sent["entries"]) > _MOST_ENTRIES:
        raise ValueError("too many entries")
    papers = [_entry(each, shown) for each in sent["entries"]]
    kept = {each["id"] for each in sent["entries"] if each["id"] is not None}
    line = _head(stages) | {
        "papers": papers,
        "boilerplate": [],
        "content_with": [],
        "content_without": [],
        "notes": "",
        "review": {
            "complete": sent["complete"] is True,
            "time": time,
            "kinds": [_kind(each, stages) for each in sent["kinds"]],
            "deleted": list(_deleted(shown, kept, before)),
        },
    }
    correction = correction_of(line)
    after = corrected(stages, correction)
    return Saved(
        line | _texts(after, correction),
        correction,
        _ids(stages, correction),
        tuple(_not_printed(stages, papers)),
    )


def _ids(stages: Stages, correction: Correction) -> tuple[str, ...]:
    ids = {each.sent: each.paper.id for each in reviewed_papers(stages, correction)}
    return tuple(ids[number] for number in range(len(correction.papers)))


def _head(stages: Stages) -> dict[str, Any]:
    result = stages.result
    source, page = result.source, result.page
    return {
        "id": source.sha256[:16],
        "source": {
            "repo": None, "commit": None, "path": source.name, "url": source.url,
            "sha256": source.sha256, "media_type": source.media_type,
        },
        "genre": "reviewed",
        "language": page.language,
        "page": {
            "title": page.title, "author": page.author, "site": page.site, "date": page.date,
        },
    }  # fmt: skip


def _entry(each: Mapping[str, Any], shown: Mapping[str, Reviewed]) -> dict[str, Any]:
    state: State = each["state"]
    if state not in get_args(State):
        raise ValueError(f"no state of an entry: {state!r}")
    if each["id"] is None:
        was, values = None, dict(paper_values(each["values"]))
    else:
        reviewed = shown[text(each["id"])]
        was = reviewed.origin.title if reviewed.origin else None
        sent = each.get("values")
        values = dict(paper_values(values_of(reviewed.paper) if sent is None else sent))
    return _ordered(values) | {"review": {"state": state, "was": was}}


def _ordered(values: Mapping[str, Any]) -> dict[str, Any]:
    """The gold format's members in its order, then the others."""
    first = (
        "role number label title title_translation authors year venue abstract abstract_translation"
    ).split()
    members = {name: values[name] for name in first}
    members |= {"note": values["note_text"] is not None}
    members |= {name: values[name] for name in ("identifiers", "links", "note_text")}
    return members | {name: values[name] for name in (*TEXTS, *LISTS) if name not in members}


def _kind(each: Mapping[str, Any], stages: Stages) -> dict[str, Any]:
    block = whole_number(each["block"])
    blocks = stages.document.blocks
    if block >= len(blocks):
        raise ValueError(f"the page has no block {block}")
    return {"block": block, "text": blocks[block].text, "kind": kind(each["kind"])}


def _deleted(
    shown: Mapping[str, Reviewed], kept: set[Any], before: Correction | None
) -> Iterator[str]:
    yield from before.deleted if before else ()
    for name, each in shown.items():
        if name not in kept and each.origin is not None:
            yield each.origin.title


def _texts(stages: Stages, correction: Correction) -> dict[str, Any]:
    """What a cleaner must keep and drop: removed blocks by kind, and what the review decided."""
    content = frozenset(stages.partition.content)
    blocks = stages.document.blocks
    decided = [change.block for change in correction.kinds if blocks[change.block].text]
    return {
        "boilerplate": [
            {"kind": stages.judgements[index].kind, "text": blocks[index].text, "block": index}
            for index in stages.partition.removed
            if blocks[index].text
        ],
        "content_with": [
            *(each.values["title"] for each in correction.papers),
            *(blocks[index].text for index in decided if index in content),
        ],
        "content_without": [blocks[index].text for index in decided if index not in content],
    }


def _not_printed(stages: Stages, papers: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    page = _squeezed("".join(block.text for block in stages.document.blocks))
    for paper in papers:
        if paper["review"]["state"] not in {"corrected", "added"}:
            continue
        names = ("title", "title_translation", "venue", "abstract", "abstract_translation")
        values = [paper[name] for name in names if paper[name]] + paper["authors"]
        values += [str(paper["year"])] if paper["year"] is not None else []
        yield from (value for value in values if _squeezed(value) not in page)


def _squeezed(value: str) -> str:
    return "".join(filter(str.isalnum, value.casefold()))
