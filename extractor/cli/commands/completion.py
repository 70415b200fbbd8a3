"""`papersieve completion SHELL`: prints what makes a shell complete its command lines."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from extractor.cli.arguments import Command, whole_parser
from extractor.cli.messages import Messages
from extractor.cli.output import opened
from extractor.errors import UsageError

_SHELLS = ("bash", "zsh", "tcsh")


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=_SHELLS)


def _run(arguments: argparse.Namespace, _messages: Messages) -> int:
    try:
        import shtab
    except ImportError as error:
        raise UsageError("completion", "needs: pip install 'papersieve[completion]'") from error

    parser = whole_parser()
    _complete_files(parser, shtab.FILE)
    with opened(None) as output:
        output.write(shtab.complete(parser, arguments.shell) + "\n")
    return 0


def _complete_files(parser: argparse.ArgumentParser, files: Mapping[str, object]) -> None:
    """Arguments that are files are told by the names that help shows for them."""
    waiting = [parser]
    while waiting:
        for action in waiting.pop()._actions:  # noqa: SLF001 - argparse has no public list of them
            if action.metavar in ("PAGE", "FILE", "FOLDER", "INPUT"):
                action.complete = files  # type: ignore[attr-defined]
            if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
                waiting.extend(action.choices.values())


COMMAND = Command(
    "completion", "Print a script that makes the shell complete arguments.", _add_arguments, _run
)
