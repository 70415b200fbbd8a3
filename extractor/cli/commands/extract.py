"""`papersieve PAGE...`: reads pages and writes what is on them."""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import get_args

from extractor.cli import types
from extractor.cli.arguments import Command
from extractor.cli.messages import Messages
from extractor.cli.output import Output, check_output, opened
from extractor.errors import PapersieveError, UsageError
from extractor.formats import Format, Part, all_formats, format_of_file
from extractor.options import Options
from extractor.records import PageResult

_STDIN = "-"
_DONE, _SOME_FAILED, _WRONG_USAGE, _NOTHING_READ = 0, 1, 2, 3


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="file, or - for standard input")
    parser.add_argument(
        "-f", "--format", choices=[each.name for each in all_formats()],
        help="default: by the ending of --output; else json for one page, jsonl for several",
    )  # fmt: skip
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE instead of printing")
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


def _run(arguments: argparse.Namespace, messages: Messages) -> int:
    pages = _pages(arguments.pages)
    if not pages:
        print(
            "usage: papersieve [options] PAGE...    (papersieve --help tells more)", file=sys.stderr
        )
        return _WRONG_USAGE
    if arguments.url and len(pages) > 1:
        raise UsageError("--url", "is the address of one page, and several are given")
    form = _format(arguments, len(pages))
    if arguments.only and form.render_part is None:
        raise UsageError("--only", f"has no meaning for the format {form.name}")
    if arguments.output is not None:
        check_output(arguments.output, pages)
    return _write(pages, form, arguments, messages)


def _pages(given: Sequence[str]) -> list[str]:
    """The pages to read; without any, standard input unless a person sits there."""
    if given.count(_STDIN) > 1:
        raise UsageError(_STDIN, "standard input can be read once")
    if _STDIN in given and sys.stdin is None:
        raise UsageError(_STDIN, "standard input is closed")
    if given or sys.stdin is None or sys.stdin.isatty():
        return list(given)
    return [_STDIN]


def _format(arguments: argparse.Namespace, pages: int) -> Format:
    known = {each.name: each for each in all_formats()}
    if arguments.format is not None:
        return known[arguments.format]
    named = format_of_file(arguments.output) if arguments.output is not None else None
    return named or known["json" if pages == 1 else "jsonl"]


def _write(
    pages: Sequence[str], form: Format, arguments: argparse.Namespace, messages: Messages
) -> int:
    results = _results(pages, arguments, messages)
    first = next(results, None)
    if first is None:
        return _NOTHING_READ
    with opened(arguments.output) as output:
        read = _write_results(chain([first], results), form, arguments.only, output)
    return _DONE if read == len(pages) else _SOME_FAILED


def _write_results(
    results: Iterable[PageResult], form: Format, only: Part | None, output: Output
) -> int:
    """Writes the results, one by one where the format can. Returns their number."""
    groups = ([result] for result in results) if form.streams else [list(results)]
    read = 0
    for group in groups:
        output.write(_render(form, group, only))
        read += len(group)
    return read


def _render(form: Format, results: Sequence[PageResult], only: Part | None) -> str:
    if only is not None and form.render_part is not None:
        return form.render_part(results, only)
    return form.render(results)


def _results(
    pages: Sequence[str], arguments: argparse.Namespace, messages: Messages
) -> Iterator[PageResult]:
    """The results of the pages that can be read; the others are named on standard error."""
    options = Options(encoding=arguments.encoding, min_confidence=arguments.min_confidence)
    for name in pages:
        started = time.perf_counter()
        try:
            result = _extract(name, arguments, options)
        except UsageError:
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
    from extractor.pipeline import run

    return run(source, options)


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
