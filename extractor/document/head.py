"""What the page says about itself: title, meta, links, JSON-LD, dates."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.document.addresses import Addresses
from extractor.document.unseen import MAX_UNSEEN
from extractor.records import Head

MAX_META = 2000
"""More are not read: no honest page has them."""
MAX_JSON_LD = 2_000_000
"""Characters of JSON-LD kept."""


class HeadReader:
    """Collects the head's elements as they come; made anew for every page."""

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._title: str | None = None
        self._meta: list[tuple[str, str]] = []
        self._links: list[tuple[str, str]] = []
        self._json_ld: list[str] = []
        self._json_ld_length = 0
        self._times: list[tuple[str, int]] = []
        self._base: str | None = None
        self._embedded: list[tuple[str, str, int]] = []
        self._embedded_length = 0
        self.language: str | None = None
        self.items: tuple[str, ...] = ()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A meta, link or base element."""
        if tag == "meta":
            self._read_meta(attributes)
        elif tag == "base" and attributes.get("href") and self._base is None:
            self._base = attributes["href"]
            self._addresses.learn(attributes["href"], override=True)
        elif tag == "link" and attributes.get("href") and len(self._links) < MAX_META:
            relation = " ".join(attributes.get("rel", "").casefold().split())
            if relation == "canonical":
                self._addresses.learn(attributes["href"])
            self._links.append((relation, self._addresses.resolve(attributes["href"])))

    def _read_meta(self, attributes: Mapping[str, str]) -> None:
        content = attributes.get("content")
        if content is None or len(self._meta) >= MAX_META:
            return
        for key in ("name", "property", "itemprop", "http-equiv"):
            name = attributes.get(key)
            if name:
                self._meta.append((name.strip().casefold(), content))
                if name == "og:url":
                    self._addresses.learn(content)
                return

    def raw(self, tag: str, attributes: Mapping[str, str], data: str) -> None:
        """Text of a title or script element."""
        if tag == "title" and self._title is None and data.strip():
            self._title = " ".join(data.split())
        elif tag == "script" and "ld+json" in attributes.get("type", "").casefold():
            self._json_ld_length += len(data)
            if self._json_ld_length <= MAX_JSON_LD:
                self._json_ld.append(data)

    def time(self, value: str, block: int) -> None:
        """A `<time datetime>` in or before the block that comes next."""
        if value.strip() and len(self._times) < MAX_META:
            self._times.append((value.strip(), block))

    def embed(self, form: str, text: str, element: int) -> None:
        """Text for programs that `element` holds."""
        if text and self._embedded_length + len(text) <= MAX_UNSEEN:
            self._embedded.append((form, text, element))
            self._embedded_length += len(text)

    def finish(self) -> Head:
        """Everything seen."""
        return Head(
            self._title, tuple(self._meta), tuple(self._links), tuple(self._json_ld),
            self.language, self._base, tuple(self._times), tuple(self._embedded), self.items,
        )  # fmt: skip
