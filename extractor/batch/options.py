"""How a batch runs."""

from __future__ import annotations

import dataclasses
import json
import os
from dataclasses import dataclass, field
from typing import Literal

from extractor._version import VERSION
from extractor.archives import ReadOptions
from extractor.batch.sites.packs import Packs
from extractor.corrections import Corrections
from extractor.options import Options
from extractor.records import SCHEMA


def cores() -> int:
    """Those of this machine that the process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may take. They change no result, only whether there is one."""

    seconds: float = 60.0
    """CPU time of a page; the worker that needs more is killed."""
    megabytes: int = 2048
    """Memory that a page may take beyond what an idle worker has."""


Reports = Literal["none", "entries", "all"]
"""Pages that get a report: none, those with entries, all."""


@dataclass(frozen=True, slots=True)
class PageWork:
    """What is done with every page."""

    options: Options = field(default_factory=Options)
    reports: Reports = "none"
    corrections: Corrections = field(default_factory=Corrections)
    looks: bool = False
    """It is only looked at for the template of its site, which is the first pass."""
    templates: Packs | None = None


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """Everything that a batch is told."""

    folder: str
    """Where results and state go; where it is a remote address, the state stays here."""
    options: Options = field(default_factory=Options)
    reading: ReadOptions = field(default_factory=ReadOptions)
    limits: Limits = field(default_factory=Limits)
    output: str = "jsonl"
    """Name of an output of extractor/batch/outputs."""
    engine: str = "local"
    """Name of an engine of extractor/batch/engines."""
    workers: int | None = None
    """Processes that extract, of a cluster: tasks at a time; None: as many as there are cores."""
    shard_pages: int = 500
    """Items of the inputs whose results make one file: also what is done again after a kill."""
    site_templates: bool = True
    """Look at all pages first, and judge with what the pages of a site repeat."""
    across: bool = True
    """Compare pages and papers with each other when all are read."""
    index: bool = True
    """Write index.html, for which all results are read again."""
    retry_failures: bool = False
    """Do the shards again that have failures."""
    fresh: bool = False
    """Throw away what the folder holds of an earlier run; corrections stay."""
    reports: Reports = "none"
    corrections: Corrections = field(default_factory=Corrections)
    """What a review corrected: pages that are in it get its entries and kinds."""
    address: str | None = None
    """The cluster that runs the work, for engines that take one."""
    state: str | None = None
    """Folder of this machine for the state where results go to a remote address; None: one in the
    user's folder for state."""

    @property
    def work(self) -> PageWork:
        """What a worker needs to know."""
        return PageWork(self.options, self.reports, self.corrections)

    def fingerprint(self) -> dict[str, str]:
        """All that the bytes of the results depend on, by name."""
        parts: dict[str, object] = {
            "version": VERSION,
            "schema": SCHEMA,
            "output": self.output,
            "shard_pages": self.shard_pages,
            "reports": self.reports,
            "site_templates": self.site_templates,
            "corrections": self.corrections.digest,
            **dataclasses.asdict(self.options),
            **dataclasses.asdict(self.reading),
        }
        return {name: json.dumps(value) for name, value in parts.items()}
