"""`papersieve batch INPUT... -o FOLDER`: cleans archives of pages, resumable."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, get_args

from extractor.cli import types
from extractor.cli.arguments import Command
from extractor.cli.limits import add_limits, with_limits
from extractor.cli.messages import Messages
from extractor.cli.progress import ProgressBar
from extractor.errors import PapersieveError, UsageError
from extractor.options import ContentMode

if TYPE_CHECKING:
    from extractor.batch import BatchOptions, Progress, Summary
    from extractor.corrections import Corrections

_DONE, _SOME_FAILED, _NOTHING_READ, _INTERRUPTED = 0, 1, 3, 130
_INPUT_HELP = (
    "file, folder or pattern, here or at an address (s3://bucket/*.warc.gz); - for a list of them "
    "on standard input. Pages (HTML, text, MHTML), WARC, WET, WACZ, zip, tar, JSON Lines, CSV, "
    "TSV, Parquet, SQLite, each also as .gz, .bz2, .xz, .zst"
)


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    from extractor.batch import BatchOptions

    default = BatchOptions("")
    _add_results(parser, default)
    _add_running(parser, default)
    _add_reading(parser, default)
    add_limits(parser)


def _add_results(parser: argparse.ArgumentParser, default: BatchOptions) -> None:
    from extractor.batch.outputs import all_outputs

    add = parser.add_argument
    add("inputs", nargs="+", metavar="INPUT", help=_INPUT_HELP)
    add("-o", "--output", metavar="FOLDER", required=True,
        help="new or empty folder, or that of a stopped batch, which goes on; or an address, "
        "s3://bucket/folder")  # fmt: skip
    add("-f", "--format", choices=[each.name for each in all_outputs()], default=default.output,
        help="of the result files (default: %(default)s, compressed)")  # fmt: skip
    add("--no-site-templates", dest="site_templates", action="store_false",
        help="judge every page by itself; otherwise all pages are looked at first, and what the "
        "pages of a site repeat counts against it")  # fmt: skip
    add("--no-across", dest="across", action="store_false",
        help="leave out bibliography.jsonl, repairs.jsonl and copies.jsonl")  # fmt: skip
    add("--no-index", dest="index", action="store_false",
        help="leave out index.html, for which all results are read again")  # fmt: skip
    add("--retry-failures", action="store_true", help="do the shards again that have failures")
    add("--fresh", action="store_true", help="throw away what FOLDER holds of an earlier batch")
    add("--reports", choices=("none", "entries", "all"), default=default.reports,
        help="write a report of pages with entries, or of all, that index.html links to "
        "(default: %(default)s)")  # fmt: skip
    add("--apply-corrections", action="store_true",
        help="use what `papersieve review FOLDER` corrected; also give --fresh")  # fmt: skip


def _add_running(parser: argparse.ArgumentParser, default: BatchOptions) -> None:
    from extractor.batch.engines import all_engines

    add = parser.add_argument_group("running").add_argument
    add("--workers", type=types.count, default=default.workers, metavar="N",
        help="processes that extract, or tasks that a cluster has at a time (default: one a core, "
        "two a core of a cluster)")  # fmt: skip
    add("--engine", choices=[each.name for each in all_engines()], default=default.engine,
        help="what runs the work (default: %(default)s)")  # fmt: skip
    add("--address", metavar="HOST:PORT",
        help="head of the cluster for --engine ray, or auto (default: RAY_ADDRESS, or a cluster of "
        "this machine that is started and ended)")  # fmt: skip
    add("--state", metavar="FOLDER",
        help="where the state is kept when the output is a remote address (default: a folder below "
        "~/.local/state/papersieve)")  # fmt: skip
    add("--page-seconds", type=types.amount, default=default.limits.seconds, metavar="S",
        help="CPU time that a page may take (default: %(default)g)")  # fmt: skip
    add("--page-megabytes", type=types.count, default=default.limits.megabytes, metavar="MB",
        help="memory that a page may take (default: %(default)s)")  # fmt: skip
    add("--shard-pages", type=types.count, default=default.shard_pages, metavar="N",
        help="pages to a result file (default: %(default)s)")  # fmt: skip


def _add_reading(parser: argparse.ArgumentParser, default: BatchOptions) -> None:
    add = parser.add_argument_group("reading").add_argument
    add("--html-column", metavar="NAME", help="column of tables and JSON Lines with the page")
    add("--text-column", metavar="NAME", help="column with the page as plain text")
    add("--url-column", metavar="NAME", help="column with the page's address")
    add("--query", metavar="SQL", help="what to select from SQLite databases")
    add("--max-page-bytes", type=types.count, default=default.reading.max_page_bytes, metavar="N",
        help="larger pages are failures (default: %(default)s)")  # fmt: skip
    add("--max-ratio", type=types.count, default=default.reading.max_ratio, metavar="N",
        help="what grows more when it is unpacked is given up (default: %(default)s)")  # fmt: skip
    add("--max-items", type=types.count, default=default.reading.max_items, metavar="N",
        help="members of one archive that are read (default: %(default)s)")  # fmt: skip
    add("--encoding", type=types.codec, metavar="NAME", help="decode every page with this codec")
    add("--min-confidence", type=types.share, metavar="0..1",
        default=default.options.min_confidence,
        help="leave out papers below this confidence (default: %(default)s)")  # fmt: skip
    add("--content", choices=get_args(ContentMode), default=default.options.content,
        help="what to do with doubtful text: strict drops it, generous keeps it")  # fmt: skip


def _run(arguments: argparse.Namespace, messages: Messages) -> int:
    from extractor.batch import run_batch

    if arguments.inputs.count("-") > 1 or ("-" in arguments.inputs and sys.stdin is None):
        raise UsageError("-", "standard input can be read once, and must be open")
    bar = ProgressBar(messages, arguments.output)

    first_pass = arguments.site_templates

    def report(progress: Progress) -> None:
        nonlocal first_pass
        if first_pass and not progress.is_first_pass:
            bar.restart()
            first_pass = False
        share = progress.behind / progress.size if progress.size else 0.0
        rest = f"{progress.papers:,} papers, {progress.failures:,} failures"
        bar.show(progress.pages, "first look" if progress.is_first_pass else rest, share)

    started = time.monotonic()
    listed = sys.stdin.buffer if "-" in arguments.inputs else None
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        summary = run_batch(arguments.inputs, _options(arguments), listed, report)
    except UsageError:
        raise
    except PapersieveError as error:
        bar.end()
        messages.error(error.name, error.reason)
        return error.exit_code
    except KeyboardInterrupt:
        bar.end()
        messages.error(arguments.output, "interrupted; the same command goes on from here")
        return _INTERRUPTED
    finally:
        signal.signal(signal.SIGTERM, before)
    bar.end()
    return _tell(summary, arguments, messages, time.monotonic() - started)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _tell(
    summary: Summary, arguments: argparse.Namespace, messages: Messages, seconds: float
) -> int:
    counts = summary.counts
    pages, failures = counts.get("pages", 0), counts.get("failures", 0)
    text = (
        f"{pages:,} pages, {counts.get('papers', 0):,} papers, {failures:,} failures, "
        f"{counts.get('skipped', 0):,} skipped in {seconds:.1f} s"
    )
    if summary.resumed:
        text += ", some of it in an earlier run"
    if not messages.quiet:
        print(f"papersieve: {arguments.output}: {text}", file=sys.stderr)
    if failures:
        kinds = ", ".join(
            f"{number:,} {name.partition('/')[2]}"
            for name, number in counts.items()
            if name.startswith("failure/")
        )
        messages.warning(arguments.output, f"failures.jsonl tells what failed: {kinds}")
    if not failures:
        return _DONE
    return _SOME_FAILED if pages else _NOTHING_READ


def _corrections(arguments: argparse.Namespace) -> Corrections:
    from extractor.corrections import FILE, Corrections, read_corrections

    if not arguments.apply_corrections:
        return Corrections()
    path = Path(arguments.output, FILE)
    corrections = read_corrections(path)
    if not corrections.by_page:
        raise UsageError(str(path), "holds no corrections; `papersieve review` writes them")
    return corrections


def _options(arguments: argparse.Namespace) -> BatchOptions:
    from extractor.archives import ReadOptions
    from extractor.batch import BatchOptions, Limits
    from extractor.options import Options

    largest = arguments.max_page_bytes
    return BatchOptions(
        arguments.output,
        with_limits(
            Options(
                arguments.encoding, largest, arguments.min_confidence, content=arguments.content
            ),
            arguments,
        ),
        ReadOptions(
            largest, arguments.max_ratio, arguments.max_items,
            arguments.html_column, arguments.text_column, arguments.url_column, arguments.query,
        ),
        Limits(arguments.page_seconds, arguments.page_megabytes),
        arguments.format, arguments.engine, arguments.workers, arguments.shard_pages,
        arguments.site_templates, arguments.across, arguments.index, arguments.retry_failures,
        arguments.fresh,
        arguments.reports, _corrections(arguments), arguments.address, arguments.state,
    )  # fmt: skip


COMMAND = Command(
    "batch",
    "Clean archives of pages: in parallel, resumable, with every failure told.",
    _add_arguments,
    _run,
)
