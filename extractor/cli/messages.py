"""What people are told while a command runs: one line each, on standard error."""

from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Messages:
    """Writes messages as loudly as asked for."""

    quiet: bool = False
    verbose: bool = False

    def error(self, name: str, reason: str) -> None:
        """An input or output failed."""
        _write(f"{name}: {reason}")

    def warning(self, name: str, text: str) -> None:
        """A page was read, but a person should know this."""
        if not self.quiet:
            _write(f"{name}: warning: {text}")

    def detail(self, name: str, text: str) -> None:
        """What was done, for those who ask."""
        if self.verbose:
            _write(f"{name}: {text}")


def _write(text: str) -> None:
    if sys.stderr is not None:
        print(f"papersieve: {one_line(text)}", file=sys.stderr, flush=True)


def one_line(text: str) -> str:
    """The text without line breaks and control characters, which a page or a name may hold."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
