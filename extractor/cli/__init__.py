"""The command line. The only part of the package that knows standard output and exit codes."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence

from extractor.cli.arguments import parse
from extractor.cli.messages import Messages
from extractor.cli.output import OutputError
from extractor.errors import UsageError
from extractor.registry import PluginError

__all__ = ["main"]

_WRONG_USAGE = 2
_INTERRUPTED = 130
"""128 and the number of SIGINT, as shells report it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code.

    0 done, 1 some input failed or the output could not be written, 2 wrong usage, 3 nothing could
    be read, 4 a package is not installed, 130 interrupted. `arguments`: without the program's name;
    None: those of the process.
    """
    messages = Messages()
    try:
        command, parsed = parse(sys.argv[1:] if arguments is None else arguments)
        messages = Messages(quiet=parsed.quiet, verbose=parsed.verbose)
        return command.run(parsed, messages)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else _WRONG_USAGE
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return 0
    except (UsageError, PluginError) as error:
        messages.error(error.name, error.reason)
        return _WRONG_USAGE
    except OutputError as error:
        messages.error(error.name, error.reason)
        return error.exit_code


def _forget_output() -> None:
    """Lets the interpreter end without a second complaint about the closed pipe."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
