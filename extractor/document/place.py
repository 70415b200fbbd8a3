"""Where a block stands, as something a person or program can look up in the page."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.records import Document, Place


def place_of(document: Document, blocks: Sequence[int]) -> Place:
    """The place of a run of blocks (numbers, ascending, at least one).

    HTML: the XPath of the innermost element around all of them, or of the element they start in
    where that holds more than them. Plain text: the first line and the span of characters in the
    decoded text.
    """
    first, last = document.blocks[blocks[0]], document.blocks[blocks[-1]]
    if document.media_type == "text/plain":
        return Place(line=first.line, start=first.start, end=last.end)
    element = common_element(document, first.element, last.element)
    around = document.elements[element] if element >= 0 else None
    if around is not None and (around.first < first.index or around.last > last.index + 1):
        element = first.element
    return Place(xpath=xpath_of(document, element))


def common_element(document: Document, first: int, second: int) -> int:
    """The innermost element around two elements."""
    elements = document.elements
    while first != second:
        if first < 0 or second < 0:
            return 0
        if elements[first].depth >= elements[second].depth:
            first = elements[first].parent
        else:
            second = elements[second].parent
    return first


def xpath_of(document: Document, element: int) -> str:
    """The absolute XPath of an element, such as `/html/body/div[2]/p[1]`."""
    steps = []
    while element >= 0:
        entry = document.elements[element]
        steps.append(f"{entry.tag}[{entry.ordinal}]")
        element = entry.parent
    return "/" + "/".join(reversed(steps))
