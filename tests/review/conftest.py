"""A review of a small batch, served on the loopback address."""

from __future__ import annotations

import threading

import pytest

from extractor.batch import BatchOptions, run_batch
from extractor.review.desk import Desk
from extractor.review.folder import open_folder
from tests.archives import making
from tests.review.pages import DATA

POND = b"<h1>Ponds</h1>" + b"<p>Ponds are small lakes.</p>" * 9


@pytest.fixture
def first():
    """The first page of the batch, which has no entries; tests put others in its place."""
    return POND


@pytest.fixture
def folder(tmp_path, first):
    """Results of three pages from a zip file and a folder; one page has two entries."""
    inputs = tmp_path / "in"
    inputs.mkdir()
    (inputs / "a.zip").write_bytes(making.zipped([("pond.html", first), ("two.html", DATA)]))
    (inputs / "b.txt").write_bytes(b"Title: Kites in a Light Breeze\nAuthors: Ana Lima, Bo Chen\n")
    out = tmp_path / "out"
    run_batch([str(inputs)], BatchOptions(str(out), engine="inline", shard_pages=1))
    return out


@pytest.fixture
def serving(folder):
    """The review; it runs while the test does."""
    pytest.importorskip("bottle", reason="NO REVIEW TEST: no bottle (pip install -e '.[dev]')")
    from extractor.review.server import Serving

    with open_folder(folder) as opened:
        serving = Serving(Desk(opened))
        thread = threading.Thread(target=serving.run)
        thread.start()
        yield serving
        serving.stop()
        thread.join()
