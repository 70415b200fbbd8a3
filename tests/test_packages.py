"""The wheel and the sdist hold what they must and nothing else, and the wheel works alone."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = {
    str(path.relative_to(ROOT))
    for path in (ROOT / "extractor").rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
}
SDIST_ONLY = (
    "cli.py", "LICENSE", "PKG-INFO", "pyproject.toml", ".gitignore",
    "benchmarks/", "docs/", "fixtures/", "tests/", "training/",
)  # fmt: skip


def run(*arguments, **environment):
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    run("-m", "hatchling", "build", "-d", str(folder))
    return folder


def test_the_wheel_holds_the_package_and_nothing_else(built):
    (wheel,) = built.glob("*.whl")
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == SOURCE
    for ending in (".toml", ".json.gz", ".css", ".js", ".html", "py.typed"):
        assert any(name.endswith(ending) for name in names)


def test_the_sdist_holds_the_source_and_nothing_else(built):
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names >= SOURCE
    others = {name for name in names - SOURCE if not name.startswith(SDIST_ONLY)}
    assert all(name.endswith(".md") and "/" not in name for name in others), others
    assert not any("__pycache__" in name or name.endswith(".pyc") for name in names)


def test_the_wheel_works_where_there_is_no_checkout(built, tmp_path):
    (wheel,) = built.glob("*.whl")
    target = tmp_path / "installed"
    run(
        "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(target), str(wheel)
    )
    assert (target / "bin/papersieve").is_file()
    page = tmp_path / "page.txt"
    page.write_text(
        "Title: Kites in a Light Breeze\nAuthors: Ana Lima, Bo Chen\nYear: 2001\n", "utf-8"
    )
    code = (
        "import sys, extractor, extractor.cli; assert extractor.__file__.startswith(sys.argv[1]);"
        "sys.exit(extractor.cli.main(sys.argv[2:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(target), str(page), "-f", "ris", "--report", "r.html"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(target)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "TI  - Kites in a Light Breeze" in done.stdout
    assert (tmp_path / "r.html").is_file()
