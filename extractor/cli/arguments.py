"""From arguments to a command. Imports nothing that reads pages, so that help answers at once."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractor._version import VERSION
from extractor.cli import commands
from extractor.cli.messages import Messages
from extractor.registry import collect

_DEFAULT_COMMAND = "extract"
_EXIT_CODES = (
    "exit codes: 0 done, 1 some input failed (named on standard error), 2 wrong usage, "
    "3 nothing could be read, 4 a package is not installed"
)


@dataclass(frozen=True, slots=True)
class Command:
    """One subcommand. Each module of `commands` declares one as `COMMAND`."""

    name: str
    help: str
    """What it does, in one sentence."""
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Messages], int]
    """Carries it out and returns the exit code; slow imports belong in here."""


def parse(arguments: Sequence[str]) -> tuple[Command, argparse.Namespace]:
    """The command that the arguments name, and what they say to it.

    A first argument that names no command belongs to `extract`. Raises SystemExit like argparse.
    """
    known = {command.name: command for command in collect(commands, "COMMAND", Command)}
    named = bool(arguments) and arguments[0] in known
    command = known[arguments[0] if named else _DEFAULT_COMMAND]
    parser = _parser(command, tuple(known.values()))
    return command, parser.parse_args(list(arguments[1:] if named else arguments))


def whole_parser() -> argparse.ArgumentParser:
    """One parser with every command in it, for programs that complete command lines."""
    known = collect(commands, "COMMAND", Command)
    (default,) = (command for command in known if command.name == _DEFAULT_COMMAND)
    parser = argparse.ArgumentParser(prog="papersieve", description=default.help)
    subparsers = parser.add_subparsers()
    for command in known:
        _add_arguments(subparsers.add_parser(command.name, help=command.help), command)
    _add_arguments(parser, default)
    return parser


def _parser(command: Command, known: Sequence[Command]) -> argparse.ArgumentParser:
    default = command.name == _DEFAULT_COMMAND
    parser = argparse.ArgumentParser(
        prog="papersieve" if default else f"papersieve {command.name}",
        description=command.help,
        epilog=_epilog(known) if default else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_arguments(parser, command)
    return parser


def _add_arguments(parser: argparse.ArgumentParser, command: Command) -> None:
    command.add_arguments(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help="print errors only, no warnings")
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="print what was read and found"
    )
    parser.add_argument("--version", action="version", version=f"papersieve {VERSION}")


def _epilog(known: Sequence[Command]) -> str:
    lines = [f"  {command.name:11}{command.help}" for command in known]
    return "\n".join(["commands (before other arguments):", *lines, "", _EXIT_CODES])
