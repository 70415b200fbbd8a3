"""Killed, interrupted, out of space: the next run ends with the same bytes."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from pathlib import Path

import pytest

from tests.batch.conftest import outputs


def wait_for(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_killed_run_goes_on_and_ends_with_the_same_bytes(
    undisturbed, inputs, start, tmp_path, seed, run
):
    draw = random.Random(seed)
    process = start(inputs)
    wanted = draw.randrange(1, 6)
    files = tmp_path / "out/pages"
    wait_for(lambda: files.is_dir() and len(list(files.iterdir())) >= wanted)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not (tmp_path / "out/failures.jsonl").exists()
    assert run(inputs).resumed
    assert outputs(tmp_path / "out") == undisturbed


def test_ctrl_c_says_how_to_go_on(undisturbed, inputs, start, tmp_path, run):
    process = start(inputs)
    wait_for(lambda: list((tmp_path / "out").rglob("*.zst")))
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "goes on from here" in errors
    assert "Traceback" not in errors
    run(inputs)
    assert outputs(tmp_path / "out") == undisturbed


def test_a_killed_worker_loses_no_page(undisturbed, inputs, tmp_path, run):
    stop = threading.Event()

    def kill():
        for _ in range(3):
            if stop.wait(0.9):
                return
            for child in children():
                os.kill(child, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    run(inputs, engine="local", workers=1)
    stop.set()
    killer.join()
    assert outputs(tmp_path / "out") == undisturbed


def children():
    """The workers of this process."""
    found = []
    for task in Path("/proc/self/task").iterdir():
        found.extend(int(number) for number in (task / "children").read_text().split())
    return [
        child for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


def test_a_full_disk_is_said_in_one_line_and_nothing_is_half_written(
    undisturbed, inputs, start, tmp_path, run
):
    process = start(inputs, before="ulimit -f 1;")
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 1
    assert errors.count("\n") == 1
    assert "the same command goes on" in errors
    assert not list((tmp_path / "out").rglob(".part-*"))
    run(inputs)
    assert outputs(tmp_path / "out") == undisturbed
