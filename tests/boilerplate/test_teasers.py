"""Cards below an article that lead to other pages."""

from __future__ import annotations

import pytest

from extractor import extract

TEXT = "<p>" + "The river was high in spring, and the ferry did not run for a week. " * 6 + "</p>"
CARDS = "".join(
    f"<div class='card'><p><a href='{{start}}/{topic}'>How {topic} change</a></p>"
    f"<p>Every spring {topic} change, and nobody knows for how long they will.</p></div>"
    for topic in ("rivers", "shores", "dunes", "marshes")
)


@pytest.mark.parametrize("url", ["http://[a.example/b", None])
@pytest.mark.parametrize("start", ["http://[a.example", ""])
def test_broken_addresses_are_of_no_site(url: str | None, start: str) -> None:
    html = f"<h1>High Water</h1>{TEXT * 4}<section>{CARDS.format(start=start)}</section>"
    assert extract(html, url=url).page.title == "High Water"
