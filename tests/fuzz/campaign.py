"""Runs every fuzzer for its share of a number of executions, and counts them.

    python tests/fuzz/campaign.py OUT --pages FOLDER [--executions 1000000]
    python tests/fuzz/campaign.py OUT --counts

Every target has its share: of mutations (mutate.py) of the pages in FOLDER, and of the runs of the
coverage-guided fuzzer (run.py) on a corpus that grows in OUT. Each run is a line of OUT/counts.tsv,
so that a campaign that was stopped goes on where it was. Inputs that crash are written to
OUT/crashes; mend the cause, keep the input as a test, and go on. Exit code 1 when there was any.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Of each thousand executions; what is quickly done is done more often.
MUTATED: Mapping[str, int] = {
    "decode": 240, "document": 130, "judge": 15, "finders": 8, "tagger": 40, "pages": 12,
    "warc": 110, "mhtml": 60, "zip": 60, "tar": 40, "jsonl": 40, "csv": 40,
}  # fmt: skip
GUIDED: Mapping[str, int] = {
    "decode": 60, "document": 20, "judge": 8, "finders": 3, "tagger": 6, "pages": 3,
    "warc": 30, "mhtml": 25, "zip": 20, "tar": 15, "jsonl": 10, "csv": 10,
}  # fmt: skip
LONGEST = 800
"""Bytes of an input."""
PATIENCE = 300
"""Seconds for one input, on a busy machine."""


def main() -> int:
    """Runs what is missing and prints the counts; 1 when something crashed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--executions", type=int, default=1_000_000)
    parser.add_argument("--counts", action="store_true", help="print the counts and run nothing")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    if not given.counts:
        out, thousands = given.out.resolve(), given.executions / 1000
        for target, share in MUTATED.items():
            mutated(target, round(share * thousands), out, given.pages.resolve())
        for target, share in GUIDED.items():
            guided(target, round(share * thousands), out)
    return show(given.out)


def guided(target: str, runs: int, out: Path) -> None:
    """Runs libFuzzer, again and again where a crash ends it."""
    crashes = out / "crashes" / target
    crashes.mkdir(parents=True, exist_ok=True)
    while (missing := runs - done_before(out, "guided", target)) > 0:
        done = subprocess.run(
            [
                sys.executable, HERE / "run.py", target, out / f"corpus-{target}",
                f"-runs={missing}", f"-max_len={LONGEST}", f"-timeout={PATIENCE}",
                "-rss_limit_mb=4000", f"-artifact_prefix={crashes}/",
            ],
            check=False, capture_output=True, text=True, errors="replace",
        )  # fmt: skip
        numbers = re.findall(r"^(?:Done |#)(\d+)", done.stderr, re.MULTILINE)
        if not numbers:
            raise RuntimeError(done.stderr[-2000:])
        count(out, "guided", target, int(numbers[-1]), crashed=int(done.returncode != 0))
        if done.returncode:
            trace = done.stdout[-9000:] + done.stderr[-3000:]
            (crashes / f"{len(list(crashes.iterdir()))}.log").write_text(trace)


def mutated(target: str, runs: int, out: Path, pages: Path) -> None:
    """Runs mutate.py with a seed that no run before had."""
    missing = runs - done_before(out, "mutated", target)
    if missing <= 0:
        return
    done = subprocess.run(
        [
            sys.executable, HERE / "mutate.py", pages, "--target", target,
            "--executions", str(missing), "--seed", str(total(out)),
            "--most", str(LONGEST), "--out", out / "crashes" / target,
        ],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    numbers = re.search(r"raised in (\d+) places", done.stdout)
    if numbers is None:
        raise RuntimeError(done.stderr[-2000:])
    count(out, "mutated", target, missing, crashed=int(numbers[1]))


def count(out: Path, driver: str, target: str, runs: int, *, crashed: int) -> None:
    """Notes one run."""
    with (out / "counts.tsv").open("a") as file:
        file.write(f"{driver}\t{target}\t{runs}\t{crashed}\n")


def counted(out: Path) -> list[tuple[str, str, int, int]]:
    """All runs so far."""
    path = out / "counts.tsv"
    rows = [line.split("\t") for line in path.read_text().splitlines()] if path.exists() else []
    return [(driver, target, int(runs), int(crashed)) for driver, target, runs, crashed in rows]


def done_before(out: Path, driver: str, target: str) -> int:
    """Executions of a target so far."""
    return sum(runs for *which, runs, _ in counted(out) if which == [driver, target])


def total(out: Path) -> int:
    """Executions of all targets so far."""
    return sum(runs for _, _, runs, _ in counted(out))


def show(out: Path) -> int:
    """Prints a table; 1 when something crashed."""
    rows = counted(out)
    runs: Counter[tuple[str, str]] = Counter()
    crashes: Counter[str] = Counter()
    for driver, target, number, crashed in rows:
        runs[target, driver] += number
        crashes[target] += crashed
    print(f"{'target':<12}{'guided':>12}{'mutated':>12}{'crashed':>9}")
    for target in GUIDED:
        print(
            f"{target:<12}{runs[target, 'guided']:>12,}{runs[target, 'mutated']:>12,}"
            f"{crashes[target]:>9}"
        )
    print(f"{'all':<12}{total(out):>24,}{sum(crashes.values()):>9}")
    return 1 if sum(crashes.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
