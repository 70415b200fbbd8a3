"""Collects the extensions of a folder: every module declares one constant.

Adding a finder, a format or another extension is adding a file; nothing else names it. Other
packages add theirs with an entry point of the group `papersieve.FOLDER`, such as
`papersieve.formats`, that names the constant.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import Protocol, TypeVar


class PluginError(Exception):
    """An extension of another package cannot be used: `name` says which, `reason` why."""

    def __init__(self, entry: EntryPoint, reason: str) -> None:
        super().__init__(entry.value, reason)
        self.name = f"plug-in {entry.value}"
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


class Named(Protocol):
    """What an extension must at least have."""

    @property
    def name(self) -> str:
        """The extension's unique name within its folder."""


Extension = TypeVar("Extension", bound=Named)


def collect(package: ModuleType, constant: str, kind: type[Extension]) -> tuple[Extension, ...]:
    """The value of `constant` in every public module of `package`, and those of other packages.

    Ordered by their `name`. Raises TypeError when a module lacks the constant or has one of another
    type, ValueError when two modules use one name, PluginError for such faults of other packages.
    """
    found: dict[str, Extension] = {}
    for module_name in _module_names(package.__name__, tuple(package.__path__)):
        extension = getattr(importlib.import_module(module_name), constant, None)
        if not isinstance(extension, kind):
            raise TypeError(f"{module_name} declares no {constant} of type {kind.__name__}")
        if extension.name in found:
            raise ValueError(f"{package.__name__}: two modules are named {extension.name!r}")
        found[extension.name] = extension
    for entry in _entry_points(f"papersieve.{package.__name__.rpartition('.')[2]}"):
        extension = _loaded(entry, kind)
        if extension.name in found:
            raise PluginError(entry, f"its name {extension.name!r} is taken")
        found[extension.name] = extension
    return tuple(found[name] for name in sorted(found))


def _loaded(entry: EntryPoint, kind: type[Extension]) -> Extension:
    try:
        extension = entry.load()
    except Exception as error:
        reason = f"cannot be loaded: {type(error).__name__}: {error}"
        raise PluginError(entry, reason) from error
    if not isinstance(extension, kind):
        raise PluginError(entry, f"is no {kind.__name__}")
    return extension


@cache
def _entry_points(group: str) -> tuple[EntryPoint, ...]:
    return tuple(sorted(entry_points(group=group), key=lambda entry: (entry.name, entry.value)))


@cache
def _module_names(package: str, path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        f"{package}.{module.name}"
        for module in pkgutil.iter_modules(path)
        if not module.name.startswith("_")
    )
