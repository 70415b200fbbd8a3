"""Errors that a caller can act on: which input, one line of reason, an exit code."""

from __future__ import annotations


class PapersieveError(Exception):
    """Base of all errors raised on purpose.

    `name` is the input that failed, `reason` one line for people.
    """

    exit_code = 1

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


class InputError(PapersieveError):
    """The input cannot be read, or is no page: missing, empty, a folder, a PDF, an image ..."""

    exit_code = 1


class LimitError(PapersieveError):
    """The input is over a limit of the options."""

    exit_code = 1


class UsageError(PapersieveError):
    """The call is wrong: an unknown option value, encoding or format."""

    exit_code = 2


class PackageError(PapersieveError):
    """What was asked for needs a package that is not installed."""

    exit_code = 4
