"""Inputs and results at addresses: the same bytes, the state here, errors in one line."""

from __future__ import annotations

import json
import platform
import shutil
import sys

import fsspec
import pytest
from fsspec.implementations.local import LocalFileSystem

from extractor.batch import BatchError, BatchOptions, run_batch
from extractor.batch.folders import HeldFolder
from extractor.cli import main
from extractor.errors import PackageError, UsageError
from tests.archives import making
from tests.batch.conftest import outputs


class Disk(LocalFileSystem):
    """A remote file system in which a file is there before it is whole, as in HDFS."""

    protocol = ("disk",)
    broken = ""
    """Names that hold this cannot be written."""

    @classmethod
    def _strip_protocol(cls, path):
        return super()._strip_protocol(str(path).removeprefix("disk://"))

    def put_file(self, lpath, rpath, **kwargs):
        if self.broken and self.broken in rpath:
            with self.open(rpath, "wb") as half:
                half.write(b"half")
            raise RuntimeError("the line\nis dead")
        super().put_file(lpath, rpath, **kwargs)

    def mv(self, path1, path2, **kwargs):
        assert not self.exists(path2)
        super().mv(path1, path2, **kwargs)


@pytest.fixture
def memory(inputs):
    """An empty remote file system that holds the inputs at `memory://in`."""
    system = fsspec.filesystem("memory")
    for path in inputs.iterdir():
        system.pipe_file(f"/in/{path.name}", path.read_bytes())
    yield system
    for name in system.find("/"):
        system.rm_file(name)


@pytest.fixture
def disk(monkeypatch):
    fsspec.register_implementation("disk", Disk, clobber=True)
    monkeypatch.setattr(Disk, "broken", "")
    return Disk


@pytest.fixture
def batch(tmp_path):
    def call(*inputs, to="memory://out", report=lambda _: None, **options):
        chosen = {"engine": "inline", "shard_pages": 6, "state": str(tmp_path / "state"), **options}
        return run_batch([*map(str, inputs)], BatchOptions(str(to), **chosen), report=report)

    return call


def remote(system):
    """The bytes of all results by name; the state is none."""
    found = {name: system.cat_file(name) for name in system.find("/out")}
    return {
        name.removeprefix("/out/"): data
        for name, data in sorted(found.items())
        if not name.startswith("/out/state.")
    }


def test_results_at_an_address_are_those_of_a_folder(batch, memory, run, tmp_path):
    run("memory://in")
    batch("memory://in")
    assert remote(memory) == outputs(tmp_path / "out")
    assert len(remote(memory)) > 10


def test_results_from_an_address_are_those_of_a_folder(memory, run, undisturbed, inputs, tmp_path):
    run("memory://in")
    found = outputs(tmp_path / "out")
    assert set(found) == set(undisturbed)
    there, here = (json.loads(each["summary.json"]) for each in (found, undisturbed))
    assert there == here
    assert (
        found["failures.jsonl"].replace(b"memory://in", str(inputs).encode())
        == (undisturbed["failures.jsonl"])
    )


def test_workers_give_the_same(batch, memory, tmp_path):
    # Workers do not see the memory of this process, where templates would be.
    options = {"reports": "all", "site_templates": False}
    batch("memory://in", **options)
    one = remote(memory)
    memory.rm("/out", recursive=True)
    batch("memory://in", engine="local", workers=1, state=str(tmp_path / "more"), **options)
    assert remote(memory) == one
    assert any(name.startswith("reports/") for name in one)


def test_patterns_and_single_files(batch, memory):
    memory.pipe_file("/in/below/e.html", making.page(50, 4))
    memory.pipe_file("/in/below/e.png", b"no page")
    summary = batch("memory://in/c[0-3].html", "memory://in/below/", "memory://in/*.none")
    assert summary.counts["pages"] == 5
    assert summary.counts["skipped/.png"] == 1
    assert summary.counts["failure/unreadable"] == 1


