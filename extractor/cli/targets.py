"""Where the results of one run go: standard output and files, each in a format of its own."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from extractor.cli.output import Output, check_output, opened
from extractor.errors import UsageError
from extractor.formats import Format, Part, all_formats, format_of_file
from extractor.records import PageResult

_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Target:
    """A file, or standard output where `path` is None, with what is written to it."""

    path: str | None
    form: Format
    bom: bool = False
    """Starts with a byte order mark."""


class OutputPath(str):
    """A path of `--output`, to be told apart from the formats between."""

    __slots__ = ()


def format_name(text: str) -> str:
    """The name of a format given by its name or by a file ending; for argparse."""
    names = [each.name for each in all_formats()]
    if text in names:
        return text
    form = format_of_file(f"file.{text.lstrip('.')}")
    if form is None:
        raise argparse.ArgumentTypeError(f"{text!r} is none of: {', '.join(names)}")
    return form.name


def targets_of(arguments: Sequence[str], pages: int, *, bom: bool) -> tuple[Target, ...]:
    """What `--format` and `--output` ask for, in the order given.

    A format is for the next file; behind the last one it is for that. A file without one takes that
    of its ending. Raises UsageError where two formats are for one file.
    """
    pairs: list[tuple[str | None, str | None]] = []
    name: str | None = None
    for argument in arguments:
        if isinstance(argument, OutputPath):
            pairs.append((name, str(argument)))
            name = None
        elif name is not None:
            raise UsageError("--format", "is given twice for one output")
        else:
            name = argument
    if name is not None and pairs and pairs[-1][0] is not None:
        raise UsageError("--format", "is given twice for one output")
    if name is not None or not pairs:
        pairs[-1:] = [(name, pairs[-1][1] if pairs else None)]
    return tuple(_target(form, path, pages, bom=bom) for form, path in pairs)


def _target(name: str | None, path: str | None, pages: int, *, bom: bool) -> Target:
    known = {each.name: each for each in all_formats()}
    default = known["json" if pages == 1 else "jsonl"]
    form = known[name] if name else format_of_file(path or "") or default
    return Target(path, form, bom=bom and form.table)


def check_targets(
    targets: Sequence[Target], pages: Sequence[str], only: Part | None, *, report: str | None
) -> None:
    """Raises UsageError where a target or the report cannot be written, or not in that part."""
    paths = [path for path in (*(target.path for target in targets), report) if path is not None]
    for path in paths:
        check_output(path, pages)
        if paths.count(path) > 1:
            raise UsageError(path, "is given as output twice")
    for target in targets:
        if only and target.form.render_part is None:
            raise UsageError("--only", f"has no meaning for the format {target.form.name}")


def write_results(
    results: Iterable[PageResult], targets: Sequence[Target], only: Part | None
) -> int:
    """Writes the results, one by one where the format can. Returns their number.

    Files appear when all are written, or stay as they were. Raises OutputError.
    """
    read = 0
    kept: list[PageResult] = []
    keeps = not all(target.form.streams for target in targets)
    with ExitStack() as stack:
        outputs = [(target, stack.enter_context(opened(target.path))) for target in targets]
        for result in results:
            read += 1
            if keeps:
                kept.append(result)
            for target, output in outputs:
                if target.form.streams:
                    output.write(_text(target.form, [result], only))
        for target, output in outputs:
            if not target.form.streams:
                _write(target, output, _text(target.form, kept, only))
    return read


def _write(target: Target, output: Output, text: str) -> None:
    output.write(_BYTE_ORDER_MARK + text if target.bom else text)


def _text(form: Format, results: Sequence[PageResult], only: Part | None) -> str:
    if only is not None and form.render_part is not None:
        return form.render_part(results, only)
    return form.render(results)
