"""Types of arguments: each takes a word and gives its value, or says what is wrong with it."""

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
    value = _number(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 to 1")
    return value


def amount(text: str) -> float:
    """A number above 0."""
    value = _number(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number above 0")
    return value


def count(text: str) -> int:
    """A whole number above 0."""
    if not (text.isascii() and text.isdigit()) or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return int(text)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return -1.0
