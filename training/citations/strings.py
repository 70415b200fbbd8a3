"""A labelled citation string, and how one is put together."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.records import Span, SpanType

LABELS = (
    "author", "title", "venue", "volume", "issue", "pages", "year", "publisher", "address",
    "editor", "note", "url", "doi", "number", "other",
)  # fmt: skip
_OPENERS = frozenset('([{（【［〔"“«《「『„`')


@dataclass(frozen=True, slots=True)
class Labelled:
    """A string whose characters carry labels; `None` marks punctuation between the fields."""

    text: str
    labels: tuple[str | None, ...]
    """One per character."""
    spans: tuple[Span, ...] = ()
    source: str = ""
    """The style or file it comes from."""


class Builder:
    """Appends pieces of a string with their labels and markup."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._labels: list[str | None] = []
        self._spans: list[Span] = []
        self.length = 0

    def add(self, text: str, label: str | None = None, markup: SpanType | None = None) -> None:
        """Appends `text`; a separator when `label` is None."""
        if not text:
            return
        if markup is not None:
            self._spans.append(Span(self.length, self.length + len(text), markup, "#"))
        self._parts.append(text)
        self._labels.extend([label] * len(text))
        self.length += len(text)

    def mark(self, start: int, markup: SpanType) -> None:
        """Puts markup over everything from `start` on."""
        self._spans.append(Span(start, self.length, markup, "#"))

    def join(self, other: Labelled) -> None:
        """Appends another string with its labels and markup."""
        start = self.length
        self._parts.append(other.text)
        self._labels.extend(other.labels)
        self.length += len(other.text)
        for span in other.spans:
            self._spans.append(Span(span.start + start, span.end + start, span.type, span.value))

    def done(self, source: str = "") -> Labelled:
        """The string, white space at its ends taken off."""
        text = "".join(self._parts)
        start = len(text) - len(text.lstrip())
        end = len(text.rstrip())
        spans = tuple(
            Span(max(0, s.start - start), min(end, s.end) - start, s.type, s.value)
            for s in self._spans
            if min(end, s.end) > max(start, s.start)
        )
        return Labelled(text[start:end], tuple(self._labels[start:end]), spans, source)


def filled(labels: list[str | None], texts: list[str]) -> list[str]:
    """Labels of tokens with the separators given to a field: what opens goes to the next field,
    the rest stays with the one before."""
    found = list(labels)
    following: str | None = None
    for index in range(len(found) - 1, -1, -1):
        if found[index] is not None:
            following = found[index]
        elif texts[index] in _OPENERS and following is not None:
            found[index] = following
    before: str | None = None
    for index, label in enumerate(found):
        if label is None:
            found[index] = before
        before = found[index]
    behind: str | None = None
    for index in range(len(found) - 1, -1, -1):
        if found[index] is None:
            found[index] = behind
        behind = found[index]
    return [label or "other" for label in found]
