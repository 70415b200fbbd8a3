"""A batch finds every page, tells every failure, and knows its own folder again."""

from __future__ import annotations

import json

import jsonschema
import pytest
import zstandard

from extractor.batch import BatchError, BatchOptions, Limits, run_batch
from extractor.batch.outputs import output_named
from extractor.errors import UsageError
from extractor.formats._schema import output_schema
from extractor.options import Options
from tests.archives import making
from tests.batch.conftest import outputs


def pages(folder, output="jsonl"):
    kind = output_named(output)
    found = []
    for path in sorted((folder / "pages").iterdir()):
        with path.open("rb") as stream:
            found.extend(kind.read(stream))
    return found


def failures(folder):
    return [json.loads(line) for line in (folder / "failures.jsonl").read_text().splitlines()]


def test_every_page_is_in_the_results_or_in_the_failures(run, inputs, tmp_path):
    run(inputs)
    out = tmp_path / "out"
    names = [page["source"]["name"].removeprefix(str(inputs)) for page in pages(out)]
    assert len(names) == 40
    assert names[19:31] == [f"/b.zip/{number}.html" for number in range(12)]
    assert names[31:] == [f"/c{number}.html" for number in range(9)]
    seventh = (inputs / "a.warc").read_bytes().index(b"http://pond.example/7\r\n")
    assert [failure["kind"] for failure in failures(out)] == ["damaged", "no page", "no page"]
    assert failures(out)[0]["name"] == f"{inputs}/a.warc@{failures(out)[0]['offset']}"
    assert 0 < seventh - failures(out)[0]["offset"] < 100
    summary = json.loads((out / "summary.json").read_text())
    assert (summary["pages"], summary["failures"], summary["items"]) == (40, 3, 43)
    assert summary["by failure"] == {"damaged": 1, "no page": 2}
    for page in pages(out)[:3]:
        jsonschema.validate(page, output_schema())


def test_workers_give_the_same_bytes_as_one_process(run, inputs, undisturbed, tmp_path):
    run(inputs, engine="local", workers=2)
    assert outputs(tmp_path / "out") == undisturbed


def test_a_second_run_does_nothing_and_changes_nothing(run, inputs, tmp_path):
    run(inputs)
    before = outputs(tmp_path / "out")
    stamps = [path.stat().st_mtime_ns for path in (tmp_path / "out/pages").iterdir()]
    assert run(inputs).resumed
    assert outputs(tmp_path / "out") == before
    assert [path.stat().st_mtime_ns for path in (tmp_path / "out/pages").iterdir()] == stamps


def test_other_options_or_inputs_are_refused_and_fresh_starts_again(run, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.html").write_bytes(making.page(number, 4))
    run(folder)
    with pytest.raises(UsageError, match=r"min_confidence was 0\.4, is 0\.9"):
        run(folder, options=Options(min_confidence=0.9))
    (folder / "1.html").write_bytes(making.page(33, 4))
    with pytest.raises(UsageError, match=r"1\.html has changed since"):
        run(folder)
    (folder / "3.html").write_bytes(making.page(9, 4))
    with pytest.raises(UsageError, match="take another folder, or --fresh"):
        run(folder)
    run(folder, fresh=True)
    assert len(pages(tmp_path / "out")) == 4


def test_results_inside_of_the_input_folder_are_no_input(run, tmp_path):
    (tmp_path / "a.html").write_bytes(making.page(1, 4))
    for _ in range(2):
        run(tmp_path)
    run(f"{tmp_path}/**")
    assert len(pages(tmp_path / "out")) == 1


def test_a_folder_with_other_things_is_not_touched(run, inputs, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds no batch"):
        run(inputs, fresh=True)
    assert (tmp_path / "out/mine.txt").read_text() == "mine"


def test_parquet_holds_the_same_as_json_lines(run, inputs, tmp_path):
    pytest.importorskip("pyarrow")
    run(inputs, folder="lines")
    run(inputs, folder="table", output="parquet")

    def whole(value):
        """Without the members that are null, which JSON leaves out of places."""
        if isinstance(value, dict):
            return {name: whole(each) for name, each in value.items() if each is not None}
        return [whole(each) for each in value] if isinstance(value, list) else value

    assert whole(pages(tmp_path / "table", "parquet")) == whole(pages(tmp_path / "lines"))


def test_one_file_is_one_frame_that_any_reader_takes_whole(run, inputs, tmp_path):
    run(inputs)
    data = (tmp_path / "out/pages/000000-00000.jsonl.zst").read_bytes()
    assert zstandard.ZstdDecompressor().decompressobj().decompress(data).count(b"\n") == 6


def test_a_page_over_its_time_is_a_failure_and_the_others_are_read(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, size in (("a.html", 4), ("b.html", 150_000), ("c.html", 4)):
        (folder / name).write_bytes(making.page(1, size))
    options = BatchOptions(str(tmp_path / "out"), workers=1, limits=Limits(seconds=1.5))
    run_batch([str(folder)], options)
    assert [failure["kind"] for failure in failures(tmp_path / "out")] == ["timeout"]
    assert len(pages(tmp_path / "out")) == 2


def test_a_page_over_its_memory_is_a_failure_until_it_gets_more(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, size in (("a.html", 4), ("b.html", 12_000), ("c.html", 4)):
        (folder / name).write_bytes(making.page(1, size))
    small = BatchOptions(str(tmp_path / "out"), workers=1, limits=Limits(megabytes=6))
    run_batch([str(folder)], small)
    (failure,) = failures(tmp_path / "out")
    assert failure["kind"] in {"memory", "crash"}
    assert len(pages(tmp_path / "out")) == 2
    again = BatchOptions(str(tmp_path / "out"), workers=1, retry_failures=True)
    run_batch([str(folder)], again)
    assert failures(tmp_path / "out") == []
    assert len(pages(tmp_path / "out")) == 3


def test_two_batches_in_one_folder(run, inputs, start, tmp_path):
    import fcntl

    run(inputs)
    with (tmp_path / "out/state.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BatchError, match="a batch or a review is running there"):
            run(inputs)
