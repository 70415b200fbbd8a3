"""Collects the extensions of a folder: every module declares one constant.

Adding a finder, a format or another extension is adding a file; nothing else names it.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType
from typing import Protocol, TypeVar


class Named(Protocol):
    """What an extension must at least have."""

    @property
    def name(self) -> str:
        """The extension's unique name within its folder."""


Extension = TypeVar("Extension", bound=Named)


def collect(package: ModuleType, constant: str, kind: type[Extension]) -> tuple[Extension, ...]:
    """The value of `constant` in every public module of `package`, ordered by its `name`.

    Raises TypeError when a module lacks the constant or has one of another type, ValueError when
    two modules use one name.
    """
    found: dict[str, Extension] = {}
    for module_name in _module_names(package.__name__, tuple(package.__path__)):
        extension = getattr(importlib.import_module(module_name), constant, None)
        if not isinstance(extension, kind):
            raise TypeError(f"{module_name} declares no {constant} of type {kind.__name__}")
        if extension.name in found:
            raise ValueError(f"{package.__name__}: two modules are named {extension.name!r}")
        found[extension.name] = extension
    return tuple(found[name] for name in sorted(found))


@cache
def _module_names(package: str, path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        f"{package}.{module.name}"
        for module in pkgutil.iter_modules(path)
        if not module.name.startswith("_")
    )
