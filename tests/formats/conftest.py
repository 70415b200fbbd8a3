"""A full result and an empty one, written by hand."""

from __future__ import annotations

import pytest

from extractor.records import (
    Author,
    Content,
    Link,
    OutlineItem,
    PageInfo,
    PageResult,
    Paper,
    Place,
    Removed,
    SourceInfo,
)


def source(name: str) -> SourceInfo:
    return SourceInfo(name, None, "0" * 64, "text/html", "gb18030", "meta", 2, 48211)


@pytest.fixture
def full() -> PageResult:
    paper = Paper(
        id="p1",
        role="featured",
        title="An Invented Paper",
        number="1",
        label="Invented",
        authors=(Author("Ada Example", "Ada", "Example"), Author("某人")),
        year=2021,
        abstract="First.",
        abstract_translation="译文。",
        keywords=("one", "two"),
        identifiers={"arxiv": "2101.00001"},
        links=(Link("https://arxiv.org/abs/2101.00001", "paper", "arXiv"),),
        place=Place(xpath="/html/body/h2[1]"),
        found_by=("labelled_fields",),
        confidence=0.98,
        blocks=(3, 4),
    )
    outline = (OutlineItem("1", "Invented", 2, present=True, paper="p1", block=3),)
    removed = Removed("icp_footer", "备案", Place(line=9, start=80, end=90), "phrase: 备案", 0.99)
    return PageResult(
        source=source("page.html"),
        page=PageInfo(title="页面", date="2023-03", language="zh", outline=outline),
        papers=(paper,),
        content=Content("An Invented Paper\n\nFirst.", "## An Invented Paper\n\nFirst."),
        removed=(removed,),
        warnings=("the text ends early",),
    )


@pytest.fixture
def empty() -> PageResult:
    return PageResult(source("empty.html"), PageInfo(), (), Content("", ""), ())
