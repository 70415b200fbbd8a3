"""Parser events to blocks: what a reader sees, in reading order, with the skeleton around it.

The builder knows no parser: it is fed `start`, `text` and `end`. It keeps its own stack, so depth
costs memory and not recursion, and touches every event once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor.document.addresses import Addresses
from extractor.document.head import HeadReader
from extractor.document.markup import (
    BLOCK_TAGS,
    CODE_WRAPPER_CLASSES,
    FORM_OF_TAG,
    GUTTER_CLASSES,
    IMAGE_ADDRESSES,
    MATH_CLASSES,
    RENDERED_MATH_CLASSES,
    SILENT_TAGS,
    SPAN_OF_TAG,
)
from extractor.document.math import MathReader
from extractor.document.spans import joined_runs
from extractor.document.tables import Cell, Draft, Table, merge_rows, moved
from extractor.document.unseen import (
    attribute_records,
    calls_it_abstract,
    is_record_script,
    may_hold_records,
)
from extractor.records import Block, Element, Form, Span, SpanType

_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CODE_LANGUAGE = re.compile(r"(?:^|[\s:])(?:lang(?:uage)?|highlight-source|brush:)[-: ]?([\w+#-]+)")


_Entry = tuple[str, int, int, int, Mapping[str, str]]
"""An element before its blocks are known: tag, parent, ordinal, depth, attributes."""


@dataclass(slots=True)
class _Frame:
    """An open element."""

    tag: str
    parent: _Frame | None
    ordinal: int
    depth: int
    attributes: Mapping[str, str]
    element: int = -1
    form: Form = "paragraph"
    level: int = 0
    item: _Item | None = None
    counts: dict[str, int] = field(default_factory=dict)
    span: _OpenSpan | None = None
    table: Table | None = None
    cell_first: int = 0
    language: str = ""
    skipped: bool = False


@dataclass(slots=True)
class _Item:
    """An open list item; its first block takes the marker."""

    level: int
    marker: str
    used: bool = False


@dataclass(slots=True)
class _OpenSpan:
    type: SpanType
    start: int
    value: str = ""
    label: str = ""
    classes: str = ""
    shown: bool = False
    """Whether some of its text stands in a block already."""


@dataclass(slots=True)
class _List:
    ordered: bool
    number: int


class Builder:
    """Collects the blocks of one page; made anew for every page."""

    def __init__(self, addresses: Addresses) -> None:
        self.addresses = addresses
        self.head = HeadReader(addresses)
        self._root = _Frame("", None, 1, -1, {})
        self._frame = self._root
        self._drafts: list[Draft] = []
        self._elements: list[_Entry] = []
        self._buffer: list[str] = []
        self._length = 0
        self._space = False
        self._spans: list[Span] = []
        self._open: list[_OpenSpan] = []
        self._joined = False
        self._lists: list[_List] = []
        self._tables: list[Table] = []
        self._math: MathReader | None = None
        self._math_depth = 0

    # ------------------------------------------------------------------ events

    def start(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """An element opens. False: its inside is not to be fed, only its `end`."""
        if self._math is not None:
            self._math.start(tag, attributes)
            self._math_depth += 1
            return True
        parent = self._frame
        ordinal = parent.counts.get(tag, 0) + 1
        parent.counts[tag] = ordinal
        frame = _Frame(
            tag, parent, ordinal, parent.depth + 1, attributes, form=parent.form,
            level=parent.level, item=parent.item, language=parent.language,
        )  # fmt: skip
        self._frame = frame
        classes = attributes.get("class", "") if attributes else ""
        if classes or tag in ("math", "mjx-container"):
            known = frozenset(classes.split())
            if tag in ("math", "mjx-container") or known & MATH_CLASSES:
                self._math = MathReader()
                self._math.start(tag, attributes)
                return True
            if known & (RENDERED_MATH_CLASSES | GUTTER_CLASSES):
                frame.skipped = True
                return False
            if known & CODE_WRAPPER_CLASSES:
                frame.language = _wrapper_language(classes)
        if tag in SILENT_TAGS:
            frame.skipped = tag != "head"
            return not frame.skipped
        if attributes and _is_hidden(attributes):
            self._skip(frame, parent)
            return False
        if tag in BLOCK_TAGS:
            self._start_block(frame)
        else:
            self._start_inline(frame, classes)
        if attributes:
            self._keep_records(frame, classes)
        return True

    def _skip(self, frame: _Frame, parent: _Frame) -> None:
        """Leaves out a hidden element; what stands before it is not inside it."""
        if frame.tag in BLOCK_TAGS:
            self._frame = parent
            self._flush()
            self._frame = frame
        frame.skipped = True

    def _keep_records(self, frame: _Frame, classes: str) -> None:
        """Keeps what attributes hold for programs: COinS (its class is fixed), copied BibTeX."""
        if "Z3988" in classes:
            title = frame.attributes.get("title", "")
            self.head.embed("coins", title, self._element_of(self._holder(frame)))
        for text in attribute_records(frame.attributes):
            self.head.embed("text", text, self._element_of(self._holder(frame)))

    def unseen(self, text: str) -> None:
        """Text inside the open element that is not shown; kept where it may hold records, or is
        called an abstract."""
        form = "text" if may_hold_records(text) else "abstract"
        names = self._frame.attributes
        if form == "text" or calls_it_abstract(names.get("class", ""), names.get("id", "")):
            self.head.embed(form, text, self._element_of(self._holder(self._frame)))

    def text(self, data: str) -> None:
        """Text of the open element."""
        if self._math is not None:
            self._math.text(data)
            return
        if self._frame.form == "preformatted":
            self._append(data)
            return
        words = data.split()
        if not words:
            self._space = self._space or bool(data)
            return
        if self._length and (self._space or data[0].isspace()):
            self._append(" ")
        self._append(" ".join(words))
        self._space = data[-1].isspace()

    def end(self) -> None:
        """The open element closes."""
        if self._math is not None:
            self._end_math()
            return
        frame = self._frame
        if frame.parent is None:
            return
        if frame.skipped:
            if frame.tag in BLOCK_TAGS:
                self._flush()
        elif frame.tag in BLOCK_TAGS:
            self._end_block(frame)
        elif frame.span is not None:
            self._close_span(frame.span)
        self._frame = frame.parent

    def raw(self, tag: str, attributes: Mapping[str, str], data: str) -> None:
        """The text of a silent element that means something: TeX, JSON-LD, the title."""
        if tag == "script" and attributes.get("type", "").casefold().startswith("math/"):
            display = "mode=display" in attributes["type"].replace(" ", "")
            self._formula(data, display=display)
        elif tag == "script" and is_record_script(attributes.get("type", "")):
            self.unseen(data)
        else:
            self.head.raw(tag, attributes, data)

    def finish(self) -> tuple[tuple[Block, ...], tuple[Element, ...]]:
        """The blocks and the elements that hold them."""
        while self._frame.parent is not None:
            self._math = None
            self.end()
        self._flush()
        return _number(self._drafts, self._elements)

    # ------------------------------------------------------------------ elements

    def _start_block(self, frame: _Frame) -> None:
        tag, attributes = frame.tag, frame.attributes
        self._flush()
        self._joined = False
        form = FORM_OF_TAG.get(tag)
        if form == "heading" or (attributes and attributes.get("role") == "heading"):
            frame.form = "heading"
            level = tag[1] if form == "heading" else attributes.get("aria-level", "2")
            frame.level = min(6, int(level)) if level.isdecimal() and level != "0" else 2
        elif form == "item":
            self._start_item(frame)
        elif form is not None:
            frame.form, frame.level, frame.item = form, 0, None
            if form == "preformatted":
                frame.language = _language(attributes) or frame.language
        elif tag in ("ul", "ol", "menu", "dir"):
            self._start_list(tag, attributes)
        elif tag in ("table", "tr", "td", "th"):
            self._start_table_part(frame)

    def _start_list(self, tag: str, attributes: Mapping[str, str]) -> None:
        start = attributes.get("start", "1") if attributes else "1"
        number = int(start) if start.isdecimal() and len(start) < 9 else 1
        self._lists.append(_List(tag == "ol", number))

    def _start_item(self, frame: _Frame) -> None:
        marker = "-"
        if self._lists and self._lists[-1].ordered:
            current = self._lists[-1]
            value = frame.attributes.get("value", "") if frame.attributes else ""
            if value.isdecimal() and len(value) < 9:
                current.number = int(value)
            marker = f"{current.number}."
            current.number += 1
        level = max(1, len(self._lists))
        frame.form, frame.level, frame.item = "item", level, _Item(level, marker)

    def _start_table_part(self, frame: _Frame) -> None:
        if frame.tag == "table":
            if self._tables:
                self._tables[-1].nests = True
            frame.table = Table(len(self._drafts))
            self._tables.append(frame.table)
        elif not self._tables:
            return
        elif frame.tag == "tr":
            self._tables[-1].rows.append([])
        else:
            frame.cell_first = len(self._drafts)
        if frame.tag != "tr":
            frame.form, frame.level, frame.item = "paragraph", 0, None

    def _end_block(self, frame: _Frame) -> None:
        self._flush()
        self._joined = False
        tag = frame.tag
        if tag in ("ul", "ol", "menu", "dir"):
            if self._lists:
                self._lists.pop()
        elif tag == "table" and frame.table is not None and self._tables:
            self._tables.pop()
            merge_rows(frame.table, self._drafts)
        elif tag in ("td", "th") and self._tables and self._tables[-1].rows:
            self._end_cell(frame)

    def _end_cell(self, frame: _Frame) -> None:
        span = frame.attributes.get("colspan", "1") if frame.attributes else "1"
        columns = min(int(span), 50) if span.isdecimal() and len(span) < 6 else 1
        row = frame.parent
        element = self._element_of(row if row is not None and row.tag == "tr" else frame)
        self._tables[-1].rows[-1].append(
            Cell(frame.cell_first, len(self._drafts), frame.tag == "th", max(1, columns), element)
        )

    def _start_inline(self, frame: _Frame, classes: str) -> None:
        tag, attributes = frame.tag, frame.attributes
        if tag == "br":
            self._break()
        elif tag == "img":
            self._image(attributes)
        elif tag in ("wbr", "input"):
            return
        elif tag == "code" and frame.form == "preformatted":
            frame.language = frame.language or _language(attributes)
            if frame.parent is not None:
                frame.parent.language = frame.language
        elif tag == "i" and classes and self._open and self._open[-1].type == "link":
            self._open[-1].classes = f"{self._open[-1].classes} {classes}".strip()
        elif tag in ("meta", "link", "base"):
            self.head.start(tag, attributes)
        elif tag == "time":
            self.head.time(attributes.get("datetime", ""), len(self._drafts))
        else:
            self._open_span(frame, classes)

    def _open_span(self, frame: _Frame, classes: str) -> None:
        span_type = SPAN_OF_TAG.get(frame.tag)
        attributes = frame.attributes
        if span_type is None or (span_type == "link" and "href" not in attributes):
            return
        if self._space and self._length:
            self._append(" ")
            self._space = False
        elif span_type == "link" and self._length and self._spans_end_in_link():
            self._append(" ")
        value = self.addresses.resolve(attributes["href"]) if span_type == "link" else ""
        label = attributes.get("title") or attributes.get("aria-label") or ""
        frame.span = _OpenSpan(span_type, self._length, value, label, classes)
        self._open.append(frame.span)

    def _spans_end_in_link(self) -> bool:
        """Whether a link ends just here: two links in a row are drawn apart, though unspaced."""
        last = self._spans[-1] if self._spans else None
        return last is not None and last.type == "link" and last.end == self._length

    def _close_span(self, span: _OpenSpan) -> None:
        if self._open and self._open[-1] is span:
            self._open.pop()
        else:
            self._open = [other for other in self._open if other is not span]
        if span.start < self._length:
            self._spans.append(
                Span(span.start, self._length, span.type, span.value, span.label, span.classes)
            )
        elif span.type == "link" and span.value and not span.shown:
            self._icon(span)

    def _icon(self, span: _OpenSpan) -> None:
        """A link that shows an image or an icon and no text."""
        last = self._spans[-1] if self._spans else None
        image = last if last is not None and last.type == "image" else None
        if image is not None and image.start != self._length:
            image = None
        label = span.label or (image.label if image is not None else "")
        if label or span.classes or image is not None:
            place = self._length
            self._spans.append(Span(place, place, "icon", span.value, label, span.classes))

    def _image(self, attributes: Mapping[str, str]) -> None:
        address = ""
        for name in IMAGE_ADDRESSES:
            value = attributes.get(name, "").strip()
            if value and not value.startswith("data:"):
                address = self.addresses.resolve(value)
                break
        if address:
            label = " ".join(attributes.get("alt", "").split())
            self._spans.append(
                Span(
                    self._length, self._length, "image", address, label, attributes.get("class", "")
                )
            )

    def _break(self) -> None:
        if self._frame.form == "preformatted":
            self._append("\n")
        elif self._frame.form == "heading" or any(span.type == "link" for span in self._open):
            self._space = True
        else:
            self._joined = self._flush()

    def _end_math(self) -> None:
        assert self._math is not None
        if self._math_depth:
            self._math_depth -= 1
            self._math.end()
            return
        self._math.end()
        latex = self._math.latex()
        display = self._math.display
        self._math = None
        parent = self._frame.parent
        if parent is not None:
            display = display or "katex-display" in parent.attributes.get("class", "")
            self._frame = parent
        self._formula(latex, display=display)

    def _formula(self, latex: str, *, display: bool) -> None:
        latex = " ".join(latex.split())
        if not latex:
            return
        if self._length and self._space:
            self._append(" ")
        self._space = False
        start = self._length
        fence = "$$" if display else "$"
        self._append(f"{fence}{latex}{fence}")
        self._spans.append(Span(start, self._length, "math", latex))

    # ------------------------------------------------------------------ blocks

    def _append(self, text: str) -> None:
        self._buffer.append(text)
        self._length += len(text)

    def _flush(self) -> bool:
        """Makes a block of the text so far. False when there was none."""
        if not self._buffer and not self._spans:
            self._space = False
            return False
        frame = self._frame
        for span in self._open:
            if span.start < self._length:
                self._spans.append(
                    Span(span.start, self._length, span.type, span.value, span.label, span.classes)
                )
                span.shown = True
            span.start = 0
        text = "".join(self._buffer)
        spans = self._spans
        if frame.form == "preformatted":
            lead = len(text) - len(text.lstrip("\r\n"))
            text = text[lead:].rstrip()
            spans = [moved(span, -lead, len(text)) for span in spans]
        self._buffer, self._length, self._spans, self._space = [], 0, [], False
        if not text.strip() and not any(span.type in ("image", "icon") for span in spans):
            return False
        self._drafts.append(self._draft(frame, text, spans))
        return True

    def _draft(self, frame: _Frame, text: str, spans: list[Span]) -> Draft:
        form, marker, level = frame.form, "", frame.level
        if form == "item" and frame.item is not None:
            if frame.item.used:
                form = "paragraph"
            else:
                marker, frame.item.used = frame.item.marker, True
        elif form == "preformatted":
            marker = frame.language
        runs = joined_runs(spans, text)
        return Draft(
            form, text, self._element_of(self._holder(frame)), runs, level, marker,
            joined=self._joined,
        )  # fmt: skip

    @staticmethod
    def _holder(frame: _Frame) -> _Frame:
        """The nearest element around the text that is no inline markup."""
        while (
            frame.tag not in BLOCK_TAGS
            and frame.parent is not None
            and frame.parent.parent is not None
        ):
            frame = frame.parent
        return frame

    def _element_of(self, frame: _Frame) -> int:
        """Number of the frame's element; it and those around it are entered when first needed."""
        missing = []
        current: _Frame | None = frame
        while current is not None and current.element < 0 and current.parent is not None:
            missing.append(current)
            current = current.parent
        parent = current.element if current is not None else -1
        for entry in reversed(missing):
            entry.element = len(self._elements)
            self._elements.append((entry.tag, parent, entry.ordinal, entry.depth, entry.attributes))
            parent = entry.element
        return parent


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    style = attributes.get("style")
    return bool(style) and _HIDDEN_STYLE.search(style or "") is not None


