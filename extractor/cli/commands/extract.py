"""`papersieve PAGE...`: reads pages and writes what is on them."""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import get_args

from extractor.cli import types
from extractor.cli.arguments import Command
from extractor.cli.limits import add_limits, add_own_limits, with_limits
from extractor.cli.messages import Messages
from extractor.cli.output import OutputError, opened
from extractor.cli.targets import (
    OutputPath,
    Target,
    check_targets,
    format_name,
    targets_of,
    write_results,
)
from extractor.errors import PapersieveError, UsageError
from extractor.formats import Part, all_formats
from extractor.options import ContentMode, Options
from extractor.records import PageResult
from extractor.registry import PluginError

_STDIN = "-"
_DONE, _SOME_FAILED, _WRONG_USAGE, _NOTHING_READ = 0, 1, 2, 3


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="file, or - for standard input")
    parser.add_argument(
        "-f", "--format", dest="targets", action="append", type=format_name, metavar="NAME",
        help="a file ending, or one of: " + ", ".join(each.name for each in all_formats())
        + "; default: by the ending of --output; else json for one page, jsonl for several",
    )  # fmt: skip
    parser.add_argument(
        "-o", "--output", dest="targets", action="append", type=OutputPath, metavar="FILE",
        help="write to FILE instead of printing; may be repeated, each with its -f in front",
    )  # fmt: skip
    parser.add_argument(
        "--bom", action="store_true", help="csv, tsv: start with the mark that Excel knows UTF-8 by"
    )
    parser.add_argument(
        "--report",
        metavar="FILE",
        help="also write the page beside what was read, as HTML, to FILE",
    )
    parser.add_argument(
        "--only", choices=get_args(Part), help="schema, source and this part of the result"
    )
    parser.add_argument(
        "--url", type=types.address, help="address of the page; links become absolute"
    )
    parser.add_argument(
        "--encoding", type=types.codec, help="decode with this, whatever is declared"
    )
    parser.add_argument("--charset", help="charset that the HTTP header declared")
    parser.add_argument(
        "--min-confidence", type=types.share, default=Options().min_confidence, metavar="0..1",
        help="leave out papers below this confidence (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--content", choices=get_args(ContentMode), default=Options().content,
        help="what to do with doubtful text: strict drops it, generous keeps it",
    )  # fmt: skip
    parser.add_argument(
        "--judge", default=Options().judge, metavar="NAME",
        help="let another installed program say what is content, for comparison: trafilatura, "
        "readability or resiliparse",
    )  # fmt: skip
    add_own_limits(add_limits(parser))


def _run(arguments: argparse.Namespace, messages: Messages) -> int:
    pages = _pages(arguments.pages)
    if not pages:
        print(
            "usage: papersieve [options] PAGE...    (papersieve --help tells more)", file=sys.stderr
        )
        return _WRONG_USAGE
    if arguments.url and len(pages) > 1:
        raise UsageError("--url", "is the address of one page, and several are given")
    if arguments.report is not None and len(pages) > 1:
        raise UsageError("--report", "shows one page, and several are given")
    targets = targets_of(arguments.targets or (), len(pages), bom=arguments.bom)
    if arguments.bom and not any(target.bom for target in targets):
        raise UsageError("--bom", "has no meaning for these formats")
    check_targets(targets, pages, arguments.only, report=arguments.report)
    return _write(pages, targets, arguments, messages)


def _pages(given: Sequence[str]) -> list[str]:
    """The pages to read; without any, standard input unless a person sits there."""
    if given.count(_STDIN) > 1:
        raise UsageError(_STDIN, "standard input can be read once")
    if _STDIN in given and sys.stdin is None:
        raise UsageError(_STDIN, "standard input is closed")
    if given or sys.stdin is None or sys.stdin.isatty():
        return list(given)
    return [_STDIN]


def _write(
    pages: Sequence[str],
    targets: Sequence[Target],
    arguments: argparse.Namespace,
    messages: Messages,
) -> int:
    results = _results(pages, arguments, messages)
    first = next(results, None)
    if first is None:
        return _NOTHING_READ
    read = write_results(chain([first], results), targets, arguments.only)
    return _DONE if read == len(pages) else _SOME_FAILED


def _results(
    pages: Sequence[str], arguments: argparse.Namespace, messages: Messages
) -> Iterator[PageResult]:
    """The results of the pages that can be read; the others are named on standard error."""
    options = with_limits(
        Options(
            encoding=arguments.encoding,
            max_bytes=arguments.max_bytes,
            min_confidence=arguments.min_confidence,
            content=arguments.content,
            judge=arguments.judge,
            max_seconds=arguments.max_seconds,
        ),
        arguments,
    )
    for name in pages:
        started = time.perf_counter()
        try:
            result = _extract(name, arguments, options)
        except (UsageError, OutputError, PluginError):
            raise
        except PapersieveError as error:
            messages.error(error.name, error.reason)
            continue
        except Exception as error:  # noqa: BLE001 - one bad page must not take the others along
            messages.error(name, f"internal error: {type(error).__name__}: {error}")
            for line in traceback.format_exc().splitlines():
                messages.detail(name, line)
            continue
        for warning in result.warnings:
            messages.warning(name, warning)
        messages.detail(name, _summary(result, time.perf_counter() - started))
        yield result


def _extract(name: str, arguments: argparse.Namespace, options: Options) -> PageResult:
    from extractor.source.read import read_source

    source = read_source(
        name, url=arguments.url, charset=arguments.charset, max_bytes=options.max_bytes
    )
    if arguments.report is None:
        from extractor.pipeline import run

        return run(source, options)
    from extractor.pipeline import run_stages
    from extractor.report import render_report

    stages = run_stages(source, options)
    with opened(arguments.report) as output:
        output.write(render_report(stages))
    return stages.result


def _summary(result: PageResult, seconds: float) -> str:
    source = result.source
    return (
        f"{source.media_type}, {source.encoding} by {source.encoding_found_by}, "
        f"{len(result.papers)} papers, {len(result.removed)} removed, {seconds:.3f} s"
    )


COMMAND = Command(
    "extract",
    "Clean scraped pages and read the papers on them; the default command.",
    _add_arguments,
    _run,
)
