"""`papersieve review`: what it prints, how it ends, what it says where something is missing."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.cli import main

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bottle():
    pytest.importorskip("bottle", reason="NO REVIEW TEST: no bottle (pip install -e '.[dev]')")


def test_it_prints_an_address_and_ends_with_ctrl_c(bottle, folder):
    command = [sys.executable, "cli.py", "review", str(folder), "-q"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        address = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=60)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{43}/\n", address)
    assert (process.returncode, rest, errors) == (0, "", "")


def test_a_port_that_is_taken(bottle, folder, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["review", str(folder), "--port", str(port)]) == 1
    assert capsys.readouterr().err == f"papersieve: port {port}: {os.strerror(98)}\n"


def test_without_bottle_it_says_what_to_install(folder, monkeypatch, capsys):
    monkeypatch.delitem(sys.modules, "extractor.review.server", raising=False)
    monkeypatch.setitem(sys.modules, "bottle", None)
    assert main(["review", str(folder)]) == 2
    assert "pip install 'papersieve[review]'" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["report", "x"], ["batch", "x", "-o", "y"], ["review", "x"]])
def test_nothing_that_listens_is_loaded_before_the_review_runs(arguments, tmp_path):
    code = (
        "import sys; from extractor.cli import main; main(sys.argv[1:]);"
        "print([name for name in ('bottle', 'wsgiref', 'socketserver') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments, "-q"], cwd=tmp_path, text=True,
        capture_output=True, timeout=60, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    assert done.stdout == "[]\n"
