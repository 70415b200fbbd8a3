"""A page with two entries, one of them wrong, and what a reviewer says about it."""

from __future__ import annotations

from extractor.options import Options
from extractor.pipeline import run_stages
from extractor.records import Source
from extractor.review.gold_line import gold_line, values_of
from tests.report.pages import PRESENTED

DATA = PRESENTED.encode("utf-8")
TIME = "2026-01-02T03:04:05Z"


def stages_of(data=DATA, name="page.html"):
    return run_stages(Source(name, data), Options())


def block_with(stages, words):
    return next(block.index for block in stages.document.blocks if words in block.text)


def entry(paper, state="open", **changes):
    values = values_of(paper) | changes if changes else None
    return {"id": paper.id, "state": state, "values": values}


def added(title, **values):
    empty = {"role": "featured", "title": title, "identifiers": {}, "links": []}
    return {"id": None, "state": "added", "values": empty | values}


def review(*entries, kinds=(), complete=False):
    changes = [{"block": block, "kind": kind} for block, kind in kinds]
    return {"entries": list(entries), "kinds": changes, "complete": complete}


def saved(stages, sent, before=None):
    return gold_line(stages, before, sent, TIME)
