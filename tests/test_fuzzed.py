"""Inputs in which fuzzers found faults: tests/fuzz/found/TARGET--WHAT."""

from __future__ import annotations

from pathlib import Path

import pytest

FUZZ = Path(__file__).resolve().parent / "fuzz"
FOUND = sorted(FUZZ.glob("found/*--*"))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_once_raised_is_read_or_refused(path, monkeypatch):
    monkeypatch.syspath_prepend(str(FUZZ))
    targets = __import__("targets")
    assert targets.refuses(targets.TARGETS[path.name.partition("--")[0]], path.read_bytes()) in (
        True,
        False,
    )
