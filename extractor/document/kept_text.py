"""The text of pages that show next to none until their scripts have run.

Such a page keeps its text in hidden elements that a script uncovers, in `<noscript>`, or in strings
of scripts and attributes (the state of an application, JSON-LD). Where one of them holds far more
than what the page shows, it is read instead.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape

from extractor.document.markup import visible_length
from extractor.records import Block

_LITTLE, _LITTLE_TEXT = 4000, 700
"""Characters of all text and of running text; a page with more of one of them shows its own."""
_TIMES, _LEAST = 2, 200
"""Kept text counts when it is so many times what is shown, and so many characters."""
_LINE, _WORDS = 40, 6
"""Of a string that is text: its characters, its words."""
_NESTED = 3
"""Strings within strings are looked into so deep."""
_MOST = 400_000

_NOSCRIPT = re.compile(r"<(/?)noscript\b", re.IGNORECASE)
_NOSCRIPT_EDGES = re.compile(r"<noscript\b[^<>]*>|</noscript", re.IGNORECASE)
_SCRIPT_EDGES = re.compile(r"<script\b[^<>]*>|</script", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\sdata-[\w-]{1,40}=(?:\"(\{[^\"]+|\[[^\"]+)\"|'(\{[^']+|\[[^']+)')")
_STRING = re.compile(r'"(\w{1,40}+)"\s{0,4}+:\s{0,4}+"((?:[^"\\]++|\\.)*+)"', re.DOTALL)
_PUSHED = re.compile(r'\.push\(\[\d,\s{0,4}"((?:[^"\\]++|\\.)*+)"\]\)', re.DOTALL)
_TAG = re.compile(r"<[^<>]{1,2000}>")
_CODE = re.compile(r"[{};=]\s*[\n}]|\w\(|://\S+$|^[\w./:-]+$")
_JSON = json.JSONDecoder(strict=False)
_DESCRIPTIONS = ("og:description", "description")


@dataclass(frozen=True, slots=True)
class Kept:
    """Text that a page keeps for its scripts."""

    source: str
    """Where it stands, in words."""
    markup: str
    """It as HTML."""


def shows_little(blocks: Sequence[Block]) -> bool:
    """Whether a page shows so little running text that it may keep it elsewhere."""
    total = running = 0
    for block in blocks:
        total += len(block.text)
        if len(block.text) >= _LINE and not any(span.type == "link" for span in block.spans):
            running += len(block.text)
        if total > _LITTLE or running > _LITTLE_TEXT:
            return False
    return True


def is_far_more(kept: int, shown: int) -> bool:
    """Whether so many characters outweigh those that the page shows."""
    return kept >= _LEAST and kept > _TIMES * shown


def kept_in_noscript(markup: str) -> int:
    """Characters of text that a browser without scripts would show besides."""
    inside = " ".join(_between(_NOSCRIPT_EDGES, markup))
    return visible_length(_TAG.sub(" ", inside))


def with_noscript(markup: str) -> str:
    """The page as a browser without scripts reads it."""
    return _NOSCRIPT.sub(r"<\1div", markup)


def kept_in_strings(markup: str) -> Kept | None:
    """The longest text in strings of scripts and data attributes: all under one name."""
    texts: dict[str, dict[str, None]] = {}
    for name, value in _strings(markup):
        if _is_text(value):
            texts.setdefault(name, {})[value] = None
    sizes = {name: sum(map(len, found)) for name, found in texts.items()}
    if not sizes:
        return None
    best = max(sizes, key=lambda name: sizes[name])
    pieces = "\n".join(map(_as_markup, texts[best]))[:_MOST]
    return Kept(f"strings called “{best}” in its scripts", pieces)


def kept_in_descriptions(meta: Sequence[tuple[str, str]]) -> Kept | None:
    """What the head says the page is about, the last resort."""
    for wanted in _DESCRIPTIONS:
        for name, content in meta:
            if name == wanted and visible_length(content) >= _LINE:
                return Kept(f"its “{name}”", _as_markup(unescape(content)))
    return None


def _strings(markup: str) -> Iterator[tuple[str, str]]:
    """Names and values of the strings in scripts and in attributes that hold JSON."""
    for source in _between(_SCRIPT_EDGES, markup):
        if '"' in source:
            yield from _named(source, _NESTED)
            # Parts of one text that are sent one after the other (React's server components).
            pieces = _PUSHED.findall(source) if ".push(" in source else ()
            pushed = "".join(map(_unquoted, pieces))
            if pushed:
                yield from _named(pushed, _NESTED - 1)
    for found in _ATTRIBUTE.finditer(markup):
        yield from _named(unescape(found.group(1) or found.group(2)), _NESTED)


def _between(edges: re.Pattern[str], markup: str) -> Iterator[str]:
    """What stands between each start tag and the next end tag."""
    start: int | None = None
    for edge in edges.finditer(markup):
        closes = edge.group().startswith("</")
        if closes and start is not None:
            yield markup[start : edge.start()]
        if closes or start is None:
            start = None if closes else edge.end()


def _named(source: str, depth: int) -> Iterator[tuple[str, str]]:
    for name, quoted in _STRING.findall(source):
        if len(quoted) < _LINE:
            continue
        value = _unquoted(quoted)
        if depth and value[:1] in "{[" and '":' in value:
            yield from _named(value, depth - 1)
        else:
            yield name, value


def _unquoted(quoted: str) -> str:
    if "\\" not in quoted:
        return quoted
    try:
        return str(_JSON.decode(f'"{quoted}"'))
    except ValueError:
        return ""


def _is_text(value: str) -> bool:
    """Whether a string is running text, plain or as HTML, and no code, address or name."""
    bare = _TAG.sub(" ", value) if "<" in value else value
    head = bare[:400]
    # The cheapest first: a page may keep thousands of strings.
    if len(bare) < _LINE or (head.count(" ") < _WORDS and bare.isascii()):
        return False
    return sum(map(str.isalpha, head)) >= 0.6 * len(head) and not _CODE.search(bare[:2000])


def _as_markup(text: str) -> str:
    if "<p" in text or "<br" in text or "<div" in text or "</" in text:
        return f"<div>{text}</div>"
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
