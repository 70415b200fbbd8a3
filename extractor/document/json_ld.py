"""JSON-LD scripts as Python values, read forgivingly."""

from __future__ import annotations

import json
import re
from typing import Any

_WRAPPING = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?://\s*)?(?:\]\]>|-->)\s*\Z|;\s*\Z"
)
_TRAILING_COMMA = re.compile(r",(?=\s{0,40}[}\]])")


def parse_json_ld(source: str) -> Any:
    """The JSON value of a script; None where even a forgiving reading finds none.

    Control signs in strings, comments and CDATA marks around, and trailing commas are overlooked.
    """
    text = source.strip()
    for attempt in range(3):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            if attempt:
                text = _TRAILING_COMMA.sub("", text)
            text = _WRAPPING.sub("", _WRAPPING.sub("", text)).strip()
    return None
