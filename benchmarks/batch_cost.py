"""CPU time that a batch takes for a page, reading and writing included.

python -m benchmarks.batch_cost NAME=FOLDER...

Each folder is one batch with one worker; comparing pages with each other is left out, since that is
not done by the machines of a cluster. CPU time is that of the main process and its workers, of user
and system, that of their start included.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path

from extractor.batch import BatchOptions, run_batch

_BILLION = 1_000_000_000


def main(arguments: list[str]) -> None:
    """Prints a row for each folder."""
    print("| pages | site templates | number | mean KB | CPU ms a page | CPU hours for a billion |")
    print("| --- | --- | --- | --- | --- | --- |")
    for argument in arguments:
        name, _, folder = argument.partition("=")
        for templates in (False, True):
            seconds, counts = _measure(folder, site_templates=templates)
            pages = counts["pages"]
            size, hours = counts["bytes"] / pages / 1000, seconds / pages * _BILLION / 3600
            with_them = "with" if templates else "without"
            print(
                f"| {name} | {with_them} | {pages:,} | {size:,.0f} "
                f"| {seconds / pages * 1000:.0f} | {hours:,.0f} |", flush=True,
            )  # fmt: skip


def _measure(folder: str, *, site_templates: bool) -> tuple[float, dict[str, int]]:
    before = _seconds()
    with tempfile.TemporaryDirectory() as out:
        options = BatchOptions(
            str(Path(out, "out")), workers=1, across=False, site_templates=site_templates
        )
        counts = run_batch([folder], options).counts
    return _seconds() - before, counts


def _seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main(sys.argv[1:])
