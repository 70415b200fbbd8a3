"""`papersieve index RESULTS -o FILE`: shows many pages as one table."""

from __future__ import annotations

import argparse
from pathlib import Path

from extractor.cli.arguments import Command
from extractor.cli.messages import Messages
from extractor.cli.output import check_output, opened
from extractor.errors import PapersieveError

_NOTHING_READ = 3


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "results", metavar="INPUT", help="JSON Lines that papersieve printed, or a batch's folder"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE instead of printing")


def _run(arguments: argparse.Namespace, messages: Messages) -> int:
    from extractor.report.index import render_index
    from extractor.report.results import read_failures, read_results

    if arguments.output is not None:
        check_output(arguments.output, (arguments.results,))
    path = Path(arguments.results)
    try:
        text = render_index(path.name or str(path), read_results(path), read_failures(path))
    except PapersieveError as error:
        messages.error(error.name, error.reason)
        return _NOTHING_READ
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        messages.error(arguments.results, f"holds a result of another shape: {error}")
        return _NOTHING_READ
    with opened(arguments.output) as output:
        output.write(text)
    return 0


COMMAND = Command(
    "index", "Write an index of many results, as one HTML file.", _add_arguments, _run
)