def _language(attributes: Mapping[str, str]) -> str:
    match = _CODE_LANGUAGE.search(attributes.get("class", "")) if attributes else None
    return match.group(1) if match else ""


def _wrapper_language(classes: str) -> str:
    """The class beside `highlight` that names a language, as in `highlight bash`."""
    named = [name for name in classes.split() if name.isalnum() and name.islower()]
    others = [name for name in named if name not in CODE_WRAPPER_CLASSES]
    return others[0] if len(others) == 1 else ""


def _number(
    drafts: list[Draft], elements: list[_Entry]
) -> tuple[tuple[Block, ...], tuple[Element, ...]]:
    """Numbers the blocks, and gives every element the range of blocks inside it."""
    first = [len(drafts)] * len(elements)
    last = [0] * len(elements)
    for index, draft in enumerate(drafts):
        if draft.element >= 0:
            first[draft.element] = min(first[draft.element], index)
            last[draft.element] = max(last[draft.element], index + 1)
    # Children are entered after their parents, so going backwards meets every child first.
    for index in range(len(elements) - 1, 0, -1):
        parent = elements[index][1]
        if parent >= 0 and last[index]:
            first[parent] = min(first[parent], first[index])
            last[parent] = max(last[parent], last[index])
    return (
        tuple(draft.block(index) for index, draft in enumerate(drafts)),
        tuple(
            Element(
                tag,
                parent,
                ordinal,
                depth,
                first[index] if last[index] else 0,
                last[index],
                attributes.get("class", ""),
                attributes.get("id", ""),
                attributes.get("role", ""),
                attributes.get("itemprop", ""),
            )
            for index, (tag, parent, ordinal, depth, attributes) in enumerate(elements)
        ),
    )
