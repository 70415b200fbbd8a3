"""Packages that extend Papersieve through entry points; tests/plugins is such a package."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "tests/plugins"
PROJECT = tomllib.loads((EXAMPLE / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture
def run(tmp_path):
    """Runs the command line as if the package with these entry points were installed."""
    page = tmp_path / "page.txt"
    page.write_text("Our week\n\nPAPER! Kites in a Light Breeze\n\nMore next week.\n", "utf-8")

    def call(*arguments, points=PROJECT["entry-points"]):
        info = tmp_path / "installed/papersieve_example-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(
            "Metadata-Version: 2.1\nName: papersieve-example\nVersion: 1.0\n"
        )
        (info / "entry_points.txt").write_text(
            "".join(
                f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in named.items())
                for group, named in points.items()
            )
        )
        path = os.pathsep.join(map(str, (info.parent, EXAMPLE, ROOT)))
        return subprocess.run(
            [sys.executable, str(ROOT / "cli.py"), *arguments, str(page)],
            capture_output=True, text=True, timeout=60, check=False,
            env={**os.environ, "PYTHONPATH": path},
        )  # fmt: skip

    return call


def test_a_package_adds_a_format_and_a_finder(run):
    done = run("-f", "titles")
    assert (done.returncode, done.stdout, done.stderr) == (0, "Kites in a Light Breeze\n", "")


def test_a_package_adds_an_archive_format(run, tmp_path):
    """Its pages come from the archive, and its finder and format work in batches too."""
    joined = tmp_path / "two.joined"
    joined.write_text("PAPER! Tides\n=====\nPAPER! Buoys at Night\n", "utf-8")
    out = tmp_path / "out"
    done = run("batch", "-o", str(out), "--engine", "inline", str(joined))
    assert (done.returncode, done.stderr.count("3 pages")) == (0, 1)
    records = (out / "bibliography.jsonl").read_text("utf-8").splitlines()
    assert sorted(json.loads(line)["title"] for line in records) == [
        "Buoys at Night", "Kites in a Light Breeze", "Tides",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("papersieve_example.missing:FORMAT", "cannot be loaded: ModuleNotFoundError"),
        ("papersieve_example.shouted:FINDER", "is no Format"),
        ("extractor.formats.json:FORMAT", "its name 'json' is taken"),
    ],
)
def test_a_broken_plug_in_is_named(run, value, reason):
    done = run("-f", "json", points={"papersieve.formats": {"broken": value}})
    assert done.returncode == 2
    assert done.stderr.startswith(f"papersieve: plug-in {value}: {reason}")
    assert done.stderr.count("\n") == 1
