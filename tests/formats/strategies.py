"""Entries as hypothesis draws them: any text in any field."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from extractor.records import Author, Content, Link, PageInfo, PageResult, Paper, SourceInfo

ODD = [
    "",
    "=1+1",
    "{",
    "}",
    "\\",
    "@misc{",
    "$x$",
    "100%",
    "a & b",
    "Łukasz",
    "张三",
    "ER  - ",
    "#_^~",
]
TEXT = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=25),
    st.lists(st.sampled_from([*ODD, "Ada", "naïve", "BERT", "--", "``", "?`", " "]), min_size=1)
    .map(" ".join),
).filter(lambda text: bool(text.strip()))  # fmt: skip
MAYBE = st.none() | TEXT
AUTHOR = st.builds(Author, TEXT, MAYBE, MAYBE)
LINK = st.builds(
    Link,
    st.sampled_from(
        ["https://example.org/a_b%20c", "javascript:x()", "/{x}", "http://例子.cn/?a=1&b"]
    ),
    st.sampled_from(["paper", "pdf", "code", "other"]),
    TEXT,
)
IDENTIFIERS = st.dictionaries(
    st.sampled_from(["doi", "arxiv", "isbn", "issn", "pmid", "acl", "hal"]),
    st.from_regex(r"[A-Za-z0-9./_-]{1,12}", fullmatch=True),
)
PAPER = st.builds(
    Paper,
    id=st.just("p1"),
    role=st.sampled_from(["featured", "reference"]),
    title=TEXT,
    number=MAYBE,
    label=MAYBE,
    title_translation=MAYBE,
    authors=st.lists(AUTHOR, max_size=3).map(tuple),
    year=st.none() | st.integers(1800, 2100),
    date=st.sampled_from([None, "2019", "2020-05", "2021-11-30"]),
    venue=MAYBE,
    volume=MAYBE,
    issue=MAYBE,
    pages=MAYBE,
    publisher=MAYBE,
    abstract=MAYBE,
    abstract_translation=MAYBE,
    keywords=st.lists(TEXT, max_size=2).map(tuple),
    note=MAYBE,
    identifiers=IDENTIFIERS,
    links=st.lists(LINK, max_size=3).map(tuple),
    language=st.sampled_from([None, "zh", "en"]),
)


def page(*papers: Paper) -> PageResult:
    """A page that presents these entries."""
    source = SourceInfo("page.html", None, "0" * 64, "text/html", "utf-8", "meta", 0, 1)
    numbered = tuple(
        replace(paper, id=f"p{number}") for number, paper in enumerate(papers, start=1)
    )
    return PageResult(source, PageInfo(title="Page"), numbered, Content("", ""), ())


PAGE = st.lists(PAPER, max_size=3).map(lambda papers: page(*papers))
EVERYTHING = Paper(
    id="p1",
    role="featured",
    title="Vessels of an Unnamed Sea",
    number="7.3",
    label="Vesselnet",
    title_translation="无名之海的船",
    authors=(Author("Inés Corazón", "Inés", "Corazón"), Author("欧阳小明")),
    year=2019,
    date="2019-04-02",
    venue="Journal of Imagined Waters",
    volume="38",
    issue="9",
    pages="411-452",
    publisher="Tideline Press",
    abstract="Boats drift where charts end.",
    abstract_translation="船漂到海图的尽头。",
    keywords=("drifting", "海图"),
    note="作者的船模可以下载。",
    identifiers={
        "doi": "10.5555/tide.38", "arxiv": "1904.55555", "issn": "1234-5679", "acl": "W19-5555",
    },
    links=(
        Link("https://example.org/vessels", "paper", "page"),
        Link("https://example.org/vessels-code", "code", "code"),
    ),
    language="en",
    status="complete",
    found_by=("labelled_fields",),
    confidence=0.875,
)  # fmt: skip
"""Every member printed, each with words of its own."""
