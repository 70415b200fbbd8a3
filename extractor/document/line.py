"""The text and the inline markup of the block that is being read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extractor.document.addresses import Addresses
from extractor.document.markup import IMAGE_ADDRESSES
from extractor.document.spans import make_span, moved
from extractor.records import Span, SpanType


@dataclass(slots=True)
class OpenSpan:
    """Inline markup that is not closed yet."""

    type: SpanType
    start: int
    value: str = ""
    label: str = ""
    classes: str = ""
    shown: bool = False
    """Whether some of its text stands in a block already."""


MOST_SPACE = 100
"""Characters of white space in a row that preformatted text keeps."""
_LONG_RUN = re.compile(rf"(?<!\s)\s{{{MOST_SPACE + 1},}}")
_MOST_OPEN = 32
"""Elements of inline markup that are open at once, with text; those inside are not marked. Every
block inside has each of them, so that a page that closes none would have too many to hold."""


class Line:
    """Collects one block after the other; `take` gives what has come since the last one."""

    def __init__(self, addresses: Addresses) -> None:
        self.pieces: list[str] = []
        self.spans: list[Span] = []
        self.space = False
        """Whether white space has come since the last character."""
        self._addresses = addresses
        self._length = 0
        self._blank = 0
        self._open: list[OpenSpan] = []
        self._parts: list[Span] = []
        self._open_parts: list[OpenSpan] = []

    def append(self, text: str) -> None:
        """Text as it is."""
        self.pieces.append(text)
        self._length += len(text)

    def preformatted(self, text: str) -> None:
        """Text with its white space, as far as a run is not too long: readers of texts may look at
        all of one from each of its places."""
        text = _LONG_RUN.sub(lambda match: match.group()[-MOST_SPACE:], text)
        lead = len(text) - len(text.lstrip())
        text = text[max(0, self._blank + lead - MOST_SPACE) :]
        trail = len(text) - len(text.rstrip())
        self._blank = trail + (self._blank if trail == len(text) else 0)
        self.append(text)

    def text(self, data: str) -> None:
        """Running text, in which white space of any length is one space; not white space alone."""
        words = " ".join(data.split())
        if self._length and (self.space or data[0].isspace()):
            words = f" {words}"
        self.pieces.append(words)
        self._length += len(words)
        self.space = data[-1].isspace()

    def formula(self, latex: str, *, display: bool) -> None:
        """A formula."""
        latex = " ".join(latex.split())
        if not latex:
            return
        if self._length and self.space:
            self.append(" ")
        self.space = False
        start = self._length
        fence = "$$" if display else "$"
        self.append(f"{fence}{latex}{fence}")
        self.spans.append(make_span(start, self._length, "math", latex))

    def image(self, attributes: Mapping[str, str]) -> None:
        """An image, if its address is known."""
        for name in IMAGE_ADDRESSES:
            value = attributes.get(name, "").strip()
            if value and not value.startswith("data:"):
                address = self._addresses.resolve(value)
                break
        else:
            return
        if address:
            label = " ".join(attributes.get("alt", "").split())
            classes = attributes.get("class", "")
            self.spans.append(
                make_span(self._length, self._length, "image", address, label, classes)
            )

    # ------------------------------------------------------------------ spans

    def open(self, span_type: SpanType, attributes: Mapping[str, str]) -> OpenSpan:
        """Inline markup begins."""
        is_link = span_type == "link"
        if self._length:
            if self.space:
                self.append(" ")
                self.space = False
            elif is_link and self._ends_in_link():
                self.append(" ")
        if attributes:
            value = self._addresses.resolve(attributes["href"]) if is_link else ""
            label = attributes.get("title") or attributes.get("aria-label") or ""
            span = OpenSpan(span_type, self._length, value, label, attributes.get("class", ""))
        else:
            span = OpenSpan(span_type, self._length)
        if len(self._open) < _MOST_OPEN:
            self._open.append(span)
        return span

    def open_part(self, role: str) -> OpenSpan:
        """Text begins that the page calls a part of a work; nothing is drawn for that."""
        span = OpenSpan("named", self._length, role)
        if len(self._open_parts) < _MOST_OPEN:
            self._open_parts.append(span)
        return span

    def _ends_in_link(self) -> bool:
        """Whether a link ends just here: two links in a row are drawn apart, though unspaced."""
        last = self.spans[-1] if self.spans else None
        return last is not None and last.type == "link" and last.end == self._length

    def close(self, span: OpenSpan) -> None:
        """Inline markup ends."""
        if span.type == "named":
            if _removed(self._open_parts, span):
                self._keep_part(span)
            return
        if not _removed(self._open, span):
            return
        if span.start < self._length:
            self._keep(span)
        elif span.type == "link" and span.value and not span.shown:
            self._icon(span)

    def _keep(self, span: OpenSpan) -> None:
        self.spans.append(
            make_span(span.start, self._length, span.type, span.value, span.label, span.classes)
        )

    def _keep_part(self, span: OpenSpan) -> None:
        if span.start < self._length:
            self._parts.append(make_span(span.start, self._length, "named", span.value))

    def _icon(self, span: OpenSpan) -> None:
        """A link that shows an image or an icon and no text."""
        last = self.spans[-1] if self.spans else None
        image = last if last is not None and last.type == "image" else None
        if image is not None and image.start != self._length:
            image = None
        label = span.label or (image.label if image is not None else "")
        if label or span.classes or image is not None:
            place = self._length
            self.spans.append(make_span(place, place, "icon", span.value, label, span.classes))

    def in_link(self) -> bool:
        """Whether a link is open."""
        return any(span.type == "link" for span in self._open)

    def name_icon(self, classes: str) -> bool:
        """Keeps an icon's classes with the link right around it. False where there is none."""
        last = self._open[-1] if self._open else None
        if last is None or last.type != "link":
            return False
        last.classes = f"{last.classes} {classes}".strip()
        return True

    # ------------------------------------------------------------------ blocks

    def take(self, *, preformatted: bool) -> tuple[str, list[Span]]:
        """The text and the spans so far, whose open ones go on in the next block."""
        for span in self._open:
            if span.start < self._length:
                self._keep(span)
                span.shown = True
            span.start = 0
        for span in self._open_parts:
            self._keep_part(span)
            span.start = 0
        text = "".join(self.pieces)
        spans = [*self.spans, *self._parts] if self._parts else self.spans
        self._parts = []
        if preformatted:
            lead = len(text) - len(text.lstrip("\r\n"))
            text = text[lead:].rstrip()
            spans = [moved(span, -lead, len(text)) for span in spans]
        self.pieces, self._length, self.spans, self.space = [], 0, [], False
        self._blank = 0
        return text, spans


def _removed(spans: list[OpenSpan], span: OpenSpan) -> bool:
    """Takes `span`, which mostly is the last one, out of `spans`. False: it was not there."""
    if spans and spans[-1] is span:
        spans.pop()
        return True
    for place, other in enumerate(spans):
        if other is span:
            del spans[place]
            return True
    return False
