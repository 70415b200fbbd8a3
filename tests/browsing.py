"""Drives the machine's Chromium; without one, tests that need it are skipped and say so."""

from __future__ import annotations

import importlib.util
import shutil

import pytest

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
PATIENCE = 60_000
"""Milliseconds that a busy machine may take; nothing is decided by how fast it is."""
MISSING = "playwright" if importlib.util.find_spec("playwright") is None else "Chromium"
needs_browser = pytest.mark.skipif(
    BROWSER is None or MISSING == "playwright",
    reason=f"NO BROWSER TEST: no {MISSING} here (Debian: apt-get install chromium)",
)


def watched(page):
    """The page, with the requests that it makes and the errors that it tells."""
    page.set_default_timeout(PATIENCE)
    page.requests = []
    page.problems = []
    page.on("request", lambda request: page.requests.append(request.url))
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("console", lambda message: page.problems.append(message.text))
    return page
