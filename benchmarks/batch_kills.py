"""A batch that is killed again and again must end with the bytes of one that is left alone.

    python -m benchmarks.batch_kills [--kills 20] [--pages 3000] [--seed 1]

The pages are of sites of forty, so that the first pass looks at all. Kills the whole batch
(SIGKILL) at so many random moments and starts it again each time; then, in
another folder, kills a random worker so many times; then, as root, runs into a full tmpfs that is
made larger. Prints what happened and whether all results are the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.batch_scale import ROOT, tiny_page, worker_processes, write_warc


def digest(folder: Path) -> str:
    """A hash over all results, names included."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("state."):
            found.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def started(warc: Path, folder: Path) -> subprocess.Popen[bytes]:
    """A batch in a process of its own."""
    command = [
        sys.executable, "cli.py", "batch", str(warc), "-o", str(folder), "-q",
        "--workers", "2", "--shard-pages", "50",
    ]  # fmt: skip
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)


def kill_batches(warc: Path, folder: Path, kills: int, seconds: float, draw: random.Random) -> str:
    """Kills the batch itself, at moments spread over the time that the whole takes."""
    done = 0
    while True:
        process = started(warc, folder)
        try:
            process.wait(draw.uniform(0.1, 2 * seconds / max(1, kills) + 2.5))
        except subprocess.TimeoutExpired:
            if done < kills:
                process.send_signal(signal.SIGKILL)
                done += 1
            process.wait()
        if process.returncode == 0:
            return f"killed {done} times"


def kill_workers(warc: Path, folder: Path, kills: int, _seconds: float, draw: random.Random) -> str:
    """Kills one worker now and then."""
    process = started(warc, folder)
    done = 0
    while process.poll() is None:
        time.sleep(draw.uniform(0.2, 3.0))
        if done < kills and process.poll() is None and (found := worker_processes(process.pid)):
            os.kill(draw.choice(found), signal.SIGKILL)
            done += 1
    errors = process.stderr.read().decode() if process.stderr else ""
    return f"{done} workers killed{errors and ': '}{errors.strip()}"


def fill_disk(warc: Path, folder: Path, *_others: object) -> str:
    """Runs in a tmpfs that is too small, then in the same, larger."""
    folder.mkdir()
    size, full = 400, 0
    _mount("-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(folder))
    try:
        while True:
            process = started(warc, folder / "out")
            errors = (process.communicate()[1] or b"").decode()
            if process.returncode == 0:
                kept = digest(folder / "out")
                return f"disk full {full} times, then done"
            if "No space" not in errors and "full" not in errors:
                return f"failed: {errors}"
            full += 1
            size += 400
            _mount("-o", f"remount,size={size}k", str(folder))
    finally:
        subprocess.run([shutil.which("umount") or "umount", str(folder)], check=True)
        (folder / "digest").write_text(kept if process.returncode == 0 else "")


def _mount(*arguments: str) -> None:
    subprocess.run([shutil.which("mount") or "mount", *arguments], check=True)


def main() -> int:
    """1 when results differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--pages", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    draw = random.Random(arguments.seed)  # noqa: S311 - moments, no secrets
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        warc = folder / "a.warc.gz"
        write_warc(warc, map(tiny_page, range(arguments.pages)), sites=arguments.pages // 40)
        begin = time.perf_counter()
        if started(warc, folder / "whole").wait() != 0:
            return 1
        seconds = time.perf_counter() - begin
        whole = digest(folder / "whole")
        print(f"undisturbed: {seconds:.0f} s", flush=True)
        disturb: dict[str, Callable[[Path, Path, int, float, random.Random], str]] = {
            "batch": kill_batches,
            "workers": kill_workers,
        }
        if os.geteuid() == 0:
            disturb["disk"] = fill_disk
        same = True
        for what, act in disturb.items():
            text = act(warc, folder / what, arguments.kills, seconds, draw)
            kept = folder / what / "digest"
            found = kept.read_text() if kept.exists() else digest(folder / what)
            same &= found == whole
            print(f"{text}: {'same bytes' if found == whole else 'OTHER BYTES'}", flush=True)
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
