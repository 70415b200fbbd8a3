"""Archives of small pages, and batches over them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extractor.batch import BatchOptions, run_batch
from tests.archives import making

ROOT = Path(__file__).resolve().parents[2]


def outputs(folder):
    """The bytes of all results by name; the state is none."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file() and not path.name.startswith("state.")
    }


@pytest.fixture(scope="session")
def inputs(tmp_path_factory):
    """A WARC file with damage, a zip and a folder of pages: 40 pages and three failures."""
    folder = tmp_path_factory.mktemp("inputs")
    records = [making.record(number, body=making.page(number, 4)) for number in range(20)]
    records[7] = records[7][:-60]
    (folder / "a.warc").write_bytes(b"".join(records))
    members = [(f"{number}.html", making.page(number, 4)) for number in range(12)]
    (folder / "b.zip").write_bytes(making.zipped([*members, ("x.html", b"%PDF-1.7 no page")]))
    for number in range(9):
        (folder / f"c{number}.html").write_bytes(making.page(number, 4))
    (folder / "d.html").write_bytes(b"")
    return folder


@pytest.fixture(scope="session")
def undisturbed(inputs, tmp_path_factory):
    """The results of a batch in one process that nothing comes between."""
    folder = tmp_path_factory.mktemp("undisturbed")
    run_batch([str(inputs)], BatchOptions(str(folder), engine="inline", shard_pages=6))
    return outputs(folder)


@pytest.fixture
def run(tmp_path):
    def call(*inputs, folder="out", **options):
        chosen = BatchOptions(
            str(tmp_path / folder), **{"engine": "inline", "shard_pages": 6, **options}
        )
        return run_batch([str(each) for each in inputs], chosen)

    return call


@pytest.fixture
def start(tmp_path):
    """Starts the command line in a process of its own."""

    def call(*arguments, folder="out", before=""):
        command = [sys.executable, "cli.py", "batch", *map(str, arguments), "-o"]
        words = " ".join(f"'{word}'" for word in [*command, str(tmp_path / folder)])
        return subprocess.Popen(
            ["bash", "-c", f"{before} exec {words} --workers 1 --shard-pages 6"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        )  # fmt: skip

    return call
