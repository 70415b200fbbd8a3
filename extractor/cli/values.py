"""Values of options, checked: functions for argparse that raise its ArgumentTypeError."""

from __future__ import annotations

import argparse
import re

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/\s]*\S*")


def address(text: str) -> str:
    """An absolute address."""
    if not _ABSOLUTE.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no absolute address")
    return text


def codec(text: str) -> str:
    """The name of a text encoding."""
    try:
        b"a".decode(text, "replace")
    except (LookupError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no known text encoding") from error
    return text


def share(text: str) -> float:
    """A number from 0 to 1."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 to 1")
    return value
