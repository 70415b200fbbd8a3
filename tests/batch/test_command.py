"""`papersieve batch`: what it says, what it returns."""

from __future__ import annotations

import io
import json
import os
import sys
import types

import pytest

from extractor.cli import main
from extractor.cli.messages import Messages
from extractor.cli.progress import ProgressBar


@pytest.fixture
def batch(tmp_path, capsys):
    def call(*arguments):
        words = ["batch", *map(str, arguments), "-o", str(tmp_path / "out"), "--engine", "inline"]
        code = main(words)
        return code, capsys.readouterr().err

    return call


def test_a_batch_tells_what_it_found_and_what_failed(batch, inputs, tmp_path):
    code, told = batch(inputs)
    assert code == 1
    assert "40 pages, 0 papers, 3 failures, 0 skipped" in told
    assert "1 damaged, 2 no page" in told
    assert len((tmp_path / "out/failures.jsonl").read_text().splitlines()) == 3


def test_exit_codes(batch, inputs, tmp_path):
    assert batch(inputs / "c1.html")[0] == 0
    assert batch(inputs / "c1.html", "--fresh", "-q") == (0, "")
    code, told = batch(inputs / "c2.html")
    assert code == 2
    assert told.count("\n") == 1
    assert batch(inputs / "d.html", "--fresh")[0] == 3
    for wrong in (
        ["--workers", "0"],
        ["--encoding", "none"],
        ["--min-confidence", "2"],
        ["--content", "x"],
    ):
        assert batch(inputs, *wrong)[0] == 2


def test_paths_on_standard_input(batch, inputs, monkeypatch):
    listed = "\n".join(str(inputs / f"c{number}.html") for number in range(3))
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BytesIO(listed.encode())))
    code, told = batch("-")
    assert code == 0
    assert "3 pages" in told


def test_a_name_that_is_no_unicode(batch, tmp_path):
    path = bytes(tmp_path) + b"/\xff.html"
    with open(path, "wb") as file:  # noqa: PTH123 - a Path holds no such name
        file.write(b"<p>Pond</p>" * 30)
    assert batch(os.fsdecode(path), os.fsdecode(path))[0] == 0
    (line,) = (tmp_path / "out/copies.jsonl").read_bytes().splitlines()
    assert json.loads(line)["pages"][0]["page"] == os.fsdecode(path)


def test_help_names_every_option(capsys):
    assert main(["batch", "--help"]) == 0
    text = capsys.readouterr().out
    for option in ("--retry-failures", "--fresh", "--workers", "--html-column", "--query"):
        assert option in text


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_bar_on_a_terminal_and_lines_elsewhere(monkeypatch):
    line = "papersieve: out:  25% 10 pages"
    for stream, shown in ((Terminal(), "\r[######"), (io.StringIO(), line)):
        monkeypatch.setattr(sys, "stderr", stream)
        monkeypatch.setenv("TERM", "xterm")
        bar = ProgressBar(Messages(), "out")
        bar.show(0, "", 0.0)
        bar.started -= 60
        bar._told -= 60
        bar.show(10, "2 papers", 0.25)
        bar.end()
        assert shown in stream.getvalue()
        assert "left" in stream.getvalue()
    quiet = io.StringIO()
    monkeypatch.setattr(sys, "stderr", quiet)
    ProgressBar(Messages(quiet=True), "out").show(10, "", 0.5)
    assert quiet.getvalue() == ""
