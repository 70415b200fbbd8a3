"""Subcommands, help, and what the start of the program loads."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from extractor.cli import main

ROOT = Path(__file__).resolve().parents[2]
SLOW = ("lxml", "bs4", "trafilatura")


def program(*arguments, **options):
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *arguments],
        capture_output=True, timeout=60, check=False, **options,
    )  # fmt: skip


def test_schema_is_printed(command):
    code, out, _ = command("schema")
    assert code == 0
    Draft202012Validator.check_schema(json.loads(out))


def test_schema_goes_to_a_file(command):
    assert command("schema", "-o", "schema.json") == (0, "", "")
    assert json.loads(Path("schema.json").read_text("utf-8"))["title"] == "papersieve/1"


def test_a_file_named_like_a_command_can_be_given(command):
    Path("schema").write_text("a page", "utf-8")
    assert command("./schema", "-f", "text")[1] == "a page\n"
    assert command("extract", "schema", "-f", "text")[1] == "a page\n"


def test_version_and_help(command):
    code, out, _ = command("--version")
    assert code == 0
    assert out.startswith("papersieve 0.")
    code, out, _ = command("--help")
    assert code == 0
    assert "schema" in out
    assert "exit codes" in out
    assert command("schema", "--help")[0] == 0


def test_module_and_checkout_are_the_same_program():
    module = subprocess.run(
        [sys.executable, "-m", "extractor", "--version"],
        capture_output=True, timeout=60, check=True, cwd=ROOT,
    )  # fmt: skip
    assert module.stdout == program("--version").stdout


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["schema"], ["--format", "none", "x"], ["missing"]]
)
def test_no_parser_is_loaded_before_a_page_is_read(arguments):
    code = (
        "import sys; from extractor.cli import main; main(sys.argv[1:]); "
        f"sys.exit(any(name in sys.modules for name in {SLOW!r}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True, timeout=60, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_a_closed_pipe_is_quiet():
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), "schema"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 0


def test_output_is_utf_8_whatever_the_locale(tmp_path):
    page = tmp_path / "页.html"
    page.write_text("<p>正文在这里，足够长的一段话。</p>", "utf-8")
    done = program("-f", "text", str(page), env={"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0, done.stderr
    assert "正文在这里" in done.stdout.decode("utf-8")


def test_a_missing_page_is_3_without_traceback():
    done = program("no-such-file.html")
    assert done.returncode == 3
    assert done.stderr == b"papersieve: no-such-file.html: no such file\n"


def test_a_report_of_a_page(capfd, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("Title: A Paper\nAuthors: Ana Lima, Bo Chen\nYear: 2019\n", "utf-8")
    assert main(["report", str(page), "-o", str(tmp_path / "one.html")]) == 0
    assert main([str(page), "-f", "ris", "--report", str(tmp_path / "two.html")]) == 0
    assert "TI  - A Paper" in capfd.readouterr().out
    one = (tmp_path / "one.html").read_text("utf-8")
    assert "Content-Security-Policy" in one
    assert (tmp_path / "two.html").read_text("utf-8") == one


def test_a_report_is_of_one_page_that_can_be_read(capfd, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("text", "utf-8")
    report = tmp_path / "report.html"
    assert main(["report", str(tmp_path / "missing"), "-o", str(report)]) == 3
    assert main([str(page), str(page), "--report", str(report)]) == 2
    assert main([str(page), "-o", str(report), "--report", str(report)]) == 2
    assert main(["report", str(page), "-o", str(page)]) == 2
    assert not report.exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_knows_commands_and_options(shell, capfd):
    assert main(["completion", shell]) == 0
    script = capfd.readouterr().out
    for word in ("papersieve", "report", "schema", "min-confidence"):
        assert word in script


def test_completion_without_its_library_says_what_to_install(monkeypatch, capfd):
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["completion", "bash"]) == 2
    assert capfd.readouterr().err == (
        "papersieve: completion: needs: pip install 'papersieve[completion]'\n"
    )
