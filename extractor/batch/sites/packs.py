"""The templates of all sites in files beside the results, from which workers take single ones.

A file begins with the length of its index; the index is JSON: site to place and size, from the end
of the index on. Sites are in order over all files.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractor.batch.folders import folder_of
from extractor.batch.sites.packing import template_from
from extractor.batch.sites.samples import site_of
from extractor.boilerplate.site_template import SiteTemplate

FOLDER = "templates"
"""Within the folder of the batch."""
LENGTH = 8
"""Bytes that say how long an index is."""


@dataclass(frozen=True, slots=True)
class Packs:
    """Where the templates are. Called with the address of a page, gives that of its site."""

    folder: str
    first: tuple[str, ...]
    """The first site of every file."""
    stamp: str
    """Tells these files from others that were at their place before."""

    def __call__(self, url: str | None) -> SiteTemplate | None:
        """None where the site has no template. Raises OSError where the file is gone."""
        site = site_of(url)
        number = -1 if site is None else bisect_right(self.first, site) - 1
        return None if site is None or number < 0 else _template(self, number, site)


def pack_name(number: int) -> str:
    """One of the files, within the folder of the batch."""
    return f"{FOLDER}/{number:05}.bin"


def missing(packs: Packs) -> Iterator[str]:
    """Files that should be there and are not."""
    folder = folder_of(packs.folder)
    names = map(pack_name, range(len(packs.first)))
    return (f"{packs.folder}/{name}" for name in names if not folder.exists(name))


@lru_cache(maxsize=32)
def _template(packs: Packs, number: int, site: str) -> SiteTemplate | None:
    index, begin = _index(packs, number)
    if site not in index:
        return None
    place, size = index[site]
    with folder_of(packs.folder).reading(pack_name(number)) as stream:
        stream.seek(begin + place)
        return template_from(stream.read(size))


@lru_cache(maxsize=64)
def _index(packs: Packs, number: int) -> tuple[dict[str, tuple[int, int]], int]:
    with folder_of(packs.folder).reading(pack_name(number)) as stream:
        length = int.from_bytes(stream.read(LENGTH))
        return json.loads(stream.read(length)), LENGTH + length
