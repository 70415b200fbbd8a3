"""What both kinds of report are put together from."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from string import Template

_GOLDEN_ANGLE = 137.508
_FIRST_HUE = 20


def asset(name: str, package: str = "extractor.report") -> str:
    """The text of a file in the `assets` of a package."""
    return files(package).joinpath("assets", name).read_text("utf-8")


def one_file(
    template: str,
    style: str,
    script: str,
    members: Mapping[str, object],
    package: str = "extractor.report",
) -> str:
    """The template with its style and script in it, and their hashes for its security policy."""
    return Template(asset(template, package)).substitute(
        members,
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


def hues(kinds: Sequence[str]) -> dict[str, int]:
    """A hue in degrees for every kind but content, neighbours far apart."""
    return {
        kind: round(_FIRST_HUE + number * _GOLDEN_ANGLE) % 360
        for number, kind in enumerate(kinds)
        if kind != "content"
    }


def script_data(value: object) -> str:
    """The value as JSON that can stand inside a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return base64.b64encode(digest).decode("ascii")
