"""Formulas as LaTeX: the source where the page kept it, else written from MathML Core."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_LAYOUTS: Mapping[str, str] = MappingProxyType(
    {
        "msup": "{0}^{{{1}}}",
        "msub": "{0}_{{{1}}}",
        "msubsup": "{0}_{{{1}}}^{{{2}}}",
        "munder": "{0}_{{{1}}}",
        "mover": "{0}^{{{1}}}",
        "munderover": "{0}_{{{1}}}^{{{2}}}",
        "mfrac": "\\frac{{{0}}}{{{1}}}",
        "mroot": "\\sqrt[{1}]{{{0}}}",
    }
)
_TEX_ENCODINGS = frozenset(("application/x-tex", "tex", "latex", "application/x-latex"))
_DISPLAYSTYLE = re.compile(r"^\{\\(?:displaystyle|textstyle)\s*+(.*)\}$", re.DOTALL)


@dataclass(slots=True)
class _Node:
    tag: str
    tex: bool = False
    drawing: bool = False
    text: list[str] = field(default_factory=list)
    children: list[str] = field(default_factory=list)


class MathReader:
    """Takes the events of one formula's subtree and gives its LaTeX; made anew for each formula."""

    def __init__(self) -> None:
        self._stack = [_Node("mrow")]
        self._source: str | None = None
        self.display = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        name = tag.rpartition(":")[2]
        encoding = attributes.get("encoding", "").strip().casefold()
        self._stack.append(
            _Node(
                name,
                tex=name == "annotation" and encoding in _TEX_ENCODINGS,
                drawing="katex-html" in attributes.get("class", ""),
            )
        )
        if name == "math":
            self.display = self.display or attributes.get("display") == "block"
            self._source = attributes.get("alttext") or self._source

    def text(self, data: str) -> None:
        """Text inside the open element."""
        self._stack[-1].text.append(data)

    def end(self) -> None:
        """The open element closes."""
        if len(self._stack) == 1:
            return
        node = self._stack.pop()
        text = "".join(node.text)
        if node.tex:
            self._source = text
        elif not node.drawing and not node.tag.startswith("annotation"):
            written = _write(node, " ".join(text.split()))
            if written:
                self._stack[-1].children.append(written)

    def latex(self) -> str:
        """The formula as LaTeX without delimiters; empty when there was none."""
        source = self._source
        if source is None:
            source = " ".join(self._stack[0].children)
        source = " ".join(source.split())
        styled = _DISPLAYSTYLE.match(source)
        return styled.group(1).strip() if styled else source


def _write(node: _Node, text: str) -> str:
    layout = _LAYOUTS.get(node.tag)
    needed = 3 if node.tag in ("msubsup", "munderover") else 2
    if layout and len(node.children) >= needed:
        return layout.format(*node.children)
    inside = " ".join([*node.children, text] if text else node.children)
    if node.tag == "msqrt" and inside:
        return f"\\sqrt{{{inside}}}"
    if node.tag == "mtext" and inside:
        return f"\\text{{{inside}}}"
    return inside