def test_a_stopped_batch_goes_on(batch, memory, run, tmp_path):
    run("memory://in")

    def stop(progress):
        if progress.pages > 14 and not progress.is_first_pass:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch("memory://in", report=stop)
    assert not memory.exists("/out/summary.json")
    stamps = {name: memory.modified(name) for name in memory.find("/out/pages")}
    assert len(stamps) == 2
    assert batch("memory://in").resumed
    assert remote(memory) == outputs(tmp_path / "out")
    assert all(memory.modified(name) == stamp for name, stamp in stamps.items())


def test_what_changed_is_seen(batch, memory):
    batch("memory://in")
    memory.pipe_file("/in/c3.html", making.page(4, 4))
    with pytest.raises(UsageError, match=r"memory://in/c3\.html has changed since"):
        batch("memory://in")
    assert batch("memory://in", fresh=True).counts["pages"] == 40


def test_the_state_of_another_machine_is_not_passed_over(batch, memory, tmp_path):
    batch("memory://in/c1.html")
    with pytest.raises(UsageError, match=f"whose state is .*/state on {platform.node()}: go on"):
        batch("memory://in/c1.html", state=str(tmp_path / "other"))
    batch("memory://in/c2.html", state=str(tmp_path / "other"), fresh=True)
    with pytest.raises(UsageError, match="/other on"):
        batch("memory://in/c1.html")
    assert len(memory.find("/out/pages")) == 1


def test_without_an_option_the_state_is_in_the_folder_for_state(memory, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "states"))
    options = BatchOptions("memory://out", engine="inline")
    run_batch(["memory://in/c1.html"], options)
    assert run_batch(["memory://in/c1.html"], options).resumed
    assert len(list((tmp_path / "states/papersieve").iterdir())) == 1


def test_a_remote_folder_with_other_things_is_not_touched(batch, memory):
    memory.pipe_file("/out/mine.txt", b"mine")
    for fresh in (False, True):
        with pytest.raises(UsageError, match="is not empty, and holds no batch"):
            batch("memory://in", fresh=fresh)
    assert memory.find("/out") == ["/out/mine.txt"]


def test_results_inside_of_the_input_are_no_input(batch, memory):
    for _ in range(2):
        summary = batch("memory://in", to="memory://in/out")
    assert summary.counts["items"] == 43


def test_a_state_beside_local_results_is_refused(batch, tmp_path):
    with pytest.raises(UsageError, match="--state"):
        batch(tmp_path, to=tmp_path / "out")


