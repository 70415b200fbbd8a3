"""`papersieve schema`: prints the JSON Schema of the output."""

from __future__ import annotations

import argparse

from extractor.cli.arguments import Command
from extractor.cli.messages import Messages
from extractor.cli.output import check_output, opened


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE instead of printing")


def _run(arguments: argparse.Namespace, _messages: Messages) -> int:
    import json

    from extractor.formats._schema import output_schema

    if arguments.output is not None:
        check_output(arguments.output, ())
    with opened(arguments.output) as output:
        output.write(json.dumps(output_schema(), ensure_ascii=False, indent=1) + "\n")
    return 0


COMMAND = Command("schema", "Print the JSON Schema of the output.", _add_arguments, _run)
