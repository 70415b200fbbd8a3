"""The first pass of a batch: looks at the pages of every site until there are enough."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterable
from contextlib import closing
from itertools import islice

from extractor.archives import Page
from extractor.batch.engines import Job, engine_named
from extractor.batch.folders import Folder, folder_of
from extractor.batch.options import BatchOptions
from extractor.batch.progress import Progress, Watch
from extractor.batch.sites.packing import template_bytes
from extractor.batch.sites.packs import LENGTH, Packs, missing, pack_name
from extractor.batch.sites.samples import rank_of, site_of
from extractor.batch.store import Store
from extractor.boilerplate.site_template import SiteTemplate
from extractor.errors import UsageError

_SITES = 500
"""Sites to a file."""


def find_templates(
    store: Store, options: BatchOptions, report: Callable[[Progress], None]
) -> Packs:
    """The templates of all sites, found now or by an earlier run.

    Raises UsageError where the files of an earlier run are gone.
    """
    kept = store.templates()
    if kept is None:
        _look(store, options, report)
        first = _write(folder_of(options.folder), store.samples.templates())
        stamp = hashlib.sha256(repr(options.fingerprint()).encode()).hexdigest()[:16]
        store.keep_templates(stamp, first)
        kept = stamp, first
    packs = Packs(options.folder, kept[1], kept[0])
    gone = next(missing(packs), None)
    if gone is not None:
        raise UsageError(gone, "is gone, which the batch needs: start again with --fresh")
    return packs


def _look(store: Store, options: BatchOptions, report: Callable[[Progress], None]) -> None:
    def needs(page: Page) -> bool:
        # Without an address the page itself may state one.
        site = site_of(page.source.url)
        if page.source.url is None:
            return True
        return site is not None and store.samples.may_need(site, rank_of(page.source.data))

    def first_pass(progress: Progress) -> None:
        report(dataclasses.replace(progress, is_first_pass=True))

    watch = Watch({}, store.size(looks=True), first_pass)
    job = Job(options, watch.told, dataclasses.replace(options.work, looks=True), needs)
    tasks = watch.begun(store.open_tasks(looks=True))
    with closing(engine_named(options.engine).run(tasks, job)) as shards:
        for done in shards:
            store.commit_look(done)
            watch.committed(done)


def _write(folder: Folder, templates: Iterable[tuple[str, SiteTemplate]]) -> tuple[str, ...]:
    """Writes the templates, which come by the name of their site; the first site of every file."""
    first: list[str] = []
    rest = iter(templates)
    while pack := [(site, template_bytes(template)) for site, template in islice(rest, _SITES)]:
        index: dict[str, tuple[int, int]] = {}
        place = 0
        for site, data in pack:
            index[site] = (place, len(data))
            place += len(data)
        head = json.dumps(index).encode("ascii")
        with folder.writing(pack_name(len(first))) as stream:
            stream.write(len(head).to_bytes(LENGTH) + head)
            stream.writelines(data for _, data in pack)
        first.append(pack[0][0])
    return tuple(first)
