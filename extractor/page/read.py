"""The page's own title, author, date, site, address and language.

In this order: what the head embeds, what the page prints, and, for what is still missing,
trafilatura and htmldate, whose guesses are taken only where the page prints them.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from extractor.page import embedded, fallback, printed, titles
from extractor.page.languages import language_of_page
from extractor.papers.resolve import Entries
from extractor.records import Decoded, Document, PageInfo, Partition


def read_page(
    decoded: Decoded,
    document: Document,
    partition: Partition,
    entries: Entries,
) -> PageInfo:
    """What the page says about itself; None for what it does not say."""
    head = embedded.read_embedded(document.head)
    entered = frozenset(block for paper in entries.papers for block in paper.blocks)
    shown = printed.read_printed(document, partition, entered)
    url = document.url or shown.url
    titled = titles.read_title(document, partition, head.title, head.site)
    title, site = titled.title, titled.site
    author, date = head.author or shown.author, head.date or shown.date
    wanted = date is None or (author is None and fallback.marks_an_author(decoded))
    if wanted and document.media_type == "text/html":
        guess = fallback.read_fallback(
            decoded, document, url, entered, wants_author=author is None, wants_date=date is None
        )
        author, date = author or guess.author, date or guess.date
        site = site or guess.site
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


def _host(url: str | None) -> str | None:
    if url is None:
        return None
    host = urlsplit(url).hostname or ""
    return host.removeprefix("www.") or None
