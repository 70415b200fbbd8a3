"""Settings that hold for every test: no network, reproducible examples."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

settings.register_profile(
    "papersieve",
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("papersieve")


class NetworkRefusedError(AssertionError):
    """A test, or the code under test, opened a connection."""


def _refuse(*arguments: Any, **keywords: Any) -> NoReturn:
    raise NetworkRefusedError(f"connection refused in tests: {arguments[1:]!r}")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuses every outgoing connection and name look-up."""
    monkeypatch.setattr(socket.socket, "connect", _refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", _refuse)
    monkeypatch.setattr(socket, "getaddrinfo", _refuse)


@pytest.fixture(scope="module")
def browser():
    """The machine's Chromium; see tests/browsing.py."""
    from playwright.sync_api import sync_playwright

    from tests.browsing import BROWSER

    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=sandbox)
        yield browser
        browser.close()
