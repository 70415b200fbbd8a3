"""A builder for documents by hand."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.records import Block, Document, Element, Form, Head


class PageBuilder:
    """Collects elements and blocks; `add` puts a block into a new element of `tag`."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.elements: list[Element] = [Element("body", -1, 1, 0, 0, 0)]

    def element(self, tag: str, parent: int = 0) -> int:
        self.elements.append(Element(tag, parent, 1, self.elements[parent].depth + 1, 0, 0))
        return len(self.elements) - 1

    def block(self, form: Form, text: str, element: int = 0, **members: Any) -> int:
        self.blocks.append(Block(len(self.blocks), form, text, element, **members))
        return len(self.blocks) - 1

    def add(self, form: Form, text: str, tag: str = "p", parent: int = 0, **members: Any) -> int:
        return self.block(form, text, self.element(tag, parent), **members)

    def document(self) -> Document:
        return Document(tuple(self.blocks), tuple(self.elements), Head(), "text/html")


@pytest.fixture
def page() -> PageBuilder:
    return PageBuilder()
