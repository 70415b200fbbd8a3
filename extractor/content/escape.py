"""Which characters of a text Markdown would read as markup, and how to keep it from doing so.

Rules of CommonMark 0.31 with GitHub's tables and strikethrough, and of dollar-delimited math.
Only what would change meaning is escaped, so that most text reads as it was printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from html.entities import html5
from string import punctuation

_ASCII_PUNCTUATION = frozenset(punctuation)
_TEX = re.compile(r"\$\$?[^\s$](?:[^$\n]{0,400}[^\s$])?\$\$?(?!\d)")
_TEX_SIGNS = re.compile(r"[\\^_{}]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|([A-Za-z][A-Za-z\d]{0,31}));")
_TAG_START = re.compile(r"<[A-Za-z/!?]")
_EMPHASIS_RUN = re.compile(r"\*+|_+")
_SIGN = re.compile(r"[\\`*_\[\]<&$~]")
_OTHER_SIGNS = re.compile(r"[\\\[\]<&]")
_UNSAFE_IN_ADDRESS = re.compile(r"[\s()<>\x00-\x1f]")
_AMBIGUOUS_LINE = (
    re.compile(r"(#{1,6})(?:[ \t]|$)"),
    re.compile(r"(>)"),
    re.compile(r"([-+*])(?:[ \t]|$)"),
    re.compile(r"\d{1,9}([.)])(?:[ \t]|$)"),
    re.compile(r"\A(=)=*+[ \t]*+$"),
    re.compile(r"\A([-_*])[-_* \t]*+$"),
    re.compile(r"\A([|:-])[-:| \t]*+$"),
)


def tex_ranges(text: str) -> list[tuple[int, int]]:
    """Where `text` holds formulas as TeX between dollars, as pages print them for MathJax."""
    if "$" not in text:
        return []
    return [match.span() for match in _TEX.finditer(text) if _TEX_SIGNS.search(match.group())]


def escaped_positions(text: str, boundaries: AbstractSet[int], *, alone: bool) -> bytearray:
    """For each position in `text` 1 where it needs a backslash before it, else 0.

    `boundaries`: the positions before which markup is to be written. `alone`: nothing else is in
    the paragraph, no markup and no other line, with which a single delimiter could pair.
    """
    found = bytearray(len(text))
    if not _SIGN.search(text):
        return found
    for sign in "`$~":
        if text.count(sign) > (0 if not alone else 1):
            for match in re.finditer(re.escape(sign), text):
                found[match.start()] = 1
    delimiters = list(_delimiter_runs(text, boundaries))
    for sign in "*_":
        runs = [run for run in delimiters if text[run.start] == sign]
        if not alone or len(runs) > 1:
            for run in runs:
                found[run.start : run.stop] = b"\1" * len(run)
    definition = text.find("]") if text.lstrip().startswith("[") else -1
    for match in _OTHER_SIGNS.finditer(text):
        place = match.start()
        before_markup = match.group() == "\\" and place + 1 in boundaries
        if before_markup or _opens_markup(text, place, definition):
            found[place] = 1
    return found


def _delimiter_runs(text: str, boundaries: AbstractSet[int]) -> Iterator[range]:
    """The runs of `*` and `_` that could open or close emphasis."""
    for match in _EMPHASIS_RUN.finditer(text):
        start, end = match.span()
        before = text[start - 1] if start else ""
        after = text[end] if end < len(text) else ""
        marked = start in boundaries or end in boundaries
        apart = before.isspace() and after.isspace() and not marked
        inside_word = before.isalnum() and after.isalnum() and text[start] == "_" and not marked
        if not apart and not inside_word:
            yield range(start, end)


def _opens_markup(text: str, place: int, definition: int) -> bool:
    char, following = text[place], text[place + 1 : place + 2]
    if char == "\\":
        return not following or following in _ASCII_PUNCTUATION
    if char == "[":
        return following == "^"
    if char == "]":
        return following in ("(", "[") or (following == ":" and place == definition)
    if char == "<":
        return _TAG_START.match(text, place) is not None
    entity = _ENTITY.match(text, place)
    return entity is not None and (not entity[1] or f"{entity[1]};" in html5)


def escape_line_start(line: str) -> str:
    """`line` such that it opens no heading, list, quotation, rule or table."""
    line = line.lstrip(" \t")
    for pattern in _AMBIGUOUS_LINE:
        match = pattern.match(line)
        if match:
            place = match.start(1)
            return f"{line[:place]}\\{line[place:]}"
    return line


def destination(url: str) -> str:
    """`url` as the destination of a Markdown link."""
    url = url.strip().replace("\n", "").replace("\r", "").replace("\\", "%5C")
    url = _ENTITY.sub(lambda match: "&amp;" + match.group()[1:], url)
    if not _UNSAFE_IN_ADDRESS.search(url):
        return url
    return "<" + url.replace("<", "%3C").replace(">", "%3E") + ">"
