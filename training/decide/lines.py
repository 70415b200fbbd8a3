"""Items of made pages as lines with markup, and the markup of lists around them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from html import escape

from extractor.records import Span
from training.citations.strings import Labelled

TAGS = {"link": "a", "strong": "b", "emphasis": "i"}
Lines = tuple[str, ...]
"""An item: its lines as HTML."""
Container = Callable[[Sequence[Lines], random.Random], str]
"""Marks a list up."""


def html_of(text: str, spans: Sequence[Span], address: str) -> str:
    """A text with its spans as markup; links lead to `address`."""
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    for span in spans:
        tag = TAGS.get(span.type)
        if tag is not None and span.end > span.start:
            attribute = f' href="{escape(address)}"' if tag == "a" else ""
            opens.setdefault(span.start, []).append(f"<{tag}{attribute}>")
            closes.setdefault(span.end, []).insert(0, f"</{tag}>")
    parts = []
    for place in range(len(text) + 1):
        parts += closes.get(place, [])
        parts += opens.get(place, [])
        if place < len(text):
            parts.append(escape(text[place], quote=False))
    return "".join(parts)


def lines_of(string: Labelled, address: str) -> Lines:
    """The lines of a labelled string."""
    found = []
    start = 0
    for line in string.text.split("\n"):
        end = start + len(line)
        spans = [
            Span(max(span.start, start) - start, min(span.end, end) - start, span.type)
            for span in string.spans
            if span.start < end and span.end > start
        ]
        if line.strip():
            found.append(html_of(line, spans, address))
        start = end + 1
    return tuple(found)


def linked(text: str, address: str) -> str:
    """A link."""
    return f'<a href="{escape(address)}">{escape(text, quote=False)}</a>'


# --------------------------------------------------------------------------- containers


def _list(items: Sequence[Lines], rng: random.Random) -> str:
    tag = rng.choice(("ul", "ul", "ol"))
    name = rng.choice(("", ' class="items"', ' class="list-unstyled"'))
    joint = rng.choice(("<br>", "<br>\n", " ", "</p><p>"))
    inner = "".join(f"<li>{_joined(item, joint)}</li>\n" for item in items)
    return f"<{tag}{name}>\n{inner}</{tag}>"


def _joined(item: Lines, joint: str) -> str:
    text = joint.join(item)
    return f"<p>{text}</p>" if joint.startswith("</p>") else text


def _cards(items: Sequence[Lines], rng: random.Random) -> str:
    head = rng.choice(("h3", "h4", "h5", "div", "strong"))
    tag = rng.choice(("div", "article", "section"))
    line = rng.choice(("div", "p", "span"))
    parts = []
    for item in items:
        rest = "".join(
            f'<{line} class="l{place}">{text}</{line}>' for place, text in enumerate(item[1:])
        )
        parts.append(f'<{tag} class="card"><{head} class="t">{item[0]}</{head}>{rest}</{tag}>')
    return f'<div class="grid">{"".join(parts)}</div>'


def _rows(items: Sequence[Lines], _rng: random.Random) -> str:
    rows = "".join(f"<tr><td>{'</td><td>'.join(item)}</td></tr>" for item in items)
    return f"<table>{rows}</table>"


def _cells(items: Sequence[Lines], _rng: random.Random) -> str:
    rows = "".join(
        f"<tr><td>{number}</td><td>{'<br>'.join(item)}</td></tr>"
        for number, item in enumerate(items, start=1)
    )
    return f"<table>{rows}</table>"


def _paragraphs(items: Sequence[Lines], rng: random.Random) -> str:
    joint = rng.choice(("<br>", "</p><p>"))
    return "".join(f"<p>{joint.join(item)}</p>\n" for item in items)


def _breaks(items: Sequence[Lines], rng: random.Random) -> str:
    gap = rng.choice(("<br><br>\n", "<br>\n"))
    return f"<div>{gap.join('<br>'.join(item) for item in items)}</div>"


def _definitions(items: Sequence[Lines], _rng: random.Random) -> str:
    inner = "".join(
        f"<dt>{item[0]}</dt>" + "".join(f"<dd>{line}</dd>" for line in item[1:]) for item in items
    )
    return f"<dl>{inner}</dl>"


def _numbered(items: Sequence[Lines], _rng: random.Random) -> str:
    return "".join(
        f"<p>[{number}] {'<br>'.join(item)}</p>" for number, item in enumerate(items, start=1)
    )


def _headed(items: Sequence[Lines], rng: random.Random) -> str:
    head = rng.choice(("h3", "h4"))
    return "".join(
        f"<{head}>{item[0]}</{head}>" + "".join(f"<p>{line}</p>" for line in item[1:])
        for item in items
    )


CONTAINERS: tuple[Container, ...] = (
    _list, _list, _list, _cards, _cards, _rows, _cells, _paragraphs, _breaks, _definitions,
    _numbered, _headed,
)  # fmt: skip
"""Ways to mark a list up; common ones oftener."""
