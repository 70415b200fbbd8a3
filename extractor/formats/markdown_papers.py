"""Markdown: the papers as a list to read, with their links, abstracts and notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from extractor.content.escape import destination, escape_line_start
from extractor.content.inline import render_inline
from extractor.formats._format import Format
from extractor.formats._lines import one_line
from extractor.formats._works import abstracts, main_address, published, resolver
from extractor.records import PageResult, Paper

_MAPPING = MappingProxyType(
    {
        "title": "heading, linked to the paper's address",
        "title_translation": "emphasised line below",
        "authors": "line of authors",
        "year": "line of the venue",
        "date": "line of the venue, where it says more than `year`",
        "venue": "line of the venue",
        "volume": "line of the venue: `12(3)`",
        "issue": "line of the venue: `12(3)`",
        "pages": "line of the venue",
        "publisher": "line of the venue",
        "abstract": "paragraph",
        "abstract_translation": "paragraph",
        "keywords": "line of keywords",
        "note": "quotation",
        "identifiers": "line of links",
        "links": "the heading's link, and the line of links",
        "number": "in front of the title",
        "label": "in brackets behind the title",
    }
)


def _page(result: PageResult) -> Iterator[str]:
    title = result.page.title or result.source.name
    yield f"# {_text(title)}"
    for paper in result.papers:
        yield from _paper(paper)


def _paper(paper: Paper) -> Iterator[str]:
    yield f"## {_heading(paper)}"
    if paper.title_translation:
        yield f"*{_text(paper.title_translation)}*"
    lines = [
        _text(", ".join(author.name for author in paper.authors)),
        _text(", ".join(published(paper))),
        _text("; ".join(paper.keywords)),
        " · ".join(_links(paper)),
    ]
    if any(lines):
        yield "\\\n".join(escape_line_start(line) for line in lines if line)
    for abstract in abstracts(paper):
        yield escape_line_start(_text(abstract))
    if paper.note:
        yield f"> {escape_line_start(_text(paper.note))}"


def _heading(paper: Paper) -> str:
    title, address = _text(paper.title), main_address(paper)
    number = f"{_text(paper.number)} · " if paper.number else ""
    label = f" ({_text(paper.label)})" if paper.label else ""
    return f"{number}{_link(title, address) if address else title}{label}"


def _links(paper: Paper) -> Iterator[str]:
    for scheme, value in paper.identifiers.items():
        address = resolver(scheme, value)
        shown = _text(f"{scheme}:{value}")
        yield _link(shown, address) if address else shown
    for link in paper.links:
        if link.url != main_address(paper):
            yield _link(_text(link.text or link.type), link.url)


def _link(text: str, address: str) -> str:
    return f"[{text}]({destination(address)})"


def _text(text: str) -> str:
    """The text on one line, with what Markdown would read as markup escaped."""
    return render_inline(one_line(text), (), alone=False)


def _render(results: Sequence[PageResult]) -> str:
    return "\n".join("\n\n".join(_page(result)) + "\n" for result in results)


FORMAT = Format("markdown-papers", (".papers.md",), _render, mapping=_MAPPING)
