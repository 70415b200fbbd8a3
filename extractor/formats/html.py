"""HTML: the papers and the content as one page without scripts; Zotero finds the papers in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from types import MappingProxyType
from urllib.parse import urlencode

from extractor.formats._format import Format
from extractor.formats._markdown_html import markdown_html
from extractor.formats._works import (
    Work,
    WorkType,
    abstracts,
    date_parts,
    is_web,
    main_address,
    published,
    resolver,
    works_of,
)
from extractor.records import PageResult, Paper

_MAPPING = MappingProxyType(
    {
        "title": "heading, linked to the paper's address; COinS",
        "title_translation": "line below",
        "authors": "line of authors; COinS",
        "year": "line of the venue; COinS",
        "date": "line of the venue, where it says more than `year`; COinS",
        "venue": "line of the venue; COinS",
        "volume": "line of the venue; COinS",
        "issue": "line of the venue; COinS",
        "pages": "line of the venue; COinS",
        "publisher": "line of the venue",
        "abstract": "paragraph",
        "abstract_translation": "paragraph",
        "keywords": "line of keywords",
        "note": "quotation",
        "identifiers": "line of links; COinS",
        "links": "the heading's link, and the line of links",
        "number": "in front of the title",
        "label": "in brackets behind the title",
        "language": "`lang` of the title",
    }
)

_GENRES: Mapping[WorkType, str] = MappingProxyType(
    {
        "journal": "article",
        "conference": "proceeding",
        "preprint": "preprint",
        "report": "report",
        "book": "book",
        "chapter": "bookitem",
        "other": "document",
    }
)


def _render(results: Sequence[PageResult]) -> str:
    style = files("extractor.formats").joinpath("page.css").read_text("utf-8")
    title = (results[0].page.title or results[0].source.name) if results else ""
    language = results[0].page.language if results else None
    works = iter(works_of(results))
    pages = [_page(result, [next(works) for _ in result.papers]) for result in results]
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{escape(language)}">' if language else "<html>",
            '<head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width">',
            f"<title>{escape(title)}</title>",
            f"<style>\n{style}</style></head>",
            "<body>",
            *pages,
            "</body></html>",
            "",
        ]
    )


def _page(result: PageResult, works: Sequence[Work]) -> str:
    title = result.page.title or result.source.name
    papers = "\n".join("\n".join(_paper(work)) for work in works)
    content = markdown_html(result.content.markdown)
    return f"<main>\n<h1>{escape(title)}</h1>\n{papers}\n<hr>\n{content}</main>"


def _paper(work: Work) -> Iterator[str]:
    paper = work.paper
    yield f'<article id="{work.key}">'
    yield f"<h3>{_heading(paper)}</h3>"
    if paper.title_translation:
        yield f"<p>{escape(paper.title_translation)}</p>"
    lines = (
        ", ".join(author.name for author in paper.authors),
        ", ".join(published(paper)),
        "; ".join(paper.keywords),
    )
    yield from (f'<p class="meta">{escape(line)}</p>' for line in lines if line)
    links = " · ".join(_links(paper))
    if links:
        yield f'<p class="meta">{links}</p>'
    yield from (f"<p>{escape(abstract)}</p>" for abstract in abstracts(paper))
    if paper.note:
        yield f"<blockquote>{escape(paper.note)}</blockquote>"
    yield f'<span class="Z3988" title="{escape(urlencode(list(_open_url(work))))}"></span>'
    yield "</article>"


def _heading(paper: Paper) -> str:
    lang = f' lang="{escape(paper.language)}"' if paper.language else ""
    title = f"<span{lang}>{escape(paper.title)}</span>"
    number = f"{escape(paper.number)} · " if paper.number else ""
    label = f" ({escape(paper.label)})" if paper.label else ""
    return f"{number}{_link(title, main_address(paper))}{label}"


def _links(paper: Paper) -> Iterator[str]:
    for scheme, value in paper.identifiers.items():
        yield _link(escape(f"{scheme}:{value}"), resolver(scheme, value))
    for link in paper.links:
        if link.url != main_address(paper):
            yield _link(escape(link.text or link.type), link.url)


def _link(text: str, address: str | None) -> str:
    """A link where the address is one of the web; a page's `javascript:` is shown as text."""
    if address is None or not is_web(address):
        return text
    return f'<a href="{escape(address)}" rel="noopener noreferrer">{text}</a>'


def _open_url(work: Work) -> Iterator[tuple[str, str]]:
    """The entry as OpenURL (ANSI/NISO Z39.88-2004), which reference managers read off a page."""
    paper = work.paper
    genre = _GENRES.get(work.type)
    kind = "journal" if genre in ("article", "preprint", "proceeding") else "book"
    if work.type == "thesis":
        kind = "dissertation"
    container = "jtitle" if kind == "journal" else "btitle"
    title = "atitle" if kind == "journal" or genre == "bookitem" else "title"
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{kind}"),
        ("rft.genre", genre),
        (f"rft.{title}", paper.title),
        (f"rft.{container}", paper.venue),
        ("rft.volume", paper.volume),
        ("rft.issue", paper.issue),
        ("rft.pages", paper.pages),
        ("rft.date", "-".join(f"{part:02}" for part in date_parts(paper))),
        *(("rft.au", author.name) for author in paper.authors),
        *((f"rft.{scheme}", paper.identifiers.get(scheme)) for scheme in ("issn", "isbn")),
        ("rft_id", _identifier(paper)),
    ]
    yield from ((name, value) for name, value in pairs if value)


def _identifier(paper: Paper) -> str | None:
    if "doi" in paper.identifiers:
        return f"info:doi/{paper.identifiers['doi']}"
    return main_address(paper)


FORMAT = Format("html", (".html", ".htm"), _render, mapping=_MAPPING)
