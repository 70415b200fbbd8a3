"""Parser events to blocks: what a reader sees, in reading order, with the skeleton around it.

The builder knows no parser: it is fed `start`, `data` and `end`, which are the names under which
lxml feeds a target. It keeps its own stack, so depth costs memory and not recursion, and touches
every event once.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import ClassVar

from extractor.document.addresses import Addresses
from extractor.document.folded import is_folded
from extractor.document.frames import Frame, Item, List, Unread
from extractor.document.head import HeadReader
from extractor.document.line import Line
from extractor.document.markup import (
    BLOCK_TAGS,
    CODE_WRAPPER_CLASSES,
    FORM_OF_TAG,
    GUTTER_CLASSES,
    HEADING_TAGS,
    MATH_CLASSES,
    MATH_TAGS,
    RENDERED_MATH_CLASSES,
    SHADOW_ROOT,
    SILENT_TAGS,
    SPAN_OF_TAG,
    STREAMED_ID,
    visible_length,
)
from extractor.document.math import MathReader
from extractor.document.named import role_of
from extractor.document.skeleton import Entry, numbered
from extractor.document.spans import joined_runs
from extractor.document.tables import Cell, Draft, Table, merge_rows
from extractor.document.unseen import (
    MIN_RECORD,
    attribute_records,
    calls_it_abstract,
    is_record_script,
    may_hold_records,
)
from extractor.options import Options
from extractor.records import Block, Element, Span

_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CODE_LANGUAGE = re.compile(r"(?:^|[\s:])(?:lang(?:uage)?|highlight-source|brush:)[-: ]?([\w+#-]+)")
_COINS = "Z3988"
"""The class of an element whose title is an OpenURL (COinS)."""
_NEVER_RECORDS = frozenset("class id href src alt style rel target type name role content".split())
"""The common attributes: `_keep_records` need not be asked where there are no others."""
_UNREAD_TAGS = (SILENT_TAGS | {"title"}) - {"head"}
_SPECIAL_CLASSES = MATH_CLASSES.union(
    RENDERED_MATH_CLASSES, CODE_WRAPPER_CLASSES, *GUTTER_CLASSES.values()
)
_NONE: frozenset[str] = frozenset()
_REMEMBERED = 4096
"""Names whose meaning is kept from one page to the next."""
_SCRIPTS = frozenset(("script", "style"))
_LIST_TAGS = frozenset(("ul", "ol", "menu", "dir"))
_NEVER_HIDDEN = MATH_TAGS | {"head"}
_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


class Builder:
    """Collects the blocks of one page; made anew for every page."""

    def __init__(
        self,
        addresses: Addresses,
        options: Options | None = None,
        shown: frozenset[int] = frozenset(),
    ) -> None:
        """`shown` are the hidden elements, counted from 0, that are read all the same."""
        self.head = HeadReader(addresses)
        self.hidden: list[int] = []
        """Characters of text in every hidden element."""
        self._shown = shown
        self.heard: list[str] = []
        """All text that the parser gave, shown or not."""
        self.full = False
        """Whether a limit was reached behind which nothing is read."""
        self.warnings: dict[str, None] = {}
        """Limits that were reached, in that order."""
        self._limits = options or Options()
        self._nodes = 0
        self._silent = 0
        """How many elements were not read."""
        self._beyond = 0
        """How many open elements are deeper than the limit."""
        self._root = Frame("", None, 1, _NO_ATTRIBUTES)
        self._frame = self._root
        self._inside = 0
        """How many elements are open from a formula, or one that is not read, inwards."""
        self._unread: Unread | None = None
        self._math: MathReader | None = None
        self._line = Line(addresses)
        self._joined = False
        self._drafts: list[Draft] = []
        self._entries: list[Entry] = []
        self._lists: list[List] = []
        self._tables: list[Table] = []

    # ------------------------------------------------------------------ events

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        if self._inside or (tag in _UNREAD_TAGS and SHADOW_ROOT not in attributes):
            self._start_unread(tag, attributes)
            return
        self._nodes += 1
        parent = self._frame
        limits = self._limits
        if (
            parent.depth >= limits.max_depth
            or self._nodes > limits.max_nodes
            or len(self._drafts) >= limits.max_blocks
        ):
            self._start_beyond(tag)
            return
        if len(attributes) > limits.max_attributes:
            attributes = self._some(attributes)
        counts = parent.counts
        if counts is None:
            counts = parent.counts = {}
        ordinal = counts[tag] = counts.get(tag, 0) + 1
        self._frame = frame = Frame(tag, parent, ordinal, attributes)
        if attributes and self._is_special(frame):
            return
        if tag in BLOCK_TAGS:
            self._start_block(frame)
        else:
            start = self._INLINE_STARTS.get(tag)
            if start is not None:
                start(self, frame)
            elif attributes:
                self._open_part(frame)
        if attributes and not _NEVER_RECORDS.issuperset(attributes):
            self._keep_records(frame)

    def _start_block(self, frame: Frame) -> None:
        frame.is_block = True
        # The text so far stands in the element around this one.
        self._frame = frame.parent or frame
        self._part()
        self._frame = frame
        start = self._BLOCK_STARTS.get(frame.tag)
        if frame.attributes and frame.attributes.get("role") == "heading":
            self._start_heading(frame)
        elif start is not None:
            start(self, frame)

    def data(self, text: str) -> None:
        """Text of the open element."""
        self.heard.append(text)
        if self._inside:
            if self._math is not None:
                self._math.text(text)
            elif self._unread is not None and self._unread.pieces is not None:
                self._unread.pieces.append(text)
        elif self._frame.form == "preformatted":
            self._line.preformatted(text)
        elif text.isspace():
            self._line.space = True
        else:
            self._line.text(text)

    def end(self, tag: str = "") -> None:
        """The open element closes."""
        if self._inside:
            self._end_inside()
            return
        if self._beyond:
            self._end_beyond(tag)
            return
        frame = self._frame
        parent = frame.parent
        if parent is None:
            return
        if frame.is_block:
            self._part()
            end = self._BLOCK_ENDS.get(frame.tag)
            if end is not None:
                end(self, frame)
        elif frame.span is not None:
            self._line.close(frame.span)
        self._frame = parent

    def close(self) -> None:
        """The page ends: asked for by lxml, which closes every element before."""

    def has_begun(self) -> bool:
        """Whether there was an element at all."""
        return self._root.counts is not None

    def depth(self) -> int:
        """How many elements are open."""
        return self._frame.depth + self._beyond + self._inside

    def events(self) -> int:
        """A number that grows with every element and text."""
        return self._nodes + self._silent + len(self.heard)

    def is_in_script(self) -> bool:
        """Whether the innermost open element holds no markup."""
        return self._inside == 1 and self._unread is not None and self._unread.tag in _SCRIPTS

    def finish(self) -> tuple[tuple[Block, ...], tuple[Element, ...]]:
        """The blocks and the elements that hold them."""
        self._inside, self._math, self._unread, self._beyond = 0, None, None, 0
        while self._frame.parent is not None:
            self.end()
        self._flush()
        made = numbered(self._drafts, self._entries)
        # lxml's parser and its target hold each other, and so all that stays here, until Python
        # next looks for such rings.
        self.heard, self._drafts, self._entries = [], [], []
        return made

    # ------------------------------------------------------------------ limits

    def _start_beyond(self, tag: str) -> None:
        """An element that is over a limit."""
        limits = self._limits
        if self._nodes > limits.max_nodes:
            self._stop(f"limit of {limits.max_nodes:,} elements")
        elif len(self._drafts) >= limits.max_blocks:
            self._stop(f"limit of {limits.max_blocks:,} blocks")
        else:
            self.warnings[
                f"limit of {limits.max_depth:,} elements inside each other: "
                "deeper ones were read as text of the one around them"
            ] = None
            self._beyond += 1
            if tag in BLOCK_TAGS:
                self._part()
            elif tag == "br":
                self._break(self._frame)

    def _end_beyond(self, tag: str) -> None:
        self._beyond -= 1
        if tag in BLOCK_TAGS:
            self._part()

    def _stop(self, limit: str) -> None:
        """Leaves out the rest of the page, as the inside of an element that never ends."""
        self.warnings[f"{limit}: the rest of the page was left out"] = None
        self.full = True
        self._inside, self._unread, self._math = sys.maxsize, None, None

    def _some(self, attributes: Mapping[str, str]) -> Mapping[str, str]:
        most = self._limits.max_attributes
        self.warnings[f"limit of {most:,} attributes: the others were left out"] = None
        return dict(islice(attributes.items(), most))

    # ------------------------------------------------------------------ what is not read as text

    def _is_special(self, frame: Frame) -> bool:
        """Reads the classes, and whether the element is shown. True: its inside is not read."""
        attributes = frame.attributes
        classes = attributes.get("class")
        if classes:
            special = _special_classes(classes)
            if special and self._has_special_class(frame, special):
                return True
        if ("style" in attributes or "hidden" in attributes) and _is_hidden(attributes):
            if frame.tag in _NEVER_HIDDEN:
                return False
            self.hidden.append(0)
            if len(self.hidden) - 1 in self._shown or is_folded(frame):
                return False
            self._start_hidden(frame)
            return True
        return False

    def _has_special_class(self, frame: Frame, special: frozenset[str]) -> bool:
        if not special.isdisjoint(MATH_CLASSES):
            self._start_math(frame)
            return True
        if frame.tag not in MATH_TAGS and _is_drawn(frame.tag, special):
            self._skip(frame)
            return True
        if not special.isdisjoint(CODE_WRAPPER_CLASSES):
            frame.language = _wrapper_language(frame.attributes["class"])
        return False

    def _start_hidden(self, frame: Frame) -> None:
        """Leaves out a hidden element; what stands before it is not inside it."""
        if frame.tag in BLOCK_TAGS and frame.parent is not None:
            self._frame = frame.parent
            self._flush()
            self._frame = frame
        self._skip(frame)

    def _skip(self, frame: Frame) -> None:
        self._inside = 1
        self._unread = Unread(frame.tag, frame.attributes, [], frame)

    def _start_unread(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element that gives no text, or one inside it or inside a formula."""
        self._silent += 1
        if self._inside:
            self._inside += 1
            if self._math is not None:
                self._math.start(tag, attributes)
            elif tag in BLOCK_TAGS and self._unread is not None and self._unread.pieces:
                self._unread.pieces.append("\n")
            return
        # Of some elements the text is kept for what it says to programs.
        keeps = tag in ("title", "template")
        if tag == "script" and attributes:
            script_type = attributes.get("type", "").casefold()
            keeps = (
                script_type.startswith("math/")
                or "ld+json" in script_type
                or is_record_script(script_type)
            )
        self._inside = 1
        self._unread = Unread(tag, attributes, [] if keeps else None)

    def _end_inside(self) -> None:
        self._inside -= 1
        if self._math is not None:
            self._math.end()
            if not self._inside:
                self._end_math(self._math)
        elif not self._inside and self._unread is not None:
            self._end_unread(self._unread)

    def _end_unread(self, unread: Unread) -> None:
        self._unread = None
        if unread.pieces is not None:
            text = "".join(unread.pieces)
            if unread.tag in ("script", "title"):
                self._raw(unread.tag, unread.attributes, text)
            elif unread.tag not in SILENT_TAGS or unread.tag == "template":
                self._unseen(text, unread.attributes)
                if self.hidden and unread.tag != "template":
                    self.hidden[-1] = max(self.hidden[-1], visible_length(text))
        frame = unread.frame
        if frame is not None and frame.parent is not None:
            if frame.tag in BLOCK_TAGS:
                self._flush()
            self._frame = frame.parent

    def _raw(self, tag: str, attributes: Mapping[str, str], text: str) -> None:
        """The text of a silent element that means something: TeX, JSON-LD, the title."""
        script_type = attributes.get("type", "")
        if tag == "script" and script_type.casefold().startswith("math/"):
            self._line.formula(text, display="mode=display" in script_type.replace(" ", ""))
        elif tag == "script" and is_record_script(script_type):
            self._unseen(text, self._frame.attributes)
        else:
            self.head.raw(tag, attributes, text)

    def _unseen(self, text: str, attributes: Mapping[str, str]) -> None:
        """Text that is not shown; kept where it may hold records, or its element's attributes call
        it an abstract."""
        form = "text" if may_hold_records(text) else "abstract"
        if form == "text" or calls_it_abstract(
            attributes.get("class", ""), attributes.get("id", "")
        ):
            self.head.embed(form, text, self._element_of(_holder(self._frame)))

    def _keep_records(self, frame: Frame) -> None:
        """Keeps what attributes hold for programs: COinS (its class is fixed), copied BibTeX."""
        attributes = frame.attributes
        if "title" in attributes and _COINS in attributes.get("class", ""):
            self.head.embed("coins", attributes["title"], self._element_of(_holder(frame)))
        for value in attributes.values():
            if len(value) > MIN_RECORD and "@" in value:
                break
        else:
            return
        for text in attribute_records(attributes):
            self.head.embed("text", text, self._element_of(_holder(frame)))

    # ------------------------------------------------------------------ formulas

    def _start_math(self, frame: Frame) -> None:
        self._inside = 1
        self._math = MathReader()
        self._math.start(frame.tag, frame.attributes)

    def _end_math(self, math: MathReader) -> None:
        self._math = None
        display = math.display
        parent = self._frame.parent
        if parent is not None:
            display = display or "katex-display" in parent.attributes.get("class", "")
            self._frame = parent
        self._line.formula(math.latex(), display=display)

    # ------------------------------------------------------------------ elements in lines

    def _open_link(self, frame: Frame) -> None:
        if "href" in frame.attributes:
            frame.span = self._line.open("link", frame.attributes)

    def _open_span(self, frame: Frame) -> None:
        frame.span = self._line.open(SPAN_OF_TAG[frame.tag], frame.attributes)

    def _open_part(self, frame: Frame) -> None:
        """Remembers where the page calls inline text a title, authors, a venue or a year."""
        tag, get = frame.tag, frame.attributes.get
        role = _role_called(get("class", ""), get("itemprop", ""), "" if tag == "span" else tag)
        if role:
            frame.span = self._line.open_part(role)

    def _open_italics(self, frame: Frame) -> None:
        classes = frame.attributes.get("class")
        if not classes or not self._line.name_icon(classes):
            self._open_span(frame)

    def _open_code(self, frame: Frame) -> None:
        if frame.form != "preformatted":
            self._open_span(frame)
            return
        frame.language = frame.language or _language(frame.attributes)
        if frame.parent is not None:
            frame.parent.language = frame.language

    def _place_image(self, frame: Frame) -> None:
        if frame.attributes:
            self._line.image(frame.attributes)

    def _break(self, frame: Frame) -> None:
        if frame.form == "preformatted":
            self._line.preformatted("\n")
        elif frame.form == "heading" or self._line.in_link():
            self._line.space = True
        else:
            self._joined = self._flush()

    def _read_head(self, frame: Frame) -> None:
        self.head.start(frame.tag, frame.attributes)

    def _read_time(self, frame: Frame) -> None:
        self.head.time(frame.attributes.get("datetime", ""), len(self._drafts))

    # ------------------------------------------------------------------ elements that part lines

    def _part(self) -> None:
        """What comes now is not on a line with what came before."""
        line = self._line
        if line.pieces or line.spans:
            self._flush()
        line.space = self._joined = False

    def _start_page(self, frame: Frame) -> None:
        language = frame.attributes.get("lang") or frame.attributes.get("xml:lang")
        self.head.language = self.head.language or language

    def _start_heading(self, frame: Frame) -> None:
        is_tag = frame.tag in HEADING_TAGS
        level = frame.tag[1] if is_tag else frame.attributes.get("aria-level", "2")
        frame.form = "heading"
        frame.level = min(6, int(level)) if level.isdecimal() and level != "0" else 2

    def _start_form(self, frame: Frame) -> None:
        frame.form, frame.level, frame.item = FORM_OF_TAG[frame.tag], 0, None
        if frame.form == "preformatted":
            frame.language = _language(frame.attributes) or frame.language

    def _start_list(self, frame: Frame) -> None:
        start = frame.attributes.get("start", "1")
        number = int(start) if start.isdecimal() and len(start) < 9 else 1
        self._lists.append(List(frame.tag == "ol", number))

    def _start_item(self, frame: Frame) -> None:
        marker = "-"
        if self._lists and self._lists[-1].ordered:
            current = self._lists[-1]
            value = frame.attributes.get("value", "")
            if value.isdecimal() and len(value) < 9:
                current.number = int(value)
            marker = f"{current.number}."
            current.number += 1
        level = max(1, len(self._lists))
        frame.form, frame.level, frame.item = "item", level, Item(level, marker)

    def _start_table(self, frame: Frame) -> None:
        if self._tables:
            self._tables[-1].nests = True
        frame.table = Table(len(self._drafts))
        self._tables.append(frame.table)
        frame.form, frame.level, frame.item = "paragraph", 0, None

    def _start_row(self, _frame: Frame) -> None:
        if self._tables:
            self._tables[-1].rows.append([])

    def _start_cell(self, frame: Frame) -> None:
        if self._tables:
            frame.cell_first = len(self._drafts)
            frame.form, frame.level, frame.item = "paragraph", 0, None

    def _end_list(self, _frame: Frame) -> None:
        if self._lists:
            self._lists.pop()

    def _end_table(self, frame: Frame) -> None:
        if self._tables and frame.table is not None:
            self._tables.pop()
            merge_rows(frame.table, self._drafts, self._role_of)

    def _role_of(self, element: int) -> str:
        """What an element, or one around it in its cell, is called: see role_of."""
        while element >= 0:
            entry = self._entries[element]
            role = _role_called(entry.classes, entry.itemprop)
            if role or entry.tag in ("td", "th"):
                return role
            element = entry.parent
        return ""

    def _end_cell(self, frame: Frame) -> None:
        if not self._tables or not self._tables[-1].rows:
            return
        span = frame.attributes.get("colspan", "1")
        columns = min(int(span), 50) if span.isdecimal() and len(span) < 6 else 1
        row = frame.parent
        element = self._element_of(row if row is not None and row.tag == "tr" else frame)
        self._tables[-1].rows[-1].append(
            Cell(frame.cell_first, len(self._drafts), frame.tag == "th", max(1, columns), element)
        )

    # ------------------------------------------------------------------ blocks

    def _flush(self) -> bool:
        """Makes a block of the text so far. False when there was none."""
        line = self._line
        if not line.pieces and not line.spans:
            line.space = False
            return False
        frame = self._frame
        text, spans = line.take(preformatted=frame.form == "preformatted")
        if (not text or text.isspace()) and not _show_images(spans):
            return False
        form, marker = frame.form, ""
        if form == "item" and frame.item is not None:
            if frame.item.used:
                form = "paragraph"
            else:
                marker, frame.item.used = frame.item.marker, True
        elif form == "preformatted":
            marker = frame.language
        element = self._element_of(_holder(frame))
        self._drafts.append(
            Draft(form, text, element, joined_runs(spans, text), frame.level, marker,
                  joined=self._joined)
        )  # fmt: skip
        return True

    def _element_of(self, frame: Frame) -> int:
        """Number of the frame's element; it and those around it are entered when first needed."""
        if frame.element >= 0:
            return frame.element
        missing = []
        current: Frame | None = frame
        while current is not None and current.element < 0 and current.parent is not None:
            missing.append(current)
            current = current.parent
        entries = self._entries
        parent = current.element if current is not None else -1
        depth = entries[parent].depth + 1 if parent >= 0 else 0
        for outer in reversed(missing):
            entry = Entry(outer.tag, parent, outer.ordinal, depth)
            attributes = outer.attributes
            if attributes:
                entry.classes = attributes.get("class", "")
                entry.id = attributes.get("id", "")
                entry.role = attributes.get("role", "")
                entry.itemprop = attributes.get("itemprop", "")
            parent = outer.element = len(entries)
            entries.append(entry)
            depth += 1
        return parent

    # By tag, as most elements of a page need none of these.
    _BLOCK_STARTS: ClassVar[Mapping[str, Callable[[Builder, Frame], None]]] = MappingProxyType(
        {
            **dict.fromkeys(FORM_OF_TAG, _start_form),
            **dict.fromkeys(HEADING_TAGS, _start_heading),
            **dict.fromkeys(_LIST_TAGS, _start_list),
            "html": _start_page,
            "li": _start_item,
            "table": _start_table,
            "tr": _start_row,
            "td": _start_cell,
            "th": _start_cell,
        }
    )
    _BLOCK_ENDS: ClassVar[Mapping[str, Callable[[Builder, Frame], None]]] = MappingProxyType(
        {
            **dict.fromkeys(_LIST_TAGS, _end_list),
            "table": _end_table,
            "td": _end_cell,
            "th": _end_cell,
        }
    )
    _INLINE_STARTS: ClassVar[Mapping[str, Callable[[Builder, Frame], None]]] = MappingProxyType(
        {
            **dict.fromkeys(SPAN_OF_TAG, _open_span),
            **dict.fromkeys(MATH_TAGS, _start_math),
            **dict.fromkeys(("meta", "link", "base"), _read_head),
            "a": _open_link,
            "i": _open_italics,
            "code": _open_code,
            "img": _place_image,
            "br": _break,
            "time": _read_time,
        }
    )


def _show_images(spans: Iterable[Span]) -> bool:
    return any(span.type in ("image", "icon") for span in spans)


# Most elements are named like others, of this page or another.
_role_called = lru_cache(_REMEMBERED)(role_of)


@lru_cache(_REMEMBERED)
def _special_classes(classes: str) -> frozenset[str]:
    """Those classes of a class attribute that mean something here."""
    names = classes.split()
    return _NONE if _SPECIAL_CLASSES.isdisjoint(names) else _SPECIAL_CLASSES.intersection(names)


def _holder(frame: Frame) -> Frame:
    """The nearest element around the text that is no inline markup."""
    while frame.tag not in BLOCK_TAGS and frame.parent is not None:
        if frame.parent.parent is None:
            break
        frame = frame.parent
    return frame


def _is_drawn(tag: str, classes: frozenset[str]) -> bool:
    """Whether an element only draws what stands elsewhere."""
    gutters = GUTTER_CLASSES.get(tag)
    return not RENDERED_MATH_CLASSES.isdisjoint(classes) or (
        gutters is not None and not gutters.isdisjoint(classes)
    )


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return STREAMED_ID.fullmatch(attributes.get("id", "")) is None
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
