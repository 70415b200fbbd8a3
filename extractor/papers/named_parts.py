"""The parts of an item that the page's class names call a title, authors, a venue and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extractor.document.named import role_of
from extractor.papers.buttons import is_button
from extractor.papers.fields._name_lists import listed
from extractor.papers.fields._organisations import is_organisation
from extractor.papers.fields.names import looks_like_authors
from extractor.papers.fields.titles import title_likeness
from extractor.papers.labels import Part
from extractor.papers.once import once_a_page
from extractor.papers.sections import Context
from extractor.records import Block, Span

_MARKED = frozenset(("link", "strong", "emphasis"))
_MIN_TITLE, _MAX_TITLE = 6, 350
_HOPELESS = 0.2
_PERSONS = 0.6
_NAME = re.compile(
    r"(?:[^\W\d_][\w.'’-]*\s){1,4}[^\W\d_][\w.'’-]*|[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]+·[\u3400-\u9fff·]+"
)
_BETWEEN = re.compile(r"\s*(?:[,;，；、|·&]|\band\b)\s*")

NamedParts = Mapping[str, tuple[Part, ...]]
"""Role → its stretches, one a line."""


def named_parts(context: Context, lines: Sequence[Block]) -> NamedParts:
    """The stretches of an item's lines by the role that the page's own names give them."""
    found: dict[str, list[Part]] = {}
    for line in lines:
        inline = {
            role: ends
            for role, ends in _inline(line)
            if role != "authors" or _is_whole(line, *ends)
        }
        if inline.keys() <= _BESIDE and len(lines) > 1:
            role = _role_of_element(context, line, lines)
            inline |= {role: (0, len(line.text))} if role else {}
        for role, (start, end) in inline.items():
            found.setdefault(role, []).append(Part(line.index, start, end))
    return {role: tuple(parts) for role, parts in found.items()}


def _inline(line: Block) -> Iterator[tuple[str, tuple[int, int]]]:
    """Role → from its first to its last run in the line; a title is one run."""
    spans: dict[str, tuple[int, int]] = {}
    for span in line.spans:
        role = span.value if span.type == "named" else ""
        if span.type in _MARKED and span.classes:
            role = _role_of(span.classes)
        if not role:
            continue
        start, end = spans.get(role, (span.start, span.end))
        if _repeats(line.text, span, start, end):
            continue
        if role in ("authors", "abstract") or role not in spans:
            spans[role] = min(start, span.start), max(end, span.end)
    yield from spans.items()


def _repeats(text: str, span: Span, start: int, end: int) -> bool:
    """Whether a run begins as `text[start:end]` before it does: pages print persons in full and
    shortened, and show what has room."""
    if span.start < end:
        return False
    opening = text[span.start : span.start + _OPENING].strip()
    return len(opening) > 1 and text.startswith(opening, start)


_OPENING = 6
"""Characters in which a repeated run agrees."""


def _is_whole(line: Block, start: int, end: int) -> bool:
    """Whether a list of persons ends where its markup does: the own name may be marked alone."""
    return not (_GOES_ON.search(line.text[:start]) or _COMES_AFTER.match(line.text[end:]))


_GOES_ON = re.compile(r"(?:[,;，；、&]|\band)\s*$")
_COMES_AFTER = re.compile(r"\s*(?:[,;，；、&]|and\b)")


_BESIDE = frozenset(("badge", "kind", "abstract"))
"""Roles of runs that leave the rest of their line to what the element around it is called."""

_role_of = once_a_page(role_of)


def _role_of_element(context: Context, line: Block, lines: Sequence[Block]) -> str:
    """The role of the innermost element around a line that has one and does not hold the item."""
    elements = context.document.elements
    number = line.element
    while number >= 0:
        entry = elements[number]
        if entry.first <= lines[0].index and entry.last > lines[-1].index:
            return ""
        role = _role_of(entry.classes, entry.itemprop)
        if role:
            return role
        number = entry.parent
    return ""


def named_title(lines: Sequence[Block], named: NamedParts) -> Part | None:
    """The stretch that is called a title, where it can be one."""
    for part in named.get("title", ()):
        text = text_of_part(lines, part)
        if not _MIN_TITLE <= len(text.strip()) <= _MAX_TITLE or is_button(text):
            continue
        other = "authors" in named or looks_like_authors(text) < _PERSONS
        if other and ("authors" in named or title_likeness(text) >= _HOPELESS):
            return without_badges(part, named)
    return None


def without_badges(part: Part, named: NamedParts) -> Part:
    """A stretch without the badges at its ends: 'A Study <span class="badge">Oral</span>', or the
    kind of the work."""
    for badge in (*named.get("badge", ()), *named.get("kind", ())):
        if badge.block != part.block or badge.end <= part.start or badge.start >= part.end:
            continue
        if part.start < badge.start and badge.end >= part.end:
            part = replace(part, end=badge.start)
        elif badge.start <= part.start and badge.end < part.end:
            part = replace(part, start=badge.end)
    return part


def named_persons(lines: Sequence[Block], named: NamedParts) -> tuple[tuple[Part, ...], float]:
    """The stretches that are called authors, and how much they read as persons.

    Names that nothing tells from other words count here, since the page says what they are.
    """
    parts = named.get("authors", ())
    text = text_of_persons(lines, parts)
    if not text.strip():
        return (), 0.0
    likeness = looks_like_authors(text)
    if likeness < _CALLED and are_names(text):
        likeness = _CALLED
    return parts, likeness


_CALLED = 0.5


def text_of_persons(lines: Sequence[Block], parts: Sequence[Part]) -> str:
    """The persons of stretches that are called authors; semicolons part those that the page has an
    element or a line for each of, since a comma may stand inside of a name."""
    texts: list[str] = []
    for part in parts:
        line = next(line for line in lines if line.index == part.block)
        inner = _persons_in(line, part)
        texts.extend(inner or [line.text[part.start : part.end]])
    return "; ".join(_without_full_stop(text.strip(" ,;\n")) for text in texts)


def _without_full_stop(text: str) -> str:
    """A list of persons without the full stop behind it, where no name has any: 'Lima A, Gil B.'
    becomes 'Lima A, Gil B'.
    """
    return text[:-1] if text.find(".") == len(text) - 1 and "," in text else text


def _persons_in(line: Block, part: Part) -> list[str]:
    """The runs of a stretch that are called authors one by one, with only signs between them."""
    spans = [span for span in line.spans if span.type == "named" and span.value == "authors"]
    inner = [
        span
        for span in spans
        if part.start <= span.start < span.end <= part.end
        and not any(other is not span and _holds(span, other) for other in spans)
    ]
    inner.sort(key=lambda span: span.start)
    edges = [part.start, *(edge for span in inner for edge in (span.start, span.end)), part.end]
    between = "".join(
        line.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)
    )
    names = [line.text[span.start : span.end].strip(" ,;") for span in inner]
    alone = len(names) > 1 and not _SIGNS_AND_WORDS.sub("", between)
    return names if alone and all(name.count(",") <= 1 for name in names) else []


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


_SIGNS_AND_WORDS = re.compile(r"[\s,;，；、|·&*†‡]+|\band\b")


def are_names(text: str) -> bool:
    """Whether a text has the form of names of persons, known or not: two to five words each, with
    capitals, no digits, and no words between them."""
    pieces = [piece for piece in _BETWEEN.split(text) if piece]
    return bool(pieces) and all(_NAME.fullmatch(piece) and _has_capitals(piece) for piece in pieces)


def _has_capitals(piece: str) -> bool:
    """Whether the first and last word have a capital, and none between is a plain long word."""
    words = piece.split()
    if not (words[0][0].islower() or words[-1].islower()):
        plain = not is_organisation(piece) and words[0] not in listed("never_first")
        return plain and not any(word.islower() and _is_no_particle(word) for word in words)
    return False


def _is_no_particle(word: str) -> bool:
    """Whether a word in small letters stands between no two names: 'for', or a long one."""
    return len(word) > _PARTICLE or word in listed("never_inside")


_PARTICLE = 4


def text_of_part(lines: Sequence[Block], part: Part) -> str:
    """The text of a stretch of an item's lines."""
    for line in lines:
        if line.index == part.block:
            return line.text[part.start : part.end]
    return ""
