"""Values for formats of one line a value."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]+")


def one_line(text: str) -> str:
    """The text without line breaks and control characters, white space collapsed."""
    return " ".join(_CONTROL.sub(" ", text).split())


def web_address(url: str) -> str:
    """The address with what ends a value or a line percent-encoded."""
    return re.sub(r"[\s{}\\^\x00-\x20\x7f]", _percent, url)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "replace"))
