"""Which pages a machine need not look at: those that cannot be among the samples of their site."""

from __future__ import annotations

from bisect import insort

from extractor.archives import Page
from extractor.batch.results import Done, PageSeen
from extractor.batch.sites.samples import MOST, rank_of, site_of

_KNOWN_SITES = 20_000


class Ranks:
    """The smallest ranks of every site among the pages that were looked at here.

    Where there are enough pages of smaller rank, a page is no sample whatever other machines find.
    """

    def __init__(self) -> None:
        self._sites: dict[str, list[int]] = {}

    def need(self, page: Page) -> bool:
        """Whether the page may be a sample; without an address the page itself may state one."""
        if page.source.url is None:
            return True
        site = site_of(page.source.url)
        if site is None:
            return False
        known = self._sites.get(site, [])
        return len(known) < MOST or rank_of(page.source.data) < known[-1]

    def add(self, done: Done) -> None:
        """A page that was looked at."""
        sample = done.sample if isinstance(done, PageSeen) else None
        if sample is None:
            return
        known = self._sites.setdefault(sample.site, [])
        if sample.rank not in known:
            insort(known, sample.rank)
            del known[MOST:]
        if len(self._sites) > _KNOWN_SITES:
            del self._sites[next(iter(self._sites))]
