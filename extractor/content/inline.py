"""Inline Markdown of one paragraph: emphasis, links, images, code and math over escaped text.

Emphasis follows CommonMark's flanking rules by moving its ends inwards, past spaces and past
punctuation that would keep a delimiter from working (`**标题：**内容` is no emphasis there).
Text is never changed for the sake of markup; markup that cannot be written is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from string import punctuation
from types import MappingProxyType

from extractor.content.escape import destination, escaped_positions, tex_ranges
from extractor.content.ranges import Range, clear, cover, cuts, disjoint, outside, ranges_of, union
from extractor.records import Span

_ASCII_PUNCTUATION = frozenset(punctuation)
_DELIMITERS: Mapping[str, str] = MappingProxyType({"strong": "**", "emphasis": "*"})
_NESTING: Mapping[str, int] = MappingProxyType({"link": 0, "strong": 1, "emphasis": 2})
_PLAIN = re.compile(r"[^\\`*_\[\]<&$~\n]*")
_BRACKET = re.compile(r"[\[\]]")
_BACKTICKS = re.compile(r"`+")
_NO_ADDRESS = re.compile(r"\s*(?:javascript|vbscript|data):", re.IGNORECASE)


def render_inline(
    text: str,
    spans: Sequence[Span],
    *,
    alone: bool = True,
    strong: bool = False,
    newline: str = " ",
) -> str:
    """`text` with its inline markup as Markdown.

    `alone`: no other line stands in the same paragraph. `strong`: all of it is strong.
    `newline`: what a line break in the text becomes.
    """
    if not spans and not strong and _PLAIN.fullmatch(text):
        return text
    return _Inline(text, spans, strong=strong).render(alone=alone, newline=newline)


class _Inline:
    """The markup of one text, brought into a form that nests."""

    def __init__(self, text: str, spans: Sequence[Span], *, strong: bool) -> None:
        self.text = text
        self.atoms = self._own_atoms(spans)
        self.atom_at = cover(self.atoms, len(text))
        self.links = self._own_links(spans)
        self.link_at = cover(self.links, len(text))
        self.images = [_image(span, self._beside(span.start)) for span in spans if _is_image(span)]
        whole = [(0, len(text))] if strong else []
        strongs = self._emphasis("strong", [*whole, *ranges_of(spans, "strong")], [])
        emphases = self._emphasis("emphasis", ranges_of(spans, "emphasis"), strongs)
        marks = [*strongs, *emphases]
        self.marks = clear(marks, text) if len(marks) > 1 else marks

    # ------------------------------------------------------------------ what is there

    def _own_atoms(self, spans: Sequence[Span]) -> list[Range]:
        """Code and math, which hold no other markup; where two overlap, the first stays."""
        found = [
            Range(start, end, "math")
            for start, end in [*ranges_of(spans, "math"), *tex_ranges(self.text)]
        ]
        codes = union(ranges_of(spans, "code"))
        found += [Range(start, end, "code") for start, end in codes if self.text[start:end].strip()]
        return disjoint(found)

    def _own_links(self, spans: Sequence[Span]) -> list[Range]:
        """Links with an address and something to click on."""
        found = [
            Range(span.start, span.end, "link", "[", f"]({destination(span.value)})")
            for span in spans
            if span.type == "link" and span.value and not _NO_ADDRESS.match(span.value)
            if self.text[span.start : span.end].strip()
        ]
        whole = [link for link in found if not cuts(link, self.atoms, self.atom_at)]
        return disjoint(whole)

    def _beside(self, place: int) -> int:
        """`place`, or the end of the code or math around it."""
        number = self.atom_at[place] if place < len(self.text) else -1
        if number < 0 or self.atoms[number].start == place:
            return place
        return self.atoms[number].end

    def _emphasis(
        self, kind: str, ranges: Sequence[tuple[int, int]], outer: list[Range]
    ) -> list[Range]:
        found: list[Range] = []
        if not ranges:
            return found
        outer_at = cover(outer, len(self.text))
        for first, last in union(ranges):
            start, end = outside(first, last, self.atoms, self.atom_at)
            if start < end and cuts(Range(start, end, kind), self.atoms, self.atom_at):
                continue
            start, end = outside(start, end, self.links, self.link_at)
            start, end = outside(start, end, outer, outer_at)
            start, end = self._flanked(start, end)
            if start < end:
                found.append(Range(start, end, kind, _DELIMITERS[kind], _DELIMITERS[kind]))
        return found

    # ------------------------------------------------------------------ flanking

    def _flanked(self, start: int, end: int) -> tuple[int, int]:
        """The largest range within `start:end` around which delimiters work."""
        while start < end:
            if not self._can_open(start, end):
                start = self._next(start, end)
            elif not self._can_close(start, end):
                end = self._previous(start, end)
            else:
                break
        return start, end

    def _can_open(self, start: int, end: int) -> bool:
        if self._holds_markup(start, start, end):
            return self._free_before(start, end)
        char = self.text[start]
        if char.isspace():
            return False
        return not _may_be_punctuation(char) or self._free_before(start, end)

    def _can_close(self, start: int, end: int) -> bool:
        if self._holds_markup(end - 1, start, end):
            return self._free_after(start, end)
        char = self.text[end - 1]
        if char.isspace():
            return False
        return not _may_be_punctuation(char) or self._free_after(start, end)

    def _holds_markup(self, place: int, start: int, end: int) -> bool:
        """Whether the character at `place` is written inside markup that `start:end` holds."""
        if self.atom_at[place] >= 0:
            return True
        number = self.link_at[place]
        if number < 0:
            return False
        link = self.links[number]
        return link.start >= start and link.end <= end and (link.start, link.end) != (start, end)

    def _free_before(self, start: int, end: int) -> bool:
        """Whether a space, punctuation or markup stands before `start`."""
        if start == 0 or _is_outer(self.text[start - 1]) or self.atom_at[start - 1] >= 0:
            return True
        before, here = self.link_at[start - 1], self.link_at[start]
        link_opens = here >= 0 and self.links[here].start == start and self.links[here].end >= end
        return link_opens or (before >= 0 and before != here)

    def _free_after(self, start: int, end: int) -> bool:
        """Whether a space, punctuation or markup stands at `end`."""
        if end == len(self.text) or _is_outer(self.text[end]) or self.atom_at[end] >= 0:
            return True
        after, here = self.link_at[end], self.link_at[end - 1]
        link_closes = here >= 0 and self.links[here].end == end and self.links[here].start <= start
        return link_closes or (after >= 0 and after != here)

    def _next(self, start: int, end: int) -> int:
        if self.atom_at[start] >= 0:
            return self.atoms[self.atom_at[start]].end
        number = self.link_at[start]
        if number >= 0 and self._holds_markup(start, start, end):
            return self.links[number].end
        return start + 1

    def _previous(self, start: int, end: int) -> int:
        if self.atom_at[end - 1] >= 0:
            return self.atoms[self.atom_at[end - 1]].start
        number = self.link_at[end - 1]
        if number >= 0 and self._holds_markup(end - 1, start, end):
            return self.links[number].start
        return end - 1

    # ------------------------------------------------------------------ writing

    def render(self, *, alone: bool, newline: str) -> str:
        text, written = self.text, self._markup()
        escaped = self._escaped(set(written), alone=alone and not written and not self.atoms)
        places = sorted({*written, *(atom.start for atom in self.atoms)})
        parts: list[str] = []
        done = 0
        for place in places:
            parts.append(_with_backslashes(text, done, place, escaped).replace("\n", newline))
            parts.extend(written.get(place, ()))
            done = place
            if place < len(text) and self.atom_at[place] >= 0:
                atom = self.atoms[self.atom_at[place]]
                parts.append(_atom(atom, text))
                done = atom.end
        parts.append(_with_backslashes(text, done, len(text), escaped).replace("\n", newline))
        return "".join(parts)

    def _markup(self) -> dict[int, list[str]]:
        """What is written before each position: closings, then images and openings."""
        written: dict[int, list[str]] = {}
        stack: list[Range] = []
        for item in sorted([*self.links, *self.marks, *self.images], key=self._writing_order):
            _close(stack, item.start, written)
            nests = not stack or item.end <= stack[-1].end
            if item.type == "image" or nests:
                written.setdefault(item.start, []).append(item.opening)
            if item.type != "image" and nests:
                stack.append(item)
        _close(stack, len(self.text), written)
        return written

    def _writing_order(self, item: Range) -> tuple[int, int, int, int]:
        """By start. An image goes into a link that opens there, but not into emphasis alone."""
        link = self.link_at[item.start] if item.start < len(self.text) else -1
        link_end = self.links[link].end if link >= 0 and self.links[link].start == item.start else 0
        if item.type == "image":
            return item.start, 1, 0, 0
        around = item.type == "link" or (link_end and item.end > link_end)
        return item.start, 0 if around else 2, -item.end, _NESTING[item.type]

    def _escaped(self, boundaries: set[int], *, alone: bool) -> bytearray:
        pieces: list[str] = []
        done = 0
        for atom in self.atoms:
            pieces += (self.text[done : atom.start], " " * (atom.end - atom.start))
            done = atom.end
        plain = "".join((*pieces, self.text[done:]))
        edges = boundaries | {edge for atom in self.atoms for edge in (atom.start, atom.end)}
        found = escaped_positions(plain, edges, alone=alone)
        for link in self.links:
            inside = plain[link.start : link.end]
            for match in _BRACKET.finditer(inside):
                found[link.start + match.start()] = 1
            if link.start and plain[link.start - 1] == "!":
                found[link.start - 1] = 1
        return found


def _with_backslashes(text: str, start: int, end: int, escaped: bytearray) -> str:
    """`text[start:end]` with a backslash before each escaped position."""
    parts: list[str] = []
    place = escaped.find(1, start, end)
    while place >= 0:
        parts += (text[start:place], "\\")
        start = place
        place = escaped.find(1, start + 1, end)
    return "".join((*parts, text[start:end])) if parts else text[start:end]


def _close(stack: list[Range], until: int, written: dict[int, list[str]]) -> None:
    """Writes the closings of what ends at `until` or before, innermost first."""
    while stack and stack[-1].end <= until:
        done = stack.pop()
        written.setdefault(done.end, []).append(done.closing)


def _is_image(span: Span) -> bool:
    return span.type == "image" and bool(span.value) and not _NO_ADDRESS.match(span.value)


def _image(span: Span, place: int) -> Range:
    label = " ".join(span.label.split())
    escaped = escaped_positions(label, frozenset((len(label),)), alone=False)
    alt = "".join(
        f"\\{char}" if escaped[place] or char in "[]" else char for place, char in enumerate(label)
    )
    return Range(place, place, "image", f"![{alt}]({destination(span.value)})")


def _atom(atom: Range, text: str) -> str:
    source = text[atom.start : atom.end].replace("\n", " ")
    if atom.type == "math":
        return source if source.startswith("$") else f"${source}$"
    fence = "`" * _free_length(source)
    ends = source[0] + source[-1]
    padding = " " if "`" in ends or ends == "  " else ""
    return f"{fence}{padding}{source}{padding}{fence}"


def _free_length(source: str) -> int:
    """The shortest number of backticks that `source` holds no run of."""
    used = {len(run) for run in _BACKTICKS.findall(source)}
    return next(length for length in range(1, len(used) + 2) if length not in used)


def _may_be_punctuation(char: str) -> bool:
    """Whether some version of CommonMark counts it as punctuation (0.31 adds symbols)."""
    return unicodedata.category(char)[0] in "PS"


def _is_outer(char: str) -> bool:
    """Whether every version of CommonMark counts it as a space or punctuation."""
    if char in _ASCII_PUNCTUATION or char in " \t\n":
        return True
    category = unicodedata.category(char)
    return category[0] == "P" or category == "Zs"
