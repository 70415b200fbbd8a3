"""Addresses as the page's own address makes them (RFC 3986, section 5)."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_FROM_THE_ROOT = re.compile(r"(?:/[\w~%+,=@&!-][\w.~%+,=@&!:-]*)+/?(?:\?[^#?]+)?(?:#[^#]+)?")
"""A path from the root of the site that has nothing to resolve, such as `..`."""
_CONTROLS = re.compile(r"[\x00-\x20\x7f]+")


class Addresses:
    """Resolves addresses against the page's own; one per page, which may learn its own late.

    In-page anchors (`#part`) stay as they are, since they lead nowhere else.
    """

    def __init__(self, url: str | None = None) -> None:
        self._known: dict[str, str] = {}
        """Addresses resolved so far: many links of a page lead to the same place."""
        self._learn(url if url and is_web(url) else None)

    def learn(self, url: str, *, override: bool = False) -> None:
        """The page names its own address."""
        resolved = self.resolve(url)
        if is_web(resolved) and (override or self.base is None):
            self._learn(resolved)

    def _learn(self, base: str | None) -> None:
        self.base = base
        self._known.clear()
        parts = urlsplit(base) if base else None
        self._root = f"{parts.scheme}://{parts.netloc}" if parts else ""

    def resolve(self, address: str) -> str:
        """`address` absolute where the page's own address is known, otherwise as printed."""
        resolved = self._known.get(address)
        if resolved is None:
            resolved = self._known[address] = self._resolve(address)
        return resolved

    def _resolve(self, address: str) -> str:
        # Only what is not printable, and the space, is a control character here.
        if " " in address or not address.isprintable():
            address = _CONTROLS.sub("", address.strip())
        if not address or address[0] == "#" or self.base is None or _ABSOLUTE.match(address):
            return address
        if _FROM_THE_ROOT.fullmatch(address):
            return self._root + address
        try:
            return urljoin(self.base, address)
        except ValueError:
            return address


class PrintedAddresses(Addresses):
    """Leaves addresses as the page prints them: for those who only ask whether there is one."""

    def learn(self, url: str, *, override: bool = False) -> None:
        """Nothing depends on the page's own address."""

    def resolve(self, address: str) -> str:
        """`address` without white space around it."""
        return address.strip()


def host_of(url: str | None) -> str | None:
    """The host that an address names, in small letters; None where it names none, or is broken."""
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None


def is_web(url: str) -> bool:
    """Whether `url` is an absolute http(s) address of a named host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    # A host without a dot (localhost) is where the page was made, not where it stands.
    return parts.scheme in ("http", "https") and "." in (parts.hostname or "")
