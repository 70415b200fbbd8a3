"""To which sites the links of a page lead: menus stay on their own, lists of friends leave it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from extractor import lexicon
from extractor.records import Block, Document

_HOST = re.compile(r"(?:[a-z]{1,8}:)?//(?:[^/?#@]{0,80}@)?([^/?#:@\[\]\s]{1,255})", re.IGNORECASE)
_OFTEN = 3
"""So many links to one site make it the page's own, where its address is not known."""


class Sites:
    """Tells links that leave the page's site; `document.url` or its most common link names it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.friends: dict[tuple[int, int], bool] = {}
        """Whether ranges of blocks are lists of other sites, of those that were looked at."""
        self._hosts: dict[int, tuple[str, ...]] = {}
        self._sites: dict[str, str] = {}

    def are_named(self, blocks: Sequence[Block]) -> bool:
        """Whether any link of the blocks names the site that it leads to."""
        return any(map(self._hosts_in, blocks))

    def _hosts_in(self, block: Block) -> tuple[str, ...]:
        hosts = self._hosts.get(block.index)
        if hosts is None:
            hosts = self._hosts[block.index] = tuple(_hosts(block))
        return hosts

    def _site_of(self, host: str) -> str:
        site = self._sites.get(host)
        if site is None:
            site = self._sites[host] = site_of(host)
        return site

    def left_for(self, blocks: Sequence[Block], *, hosts: bool) -> tuple[int, int]:
        """How many links lead to other sites, and to how many different ones.

        With `hosts` another host of the same owner is another site, too.
        """
        own_host, own_site = self._own
        found = [
            host if hosts else self._site_of(host)
            for block in blocks
            for host in self._hosts_in(block)
            if self._site_of(host) != own_site or (hosts and host != own_host)
        ]
        return len(found), len(set(found))

    @cached_property
    def _own(self) -> tuple[str, str]:
        """The page's own host and site."""
        url = self._document.url
        host = host_of(url) if url else self._most_common()
        return host, site_of(host)

    def _most_common(self) -> str:
        count = Counter(host for block in self._document.blocks for host in self._hosts_in(block))
        if not count:
            return ""
        sites = Counter[str]()
        for host, times in count.items():
            sites[site_of(host)] += times
        site, times = min(sites.items(), key=lambda pair: (-pair[1], pair[0]))
        if times < _OFTEN:
            return ""
        hosts = [host for host in count if site_of(host) == site]
        return min(hosts, key=lambda host: (-count[host], host))


def site_of(host: str) -> str:
    """The host without what its owner put before it: `example.com`, `example.gov.cn`."""
    parts = host.split(".")
    shared = len(parts) > 2 and parts[-2] in _shared() and len(parts[-1]) == 2
    return ".".join(parts[-3:] if shared else parts[-2:])


def host_of(address: str) -> str:
    """The host that an address names, without `www.`; empty where it is relative or no address."""
    found = _HOST.match(address)
    return found[1].lower().removeprefix("www.") if found else ""


@cache
def _shared() -> frozenset[str]:
    return frozenset(lexicon.load("extractor.boilerplate.data", "sites.toml")["shared"])


def _hosts(block: Block) -> Iterator[str]:
    for span in block.spans:
        if span.type == "link" and span.end > span.start:
            host = host_of(span.value)
            if host:
                yield host
