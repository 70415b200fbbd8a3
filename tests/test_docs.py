"""The documents say what the program does."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from extractor._version import VERSION
from extractor.cli.arguments import parse
from extractor.formats import all_formats
from extractor.formats._reference import reference

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CHINESE = (ROOT / "README.zh-CN.md").read_text("utf-8")
FAQ = (ROOT / "docs/faq.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
FENCES = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_output_reference_is_current():
    assert (ROOT / "docs/output.md").read_text("utf-8") == reference(), (
        "run: python -m extractor.formats._reference > docs/output.md"
    )


def test_the_first_two_commands_are_one_line_each():
    (_, first), (_, second) = FENCES[:2]
    assert first.count("\n") == second.count("\n") == 1
    assert "cli.py fixtures/" in first
    assert second.rstrip().endswith("-m pytest")


def test_the_page_of_the_first_command_is_there():
    page = FENCES[0][1].split()[-1]
    assert (ROOT / page).is_file()


def test_ci_takes_its_command_from_the_readme():
    script = (ROOT / ".ci/run").read_text("utf-8")
    program = re.search(r"awk '(.*?)' README\.md", script)
    assert program is not None
    found = subprocess.run(
        ["awk", program[1], "README.md"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert found.stdout == FENCES[1][1]
    assert (ROOT / ".ci/run").stat().st_mode & 0o111


def test_every_option_and_format_is_in_the_readme(capsys):
    with pytest.raises(SystemExit):
        parse(["--help"])
    options = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", capsys.readouterr().out))
    assert {option for option in options if f"`{option}" not in README} == set()
    assert {each.name for each in all_formats() if f"`{each.name}`" not in README} == set()


@pytest.mark.parametrize(
    "text", [README, CONTRIBUTING, CHINESE], ids=["README", "CONTRIBUTING", "README.zh-CN"]
)
def test_files_that_are_named_exist(text):
    named = re.findall(r"\]\(([\w./-]+)\)|`((?:extractor|docs|tests|fixtures)/[\w./-]*)`", text)
    for path in (link or code for link, code in named):
        if not re.search(r"KIND|LANG|NAME", path):
            assert (ROOT / path).exists(), path


def test_python_examples_parse():
    for text in (README, CONTRIBUTING, CHINESE):
        for source in re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
            ast.parse(source)


def test_the_library_example_runs():
    (source,) = (source for language, source in FENCES if "from extractor import" in source)
    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, timeout=60, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr.decode("utf-8")
    assert b"papersieve/1" in done.stdout


def test_the_chinese_readme_has_every_format_and_its_example_runs():
    assert {each.name for each in all_formats() if f"`{each.name}`" not in CHINESE} == set()
    (source,) = re.findall(r"^```python\n(.*?)^```$", CHINESE, re.MULTILINE | re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, timeout=60, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr.decode("utf-8")
    assert done.stdout.startswith(b"A Study of Kites")


@pytest.mark.parametrize("text", [README, CHINESE], ids=["README", "README.zh-CN"])
def test_commands_of_the_readmes_are_understood(text):
    """Every line that starts with papersieve parses; batch and others come with their own tests."""
    fences = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    lines = re.findall(r"(?:^|\| )papersieve ([^#|>\n]+)", "".join(fences), re.MULTILINE)
    assert len(lines) > 5
    for line in lines:
        parse(line.split())


def test_the_questions_name_files_that_exist():
    for name in re.findall(r"\]\(([\w./-]+)\)", FAQ):
        assert (ROOT / "docs" / name).is_file(), name


def test_toml_examples_are_toml():
    for source in re.findall(r"^```toml\n(.*?)^```$", CONTRIBUTING, re.MULTILINE | re.DOTALL):
        assert tomllib.loads(source)


def test_the_version_is_stated_once():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" in project["project"]["dynamic"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)
