"""A stand-in for the pipeline, so that these tests show the command line alone."""

from __future__ import annotations

import sys
import types

import pytest

from extractor.cli import main
from extractor.errors import InputError
from extractor.records import Content, PageInfo, PageResult, SourceInfo


def run(source, options):
    """The text of the page as its content; a page that says `bad` or `crash` fails."""
    if source.data == b"bad":
        raise InputError(source.name, "is a PDF, not a page")
    if source.data == b"crash":
        raise ZeroDivisionError("no reason")
    text = source.data.decode(options.encoding or "utf-8", "surrogateescape")
    info = SourceInfo(
        source.name, source.url, "0" * 64, "text/plain", options.encoding or "utf-8", "text", 0,
        len(source.data),
    )  # fmt: skip
    warnings = ("the page\nbreaks off",) if text.endswith("…") else ()
    return PageResult(info, PageInfo(), (), Content(text, text), (), warnings)


@pytest.fixture
def pipeline(monkeypatch):
    module = types.ModuleType("extractor.pipeline")
    module.run = run
    monkeypatch.setitem(sys.modules, "extractor.pipeline", module)


@pytest.fixture
def command(pipeline, capfdbinary, tmp_path, monkeypatch):
    """Calls the command line in an empty folder: exit code, standard output and error."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        code = main([str(argument) for argument in arguments])
        captured = capfdbinary.readouterr()
        return code, captured.out.decode("utf-8"), captured.err.decode("utf-8")

    return call
