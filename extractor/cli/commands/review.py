"""`papersieve review FOLDER`: corrects the results of a batch in the browser."""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli.arguments import Command
from extractor.cli.messages import Messages
from extractor.errors import PapersieveError, UsageError

if TYPE_CHECKING:
    from extractor.review.folder import Folder

_DONE, _FAILED, _NOTHING_READ = 0, 1, 3
_LARGEST_PORT = 65535


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", help="that of a batch")
    parser.add_argument("--port", type=int, default=0, help="of 127.0.0.1 (default: a free one)")
    parser.add_argument(
        "--export",
        metavar="GOLD",
        help="serve nothing: write the pages whose review is complete into the folder GOLD, "
        "each as ID.html and ID.json",
    )


def _run(arguments: argparse.Namespace, messages: Messages) -> int:
    from extractor.review.folder import open_folder

    if not 0 <= arguments.port <= _LARGEST_PORT:
        raise UsageError("--port", f"{arguments.port} is no port")
    try:
        with open_folder(Path(arguments.folder)) as folder:
            if arguments.export is not None:
                return _export(folder, arguments.export, messages)
            return _serve(folder, arguments.port, messages)
    except UsageError:
        raise
    except PapersieveError as error:
        messages.error(error.name, error.reason)
        return _NOTHING_READ


def _export(folder: Folder, target: str, messages: Messages) -> int:
    from extractor.review.export import export_gold

    try:
        number = export_gold(folder, Path(target))
    except OSError as error:
        messages.error(target, f"cannot be written: {error.strerror or error}")
        return _FAILED
    if not messages.quiet:
        print(f"papersieve: {target}: {number:,} pages", file=sys.stderr)
    return _DONE


def _serve(folder: Folder, port: int, messages: Messages) -> int:
    from extractor.review.desk import Desk

    try:
        from extractor.review.server import Serving
    except ModuleNotFoundError as error:
        if error.name != "bottle":
            raise
        reason = "needs bottle: pip install 'papersieve[review]'"
        raise UsageError("review", reason) from error
    desk = Desk(folder)
    try:
        serving = Serving(desk, port)
    except OSError as error:
        messages.error(f"port {port}", error.strerror or str(error))
        return _FAILED
    with contextlib.suppress(KeyboardInterrupt):
        # The address is the result of the command: whoever has it can read and correct.
        print(serving.address, flush=True)
        if not messages.quiet:
            print("papersieve: open this address in a browser; Ctrl-C ends", file=sys.stderr)
        serving.run()
    return _DONE


COMMAND = Command(
    "review", "Correct the results of a batch in the browser, on this machine.",
    _add_arguments, _run,
)  # fmt: skip
