"""To which sites the links of a page lead: menus stay on their own, lists of friends leave it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from extractor import lexicon
from extractor.records import Block, Document

_OFTEN = 3
"""So many links to one site make it the page's own, where its address is not known."""


class Sites:
    """Tells links that leave the page's site; `document.url` or its most common link names it."""

    def __init__(self, document: Document) -> None:
        self._suffixes = frozenset(
            lexicon.load("extractor.boilerplate.data", "sites.toml")["shared"]
        )
        self._own = host_of(document.url) if document.url else self._most_common(document)
        self._site = self.site_of(self._own)

    def site_of(self, host: str) -> str:
        """The host without what its owner put before it: `example.com`, `example.gov.cn`."""
        parts = host.split(".")
        shared = len(parts) > 2 and parts[-2] in self._suffixes and len(parts[-1]) == 2
        return ".".join(parts[-3:] if shared else parts[-2:])

    def left_for(self, blocks: Sequence[Block], *, hosts: bool) -> tuple[int, int]:
        """How many links lead to other sites, and to how many different ones.

        With `hosts` another host of the same owner is another site, too.
        """
        met = [host for block in blocks for host in _hosts(block)]
        found = [
            host if hosts else self.site_of(host)
            for host in met
            if self.site_of(host) != self._site or (hosts and host != self._own)
        ]
        return len(found), len(set(found))

    def _most_common(self, document: Document) -> str:
        count = Counter(host for block in document.blocks for host in _hosts(block))
        if not count:
            return ""
        sites = Counter[str]()
        for host, times in count.items():
            sites[self.site_of(host)] += times
        site, times = min(sites.items(), key=lambda pair: (-pair[1], pair[0]))
        if times < _OFTEN:
            return ""
        hosts = [host for host in count if self.site_of(host) == site]
        return min(hosts, key=lambda host: (-count[host], host))


def host_of(address: str) -> str:
    """The host that an address names, without `www.`; empty where it is relative or no address."""
    if "//" not in address[:12]:
        return ""
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return ""
    return (host or "").removeprefix("www.")


def _hosts(block: Block) -> Iterator[str]:
    for span in block.spans:
        if span.type == "link" and span.end > span.start:
            host = host_of(span.value)
            if host:
                yield host