def test_file_addresses_need_no_package(run, inputs, undisturbed, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    run(f"file://{inputs}", folder="out")
    options = BatchOptions(f"file://{tmp_path}/out2", engine="inline", shard_pages=6)
    run_batch([f"file://{inputs}"], options)
    assert outputs(tmp_path / "out2") == outputs(tmp_path / "out")
    assert json.loads(outputs(tmp_path / "out")["summary.json"]) == json.loads(
        undisturbed["summary.json"]
    )
    assert b'"name":"file:///' in outputs(tmp_path / "out")["failures.jsonl"]


def test_a_database_is_read_by_file_address_only(batch, memory, tmp_path):
    import sqlite3

    with sqlite3.connect(tmp_path / "a.db") as database:
        database.execute("CREATE TABLE pages (html TEXT)")
        database.execute("INSERT INTO pages VALUES (?)", (making.page(1, 4).decode(),))
    memory.pipe_file("/in/a.db", (tmp_path / "a.db").read_bytes())
    summary = batch(f"file://{tmp_path}/a.db", "memory://in/a.db")
    assert (summary.counts["pages"], summary.counts["failure/unreadable"]) == (1, 1)


# ------------------------------------------------------------------ not every place is good


def test_files_appear_whole_where_the_file_system_does_not_see_to_it(disk, batch, run, tmp_path):
    (tmp_path / "in").mkdir()
    shutil.copy(__file__, tmp_path / "in/a.txt")
    for number in range(9):
        (tmp_path / f"in/{number}.html").write_bytes(making.page(number, 4))
    place = f"disk://{tmp_path}/there"
    disk.broken = "000000-00001"
    with pytest.raises(BatchError, match="RuntimeError: the line is dead; what is done is kept"):
        batch(tmp_path / "in", to=place)
    assert [each.name for each in (tmp_path / "there/pages").iterdir() if each.name[0] != "."] == [
        "000000-00000.jsonl.zst"
    ]
    disk.broken = ""
    assert batch(tmp_path / "in", to=place).resumed
    run(tmp_path / "in")
    assert outputs(tmp_path / "there") == outputs(tmp_path / "out")


def test_a_place_that_cannot_be_written_is_said_before_any_work(disk, batch, memory, tmp_path):
    disk.broken = "state.json"
    with pytest.raises(BatchError, match="the line is dead") as told:
        batch("memory://in", to=f"disk://{tmp_path}/there")
    assert "\n" not in str(told.value)
    assert not (tmp_path / "there/pages").exists()


def test_an_archive_that_breaks_off_is_a_failure(batch, memory, monkeypatch):
    from fsspec.implementations.memory import MemoryFile

    read = MemoryFile.read
    calls = []

    def fails(file, size=-1):
        calls.append(size)
        if len(calls) > 3:
            raise OSError("connection reset")
        return read(file, size)

    monkeypatch.setattr(MemoryFile, "read", fails)
    summary = batch("memory://in/a.warc", across=False)
    assert summary.counts["failure/unreadable"] == 1


@pytest.mark.parametrize("engine", ["inline", "local"])
def test_what_was_unreadable_is_read_to_its_end_when_it_is_tried_again(
    run, engine, inputs, tmp_path, monkeypatch
):
    from extractor.archives import _archive

    def fails(_path):
        raise OSError("no connection")

    with monkeypatch.context() as broken:
        broken.setattr(_archive, "open_file", fails)
        assert run(inputs, site_templates=False).counts["failure/unreadable"] == 12
    run(inputs, retry_failures=True, engine=engine, site_templates=False)
    run(inputs, folder="alone", site_templates=False)
    assert outputs(tmp_path / "out") == outputs(tmp_path / "alone")


@pytest.mark.parametrize(
    ("module", "place", "said"),
    [
        ("fsspec.core", "s3://bucket/a", "needs fsspec: pip install 'papersieve[remote]'"),
        ("s3fs", "s3://bucket/a", "s3fs"),
    ],
)
def test_missing_packages_are_named(capsys, inputs, tmp_path, monkeypatch, module, place, said):
    monkeypatch.setitem(sys.modules, module, None)
    for words in ([place, "-o", str(tmp_path / "out")], [str(inputs), "-o", place]):
        state = ["--state", str(tmp_path / "state")] if words[-1] == place else []
        assert main(["batch", *words, *state, "--engine", "inline"]) == PackageError.exit_code
        told = capsys.readouterr().err
        assert told.count("\n") == 1
        assert said in told


def test_unknown_schemes_are_wrong_usage(capsys, inputs, tmp_path):
    for words in (["nosuch://a", "-o", str(tmp_path / "out")], [str(inputs), "-o", "nosuch://a"]):
        assert main(["batch", *words, "--engine", "inline"]) == UsageError.exit_code
        told = capsys.readouterr().err
        assert told.count("\n") == 1
        assert "nosuch://a: Protocol not known" in told


def test_held_files_are_those_that_were_written():
    folder = HeldFolder()
    with folder.writing("a") as stream:
        stream.write(b"1")
    folder.remove("b")
    assert folder.files == {"a": b"1", "b": None}
    assert (folder.exists("a"), folder.exists("b")) == (True, False)
    assert folder.reading("a").read() == b"1"
