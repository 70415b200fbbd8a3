"""The options that say how much one page may hold, the same for every command."""

from __future__ import annotations

import argparse
from dataclasses import replace

from extractor.cli import types
from extractor.options import Options


def add_limits(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    """Adds the options to a command; the group that they stand in."""
    default = Options()
    group = parser.add_argument_group("limits of a page (docs/limits.md)")
    for name, what in (
        ("nodes", "elements; what comes after is left out, with a warning"),
        ("blocks", "blocks of text; what comes after is left out, with a warning"),
        ("depth", "elements inside each other; deeper ones are read as text"),
        ("attributes", "attributes of an element; the others are left out"),
    ):
        group.add_argument(
            f"--max-{name}", type=types.count, default=getattr(default, f"max_{name}"),
            metavar="N", help=f"{what} (default: %(default)s)",
        )  # fmt: skip
    return group


def with_limits(options: Options, arguments: argparse.Namespace) -> Options:
    """`options` with the limits that the command line gave."""
    return replace(
        options,
        max_nodes=arguments.max_nodes,
        max_blocks=arguments.max_blocks,
        max_depth=arguments.max_depth,
        max_attributes=arguments.max_attributes,
    )


def add_own_limits(group: argparse._ArgumentGroup) -> None:
    """Adds those that a batch has other names for, since its archives have limits too."""
    default = Options()
    group.add_argument(
        "--max-bytes", type=types.count, default=default.max_bytes, metavar="N",
        help="larger pages are failures (default: %(default)s)",
    )  # fmt: skip
    group.add_argument(
        "--max-seconds", type=types.amount, default=default.max_seconds, metavar="S",
        help="CPU time; a page that takes more is a failure (default: %(default)g)",
    )  # fmt: skip
