"""Reading an archive from a file of its own."""

from __future__ import annotations

import pytest

from extractor.archives import ReadOptions, read_archive


@pytest.fixture
def read(tmp_path):
    """Every item of these bytes in a file of this name, with these options, from `start` on."""

    def call(data, name="a.warc", start=0, **options):
        path = tmp_path / name
        path.write_bytes(data)
        items = list(read_archive(str(path), ReadOptions(**options), start))
        path.unlink()
        return items

    return call
