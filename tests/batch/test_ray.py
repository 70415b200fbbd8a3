"""The Ray engine: the bytes of one process, whatever machines come and go."""

from __future__ import annotations

import gzip
import json
import os
import socket
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.archives import Page
from extractor.batch import BatchError, BatchOptions, Limits, run_batch
from extractor.batch.engines import _piece
from extractor.batch.engines._piece import Setting, Shard, work
from extractor.batch.options import PageWork
from extractor.batch.plan import groups
from extractor.batch.results import PageSeen
from extractor.batch.shards import Cursor, Task
from extractor.batch.sites.packs import Packs
from extractor.batch.sites.ranks import Ranks
from extractor.batch.sites.samples import MOST, Sample, rank_of
from extractor.batch.store import Store
from extractor.cli import main
from extractor.errors import PackageError, UsageError
from extractor.records import Source
from tests.archives import making
from tests.batch.conftest import ROOT, outputs

STARTS = 3
TOO_BUSY = "timed out during startup"
"""Ray gives its processes 15 or 30 s to start, which on a very busy machine is too short."""
MEMORY = 80 << 20
SLOW = 40_000
"""Lines of a page that takes some seconds."""


def running(word):
    """Command lines of all processes that hold a word."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        if word in line:
            found.append(line)
    return found


def gone(word, seconds=60):
    end = time.monotonic() + seconds
    while running(word) and time.monotonic() < end:
        time.sleep(0.2)
    return not running(word)


@pytest.fixture
def cluster(monkeypatch):
    """Two machines of one core each, and a head without any, where the batch is started."""
    from ray.cluster_utils import Cluster

    from extractor.batch.engines._cluster import _SETTINGS

    monkeypatch.undo()  # the machines of a cluster talk to each other, and with the test
    for name, value in _SETTINGS.items():
        monkeypatch.setenv(name, value)
    for left in reversed(range(STARTS)):
        found = Cluster()
        try:
            head = found.add_node(num_cpus=0, object_store_memory=MEMORY, include_dashboard=False)
            for _ in range(2):
                found.add_node(num_cpus=1, object_store_memory=MEMORY)
        except Exception as error:
            found.shutdown()
            if not left:
                if TOO_BUSY in str(error):
                    pytest.skip(f"Ray could not start {STARTS} times: {error}")
                raise
        else:
            break
    yield found
    found.shutdown()
    assert gone(head.get_session_dir_path())


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_a_machine_is_killed_in_the_middle_and_nothing_is_lost_nor_twice(
    cluster, run, tmp_path, monkeypatch
):
    from ray._private.state import available_resources_per_node

    from extractor.batch.engines import ray as engine

    # One page takes so long that its machine is the only one at work in the end.
    sizes = [4] * 30
    sizes[7] = SLOW
    members = [(f"{number}.html", making.page(number, size)) for number, size in enumerate(sizes)]
    archive = tmp_path / "a.zip"
    archive.write_bytes(making.zipped([*members, ("x.html", b"%PDF-1.7 no page")]))
    run(archive, folder="alone", shard_pages=3)
    lost, killed = [], []
    again = engine._Run._again

    def count(run, flight, error):
        lost.append(flight.task.shard)
        again(run, flight, error)

    def busy():
        free = available_resources_per_node()
        nodes = cluster.worker_nodes
        return [node for node in nodes if free.get(node.node_id, {}).get("CPU", 0) == 0]

    def kill(progress):
        if progress.is_first_pass or progress.pages < 12 or killed:
            return
        end = time.monotonic() + 60
        while len(found := busy()) != 1 and time.monotonic() < end:
            time.sleep(0.1)
        killed.append(progress.pages)
        cluster.remove_node(found[0], allow_graceful=False)

    monkeypatch.setattr(engine._Run, "_again", count)
    options = BatchOptions(
        str(tmp_path / "out"), engine="ray", address=cluster.address, shard_pages=3
    )
    summary = run_batch([str(archive)], options, report=kill)
    assert killed
    assert killed[0] <= 27
    assert 2 in lost
    assert (summary.counts["pages"], summary.counts["failures"]) == (30, 1)
    assert outputs(tmp_path / "out") == outputs(tmp_path / "alone")

    # Who has a connection of their own keeps it.
    import ray

    ray.init(cluster.address, log_to_driver=False, logging_level="ERROR")
    try:
        options = replace(options, folder=f"file://{tmp_path}/more", address=None)
        run_batch([str(archive)], options)
        assert ray.is_initialized()
    finally:
        ray.shutdown()
    assert outputs(tmp_path / "more") == outputs(tmp_path / "alone")


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_without_an_address_a_cluster_is_made_and_ended(tmp_path):
    """The tasks write to an address themselves, and a page over its limit of time ends alone."""
    (tmp_path / "in").mkdir()
    for name, size in (("a.html", 4), ("b.html", 150_000), ("c.html", 4)):
        (tmp_path / "in" / name).write_bytes(making.page(1, size))
    place = f"file://{tmp_path}"
    command = [
        sys.executable, "cli.py", "batch", f"{place}/in", "-o", f"{place}/out", "--engine", "ray",
        "--workers", "1", "--page-seconds", "1.5",
    ]  # fmt: skip
    environment = {name: value for name, value in os.environ.items() if name != "RAY_ADDRESS"}
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment
    )
    if TOO_BUSY in done.stderr:
        pytest.skip(f"Ray could not start: {done.stderr}")
    assert done.returncode == 1, done.stderr
    assert "2 pages, 0 papers, 1 failures" in done.stderr
    assert all(line.startswith("papersieve: ") for line in done.stderr.splitlines())
    (failure,) = (tmp_path / "out/failures.jsonl").read_text().splitlines()
    assert json.loads(failure)["kind"] == "timeout"
    assert json.loads(failure)["name"] == f"{place}/in/b.html"
    assert gone(str(tmp_path))


# ------------------------------------------------------------------ what one task does


@pytest.fixture
def setting(tmp_path):
    found = Setting("a run", BatchOptions(str(tmp_path / "out"), shard_pages=6), PageWork())
    yield found
    _piece._kept(found).pool.close()
    _piece._kept.cache_clear()


def tasks_of(*paths):
    return [Task(group, 0, Cursor()) for group in groups(map(str, paths))]


def all_work(tasks, setting):
    """What a cluster does with tasks, one after the other; each with what comes out of it."""
    waiting = list(tasks)
    while waiting:
        task = waiting.pop(0)
        results = list(work(task, setting))
        waiting.extend(each for each in results if isinstance(each, Task))
        yield task, results


def test_tasks_hand_on_what_others_can_begin_with(setting, inputs, run, tmp_path):
    run(inputs, folder="alone", site_templates=False)
    alone = outputs(tmp_path / "alone")
    done = list(all_work(tasks_of(*sorted(inputs.iterdir())), setting))
    files = {}
    for _, results in done:
        assert sum(isinstance(each, Shard) for each in results) == 1
        if len(results) == 2:
            assert isinstance(results[0], Task)
        files |= results[-1].files
    there = {name: data for name, data in files.items() if data is not None}
    assert there == {name: data for name, data in alone.items() if name.startswith("pages/")}
    assert [results[-1].done.items for _, results in done] == [6] * 7 + [1]


def test_what_can_only_be_read_from_its_beginning_stays_with_one_task(setting, tmp_path):
    members = [(f"{number}.html", making.page(number, 4)) for number in range(20)]
    (tmp_path / "a.tar.gz").write_bytes(gzip.compress(making.tarred(members)))
    ((_, results),) = all_work(tasks_of(tmp_path / "a.tar.gz"), setting)
    assert [each.done.items for each in results] == [6, 6, 6, 2]
    assert [each.done.last for each in results] == [False, False, False, True]
    # A task that is lost goes on behind its last shard.
    task = tasks_of(tmp_path / "a.tar.gz")[0]
    second = results[1].done
    rest = replace(task, shard=second.shard + 1, cursor=second.cursor)
    assert list(work(rest, setting)) == results[2:]
    assert list(work(replace(rest, only=True), setting)) == [
        replace(results[2], done=replace(results[2].done))
    ]


def test_limits_hold_in_tasks(tmp_path):
    (tmp_path / "a.html").write_bytes(making.page(1, 12_000))
    (tmp_path / "b.html").write_bytes(making.page(1, 4))
    options = BatchOptions(str(tmp_path / "out"), limits=Limits(megabytes=6))
    setting = Setting("limits", options, PageWork())
    ((_, (shard,)),) = all_work(tasks_of(tmp_path / "a.html", tmp_path / "b.html"), setting)
    (failure,) = shard.done.failures
    assert json.loads(failure)["kind"] in {"memory", "crash"}
    assert shard.done.counts["pages"] == 1
    _piece._kept(setting).pool.close()
    _piece._kept.cache_clear()


def test_a_task_that_fails_leaves_no_page_behind_in_its_pool(setting, inputs, monkeypatch):
    def fails(*_):
        raise OSError("disk full")

    (task,) = tasks_of(inputs / "c1.html", inputs / "c2.html")
    kept = _piece._kept(setting)
    with monkeypatch.context() as broken:
        broken.setattr(_piece.ShardWriter, "add", fails)
        with pytest.raises(OSError, match="disk full"):
            list(work(task, setting))
    assert _piece._kept(setting) is not kept
    (shard,) = work(task, setting)
    assert shard.done.counts["pages"] == 2


def test_a_machine_without_the_inputs_stops_the_batch(setting, inputs, tmp_path):
    path = tmp_path / "here.html"
    path.write_bytes(making.page(1, 4))
    (task,) = tasks_of(path)
    path.unlink()
    with pytest.raises(BatchError, match=r"here\.html: is not there, or another file, on .* s3://"):
        list(work(task, setting))
    path.write_bytes(b"other")
    with pytest.raises(BatchError, match="is not there, or another file"):
        list(work(task, setting))


def test_a_machine_that_sees_another_folder_stops_the_batch(setting, inputs, tmp_path):
    """Its results would be lost, or its pages judged without templates."""
    (task,) = tasks_of(inputs / "c1.html")
    shared = replace(setting.options, folder=f"file://{tmp_path}/other")
    packs = Packs(str(tmp_path), ("pond.example",), "a stamp")
    for wrong in (
        replace(setting, options=shared),
        replace(setting, work=PageWork(templates=packs)),
    ):
        with pytest.raises(BatchError, match="is not the folder of the batch on"):
            list(work(task, wrong))


def test_the_first_pass_finds_every_sample_and_looks_at_no_more_than_it_needs(tmp_path):
    bodies = [making.page(number, 2) for number in range(300)]
    records = [making.record(number, body=body) for number, body in enumerate(bodies)]
    (tmp_path / "a.warc").write_bytes(b"".join(records))
    options = BatchOptions(str(tmp_path / "out"), shard_pages=100)
    setting = Setting("looks", options, PageWork(looks=True))
    done = [results[-1] for _, results in all_work(tasks_of(tmp_path / "a.warc"), setting)]
    found = {sample.rank for shard in done for sample in shard.done.samples}
    assert sorted(map(rank_of, bodies))[:MOST] == sorted(found)[:MOST]
    assert MOST <= len(found) < 250
    assert all(shard.files == {} for shard in done)
    _piece._kept(setting).pool.close()
    _piece._kept.cache_clear()


def test_ranks_forget_no_page_that_may_be_a_sample():
    ranks, pages = (
        Ranks(),
        [Page(Source("", bytes([n, m]), "http://a.example/")) for n in range(40) for m in range(9)],
    )
    for page in pages:
        if ranks.need(page):
            ranks.add(PageSeen(Sample("a.example", rank_of(page.source.data), b"")))
    smallest = sorted(rank_of(page.source.data) for page in pages)[:MOST]
    assert [ranks.need(page) for page in pages] == [
        rank_of(page.source.data) < smallest[-1] for page in pages
    ]
    assert ranks.need(Page(Source("", b"x")))
    assert not ranks.need(Page(Source("", b"x", "mailto:a")))


def test_a_machine_with_another_version_stops_the_batch(setting, inputs):
    with pytest.raises(BatchError, match=r"has papersieve .*, not 0\.0\.1 as where"):
        list(work(tasks_of(inputs / "c1.html")[0], replace(setting, version="0.0.1")))


def test_a_shard_that_is_done_again_drops_those_behind_it_only_when_it_ends_elsewhere(
    setting, inputs, tmp_path
):
    done = [results[-1].done for _, results in all_work(tasks_of(inputs / "a.warc"), setting)]
    with Store(tmp_path / "state") as store:
        store.plan({"a": "b"}, groups([str(inputs / "a.warc")]))
        assert [store.commit(each) for each in done] == [()] * len(done)
        assert len(done) == 4
        assert list(store.open_tasks()) == []
        assert store.commit(done[1]) == ()
        assert list(store.open_tasks()) == []
        longer = replace(done[1], cursor=done[2].cursor)
        assert store.commit(longer) == (2, 3)
        assert store.commit(done[2]) == ()  # it was begun where nothing ends any more
        assert [task.shard for task in store.open_tasks()] == [2]
        assert [task.cursor for task in store.open_tasks()] == [longer.cursor]


# ------------------------------------------------------------------ what can be wrong


@pytest.fixture
def batch(inputs, tmp_path, capsys):
    def call(*words, to=None):
        started = time.process_time()
        code = main(["batch", str(inputs), "-o", str(to or tmp_path / "out"), *words])
        told = capsys.readouterr().err
        assert told.count("\n") == 1
        assert time.process_time() - started < 30
        return code, told

    return call


def test_without_ray_one_line_says_what_to_install(batch, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "ray", None)
    code, told = batch("--engine", "ray")
    assert code == PackageError.exit_code == 4
    assert told == "papersieve: --engine ray: needs ray: pip install 'papersieve[ray]'\n"
    assert not (tmp_path / "out").exists()


def test_an_address_where_nothing_answers(batch, monkeypatch):
    monkeypatch.undo()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
        code, told = batch("--engine", "ray", "--address", address)
    assert code == 1
    assert f"--address {address}: no Ray cluster answers there: Connection refused" in told


@pytest.mark.parametrize("answer", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b""])
def test_an_address_where_something_else_answers(batch, monkeypatch, answer):
    monkeypatch.undo()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            connection, _ = server.accept()
            with connection:
                connection.recv(100)
                connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        address = f"127.0.0.1:{server.getsockname()[1]}"
        code, told = batch("--engine", "ray", "--address", address)
        thread.join()
    assert code == 1
    assert "what answers there is no head of a Ray cluster" in told


@pytest.mark.parametrize("address", ["nowhere", "ray://127.0.0.1:10001", "127.0.0.1:x", ":6379"])
def test_what_is_no_address(batch, address):
    code, told = batch("--engine", "ray", "--address", address)
    assert code == UsageError.exit_code
    assert "is no HOST:PORT of the head of a Ray cluster" in told


def test_an_address_for_an_engine_that_has_none(batch):
    code, told = batch("--engine", "local", "--address", "127.0.0.1:6379")
    assert code == UsageError.exit_code
    assert "--address: means nothing to the engine local" in told


def test_a_place_that_cannot_be_written(batch):
    code, told = batch("--engine", "ray", to="file:///proc/papersieve")
    assert code == 1
    assert "file:///proc/papersieve: No such file or directory; what is done is kept" in told
