"""Marks the elements of the shown page with the block and the entry that they are.

The highest element that holds one block and nothing else carries its mark; where a block is only a
part of an element's text, a span is put around it. Entries are marked the same way, around blocks.
No recursion: pages may be nested deeply.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from extractor.records import Block
from extractor.report.align import align
from extractor.report.sanitise import BLOCK_TAGS, safe_marked, safe_page

_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_RENAMED: Mapping[str, str] = {"button": "span", "label": "span"}
_CONTROLS = frozenset("fieldset form legend optgroup option select textarea".split())
_NO_WRAPPER = frozenset("ul ol dl table thead tbody tfoot tr".split())
_ADDRESS_LENGTH = 300
_ALT_LENGTH = 120
_MIXED = -1
"""Text of several blocks."""
_FOREIGN = -2
"""Text of no block."""


class _Text(NamedTuple):
    """Where a text stands: inside an element before its children, or behind the element."""

    element: etree._Element
    behind: bool


class _Slot(NamedTuple):
    """A child of an element, or a text between its children."""

    child: etree._Element | None
    text: str
    owner: int | None
    """None where it is blank."""


def marked_page(
    markup: str, blocks: Sequence[Block], kinds: Sequence[str], entries: Mapping[int, int]
) -> str:
    """The page as safe HTML with `data-b` (block), `data-k` (kind), `data-e` (entry) on it.

    `kinds`: of every block; `entries`: block to the number of its entry, from 1.
    """
    root = _tree(safe_page(markup))
    if root is None:
        return ""
    texts = _texts(root)
    owners = align([text for _, text in texts], blocks)
    owned = {
        place: _FOREIGN if owner is None else owner
        for (place, text), owner in zip(texts, owners, strict=True)
        if text.strip()
    }

    def mark_block(element: etree._Element, block: int) -> None:
        element.set("data-b", str(block))
        element.set("data-k", kinds[block])

    _Marker(owned.get, mark_block, "span").mark(root)
    _mark_entries(root, entries)
    for image in root.iter("img"):
        _show_image(image)
    return safe_marked(etree.tostring(root, encoding="unicode", method="html"))


def _tree(markup: str) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    data = f"<div>{markup}</div>".encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    for element in list(root.iter()):
        if "hidden" in element.attrib or _HIDDEN.search(element.get("style") or ""):
            _drop(element)
        elif element.tag in _RENAMED or element.tag in _CONTROLS:
            element.tag = _RENAMED.get(element.tag, "div")
        elif element.tag == "a" and "href" in element.attrib:
            element.set("title", element.attrib.pop("href")[:_ADDRESS_LENGTH])
    return root


def _drop(element: etree._Element) -> None:
    """Takes the element out of what is shown; its tail stays."""
    tail = element.tail
    element.clear()
    element.tag, element.tail = "span", tail


def _texts(root: etree._Element) -> list[tuple[_Text, str]]:
    """Every text in reading order, with its place."""
    found = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        text = element.text if event == "start" else element.tail
        if text:
            found.append((_Text(element, event == "end"), text))
    return found


def _mark_entries(root: etree._Element, entries: Mapping[int, int]) -> None:
    owned = _entries_of_texts(root, entries)

    def mark_entry(element: etree._Element, entry: int) -> None:
        element.set("data-e", str(entry))

    _Marker(owned.get, mark_entry, "div").mark(root)
    numbered: set[str] = set()
    for element in root.iter():
        entry = element.get("data-e")
        if entry is not None and entry not in numbered:
            numbered.add(entry)
            element.set("data-n", entry)


def _entries_of_texts(root: etree._Element, entries: Mapping[int, int]) -> dict[_Text, int]:
    """The entry of every text, by the block around it."""
    around = [_FOREIGN]
    found: dict[_Text, int] = {}
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            block = element.get("data-b")
            around.append(around[-1] if block is None else entries.get(int(block), _FOREIGN))
            text = element.text
        else:
            around.pop()
            text = element.tail
        if text and text.strip():
            found[_Text(element, event == "end")] = around[-1]
    return found


class _Marker:
    """Marks whose each element is, given whose each text is."""

    def __init__(
        self,
        owner: Callable[[_Text], int | None],
        mark: Callable[[etree._Element, int], None],
        wrapper: str,
    ) -> None:
        self._owner = owner
        self._mark = mark
        self._wrapper = wrapper
        self._whole: dict[etree._Element, int | None] = {}

    def mark(self, root: etree._Element) -> None:
        """Marks the elements of the tree, wrapping parts of mixed ones."""
        for _, element in etree.iterwalk(root, events=("end",)):
            self._whole[element] = _common(slot.owner for slot in self._slots(element))
        waiting = [root]
        while waiting:
            element = waiting.pop()
            whole = self._whole.get(element)
            if whole is None:
                continue
            if whole >= 0 and element is not root and element.tag != "body":
                self._mark(element, whole)
            elif whole != _FOREIGN:
                waiting.extend(self._part(element))

    def _slots(self, element: etree._Element) -> Iterator[_Slot]:
        yield _Slot(None, element.text or "", self._owner(_Text(element, behind=False)))
        for child in element:
            yield _Slot(child, "", self._whole.get(child))
            yield _Slot(None, child.tail or "", self._owner(_Text(child, behind=True)))

    def _part(self, element: etree._Element) -> list[etree._Element]:
        """Marks the parts of a mixed element; gives the children that are mixed themselves."""
        groups = _groups(list(self._slots(element)))
        if element.tag in _NO_WRAPPER or not any(_needs_wrapper(group) for group in groups):
            return list(element)
        mixed: list[etree._Element] = []
        element.text = None
        for child in list(element):
            element.remove(child)
        for group in groups:
            if _needs_wrapper(group) and (self._wrapper == "div" or _is_inline(group)):
                wrapper = etree.SubElement(element, self._wrapper)
                _fill(wrapper, group)
                owner = _common(slot.owner for slot in group)
                assert owner is not None
                self._mark(wrapper, owner)
            else:
                _fill(element, group)
                mixed.extend(child for child, _, _ in group if child is not None)
        return mixed


def _common(owners: Iterator[int | None]) -> int | None:
    known = {owner for owner in owners if owner is not None}
    return None if not known else known.pop() if len(known) == 1 else _MIXED


def _groups(slots: Sequence[_Slot]) -> list[list[_Slot]]:
    """Neighbouring slots of one owner together; blank ones stay inside, not at the ends."""
    groups: list[list[_Slot]] = []
    blank: list[_Slot] = []
    current: int | None = None
    for slot in slots:
        owner = slot.owner
        if owner is None:
            blank.append(slot)
        elif groups and owner == current and owner >= 0:
            groups[-1] += [*blank, slot]
            blank = []
        else:
            if blank:
                groups.append(blank)
            groups.append([slot])
            blank, current = [], owner
    return [*groups, blank] if blank else groups


def _needs_wrapper(group: Sequence[_Slot]) -> bool:
    """Whether the group is one owner's and no single element that can carry the mark itself."""
    owner = group[0].owner
    return owner is not None and owner >= 0 and (len(group) > 1 or group[0].child is None)


def _is_inline(group: Sequence[_Slot]) -> bool:
    return all(child is None or child.tag not in BLOCK_TAGS for child, _, _ in group)


def _fill(parent: etree._Element, group: Sequence[_Slot]) -> None:
    """Appends the children and texts of the group."""
    for child, text, _ in group:
        if child is not None:
            child.tail = None
            parent.append(child)
        elif len(parent):
            last = parent[-1]
            last.tail = (last.tail or "") + text
        else:
            parent.text = (parent.text or "") + text


def _show_image(image: etree._Element) -> None:
    """An image is shown as the text that stands for it."""
    image.text = " ".join((image.get("alt") or "").split())[:_ALT_LENGTH]
    image.tag = "span"
    image.set("class", "image")
