"""Every regular expression of the package does work that is linear in the text."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_no_expression_takes_more_than_linear_work():
    # In a process of its own: expressions are recorded while the package is imported.
    done = subprocess.run(
        [sys.executable, ROOT / "tests" / "fuzz" / "linear.py"],
        check=True, capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert found["expressions"] > 600
    assert found["texts"] > 10 * found["expressions"]
    assert found["bad"] == {}
