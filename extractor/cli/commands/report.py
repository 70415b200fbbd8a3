"""`papersieve report PAGE -o FILE`: shows a page beside what was read from it."""

from __future__ import annotations

import argparse

from extractor.cli import types
from extractor.cli.arguments import Command
from extractor.cli.messages import Messages
from extractor.cli.output import check_output, opened
from extractor.errors import PapersieveError
from extractor.options import Options

_NOTHING_READ = 3


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("page", metavar="PAGE", help="file, or - for standard input")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE instead of printing")
    parser.add_argument(
        "--url", type=types.address, help="address of the page; links become absolute"
    )


def _run(arguments: argparse.Namespace, messages: Messages) -> int:
    from extractor.pipeline import run_stages
    from extractor.report import render_report
    from extractor.source.read import read_source

    if arguments.output is not None:
        check_output(arguments.output, (arguments.page,))
    options = Options()
    try:
        source = read_source(arguments.page, url=arguments.url, max_bytes=options.max_bytes)
        stages = run_stages(source, options)
    except PapersieveError as error:
        messages.error(error.name, error.reason)
        return _NOTHING_READ
    for warning in stages.result.warnings:
        messages.warning(source.name, warning)
    with opened(arguments.output) as output:
        output.write(render_report(stages))
    return 0


COMMAND = Command(
    "report", "Write a page beside what was read from it, as one HTML file.", _add_arguments, _run
)
