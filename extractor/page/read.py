"""The page's own title, author, date, site, address and language.

What the head embeds goes before what the page prints; an author called as the site is gives way to
a byline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.document.addresses import host_of
from extractor.page import embedded, printed, titles
from extractor.page.bylines import read_byline
from extractor.page.languages import language_of_page
from extractor.papers.fields.names import looks_like_authors
from extractor.papers.resolve import Entries
from extractor.records import Document, Judgement, PageInfo, Partition


def read_page(
    document: Document,
    partition: Partition,
    entries: Entries,
    judged: Sequence[Judgement],
) -> PageInfo:
    """What the page says about itself; None for what it does not say.

    `judged` has a judgement for each block.
    """
    head = embedded.read_embedded(document.head)
    entered = frozenset(block for paper in entries.papers for block in paper.blocks)
    shown = printed.read_printed(document, partition, judged, entered)
    url = document.url or shown.url
    titled = titles.read_title(document, partition, head.title, head.site, host_of(url))
    title, site = titled.title, titled.site
    date = head.date or (None if head.sells else shown.date)
    author = head.author
    if author is None or _is_site(author, (head.site, head.publisher), url):
        byline = (
            None
            if head.sells
            else (shown.author or read_byline(document, partition, judged, entered))
        )
        # The site itself wrote nothing; but what a person has may be called as the person is.
        named = author is not None and looks_like_authors(author) >= _PERSON
        author = byline or (author if named else None)
    content = frozenset(partition.content)
    return PageInfo(
        title=title,
        author=author,
        date=date,
        site=site or _host(url),
        url=url,
        language=language_of_page(document, partition, title),
        outline=tuple(
            item
            for item in entries.outline
            if document.contents or item.block is None or item.block in content
        ),
    )


def _is_site(author: str, names: Iterable[str | None], url: str | None) -> bool:
    """Whether an author is called as the site is."""
    key = titles.key_of(author)
    if any(name is not None and titles.key_of(name) == key for name in names):
        return True
    return author.casefold() == _host(url) or key in titles.labels_of(host_of(url))


_PERSON = 0.5


def _host(url: str | None) -> str | None:
    host = host_of(url) or ""
    return host.removeprefix("www.") or None
