"""The entries of a page as cards."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from extractor.formats._works import is_web, main_address, published, resolver
from extractor.records import PageResult, Paper


def cards(result: PageResult) -> str:
    """Every entry as an article that the report's script links to its place."""
    return "\n".join(
        "".join(_card(paper, number)) for number, paper in enumerate(result.papers, start=1)
    )


def _card(paper: Paper, number: int) -> Iterator[str]:
    first = f' data-first="{paper.blocks[0]}"' if paper.blocks else ""
    yield f'<article class="card" id="entry-{number}" data-entry="{number}"{first}>'
    yield (
        f'<header><button type="button" class="goto" aria-label="Show entry {number} on the page">'
        f"{number}</button>{_tags(paper)}</header>"
    )
    lang = f' lang="{escape(paper.language)}"' if paper.language else ""
    yield f"<h3{lang}>{_link(escape(paper.title), main_address(paper))}</h3>"
    if paper.title_translation:
        yield f'<p class="translation">{escape(paper.title_translation)}</p>'
    for name, line in (
        ("authors", ", ".join(author.name for author in paper.authors)),
        ("venue", " · ".join(published(paper))),
    ):
        if line:
            yield f'<p class="{name}">{escape(line)}</p>'
    links = "".join(f"<li>{link}</li>" for link in _links(paper))
    if links:
        yield f'<ul class="links">{links}</ul>'
    yield from _texts(paper)
    yield _foot(paper)
    yield "</article>"


def _tags(paper: Paper) -> str:
    tags = [paper.number and f"no. {paper.number}", paper.label]
    if paper.role == "reference":
        tags.append("reference")
    shown = "".join(f'<span class="tag">{escape(tag)}</span>' for tag in tags if tag)
    if paper.status == "truncated":
        shown += '<span class="tag warn">cut off</span>'
    return f'<span class="tags">{shown}</span>'


def _links(paper: Paper) -> Iterator[str]:
    for scheme, value in paper.identifiers.items():
        shown = f"<b>{escape(scheme)}</b> {escape(value)}"
        yield _link(shown, resolver(scheme, value))
    for link in paper.links:
        if link.url != main_address(paper):
            yield _link(
                escape(link.type if link.type != "other" else link.text or "link"), link.url
            )


def _texts(paper: Paper) -> Iterator[str]:
    for name, text in (
        ("Abstract", paper.abstract),
        ("Abstract, translated", paper.abstract_translation),
        ("Note of the page", paper.note),
    ):
        if text:
            yield (
                f"<details><summary>{name}<span>{escape(text[:90])}</span></summary>"
                f"<p>{escape(text)}</p></details>"
            )
    if paper.keywords:
        yield f'<p class="keywords">{escape(" · ".join(paper.keywords))}</p>'


def _foot(paper: Paper) -> str:
    found = ", ".join(paper.found_by).replace("_", " ")
    return (
        f'<footer><meter min="0" max="1" low="0.6" high="0.8" optimum="1" '
        f'value="{paper.confidence}"></meter>'
        f"<span>{paper.confidence:.2f}</span><span>{escape(found)}</span></footer>"
    )


def _link(text: str, address: str | None) -> str:
    if address is None or not is_web(address):
        return text
    return f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer">{text}</a>'
