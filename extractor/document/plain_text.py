"""Plain text to the same blocks that HTML gives.

Lines are blocks. A scraper that took the tags away often glued lines together as well, so the
contents list is looked for first, and the headings that it names are found where they stick to the
end of the paragraph before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from extractor.document.numbering import numbered_runs
from extractor.document.outline import (
    Run,
    Section,
    find_run,
    is_closing_section,
    section_key,
    split_number,
)
from extractor.document.shredded import goes_on, joint
from extractor.options import Options
from extractor.records import Block, Decoded, Document, Element, Form, Head, Span

MAX_HEADING = 120
_EAST_ASIAN = "\u2e80"
_LINE = re.compile(r"[^\n\r\x0b\x0c\u2028\u2029]+")
_BULLET = re.compile(r"(?:[•●○▪■◆·∙‣⁃]|\*(?!\*)|[-–—](?=\s))\s*")
_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
# '[https://…](https://…)' is a link of Markdown.
_URL = re.compile(
    r"(?:https?://|www\.)(?:(?!\]\()[^\s<>\"'，。；、！？）】》」\u4e00-\u9fff])+", re.IGNORECASE
)
_SENTENCE_END = frozenset('。.!！?？…;；:：)）"”】')
_GLUED = re.compile(r"(?<=[。.!！?？…\"”)）])(\d{1,2}(?:\.\d{1,2}){0,2})\s+(\S[^。！？]{1,100})$")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}[.、．]?\s+\S")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a line that becomes a block."""

    start: int
    end: int
    line: int
    form: Form = "paragraph"
    level: int = 0
    marker: str = ""
    joined: bool = False
    goes_on: bool = False
    """The line goes on with the piece before."""
    contents: bool = False
    """The contents list: what it names is no heading here."""


def read_plain_text(
    decoded: Decoded, url: str | None = None, options: Options | None = None
) -> Document:
    """The document of a plain text; one root element, blocks with line and span."""
    text, most = decoded.text, (options or Options()).max_blocks
    pieces = _whole(text, list(islice(_lines(text), most + 1)))
    warnings: tuple[str, ...] = ()
    if len(pieces) > most:
        warnings = (f"limit of {most:,} lines: the rest of the text was left out",)
        pieces.pop()
    run = _first_run(text, pieces)
    sections = run[1].sections if run else ()
    if run:
        pieces = list(_cut_run(text, pieces, *run))
    pieces = _cut_headings(text, pieces, sections)
    pieces = list(_mark(text, pieces, runs_only=bool(sections)))
    blocks = tuple(_block(index, text, group) for index, group in enumerate(_unwrapped(pieces)))
    root = Element("text", -1, 1, 0, 0, len(blocks))
    return Document(blocks, (root,), Head(), decoded.media_type, url, warnings=warnings)


def _lines(text: str) -> Iterator[_Piece]:
    previous_end = -1
    number, counted = 1, 0
    for match in _LINE.finditer(text):
        number += text.count("\n", counted, match.start())
        counted = match.start()
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if start >= end:
            continue
        joined = previous_end >= 0 and text.count("\n", previous_end, start) <= 1
        yield _Piece(start, end, number, joined=joined)
        previous_end = end


def _whole(text: str, pieces: Sequence[_Piece]) -> list[_Piece]:
    """The lines, those marked that go on with the one before."""
    going = goes_on([text[piece.start : piece.end] for piece in pieces])
    return [replace(piece, goes_on=on) for piece, on in zip(pieces, going, strict=True)]


def _first_run(text: str, pieces: Sequence[_Piece]) -> tuple[int, Run] | None:
    known = frozenset(
        section_key(text[piece.start : piece.end])
        for piece in pieces
        if piece.end - piece.start <= MAX_HEADING
    )
    for index, piece in enumerate(pieces):
        run = find_run(text[piece.start : piece.end], known)
        if run is not None:
            return index, run
    return None


def _cut_run(text: str, pieces: Sequence[_Piece], index: int, run: Run) -> Iterator[_Piece]:
    """The contents list as a block of its own."""
    for number, piece in enumerate(pieces):
        if number != index:
            yield piece
            continue
        cuts = [piece.start, piece.start + run.start, piece.start + run.end, piece.end]
        for position, (start, end) in enumerate(pairwise(cuts)):
            part = _trimmed(text, replace(piece, start=start, end=end))
            if part.end > part.start:
                joined = part.joined and position == 0
                yield replace(part, joined=joined, contents=position == 1)


def _trimmed(text: str, piece: _Piece) -> _Piece:
    inside = text[piece.start : piece.end]
    return replace(
        piece,
        start=piece.start + len(inside) - len(inside.lstrip()),
        end=piece.end - (len(inside) - len(inside.rstrip())),
    )


# --------------------------------------------------------------------------- headings


def _cut_headings(text: str, pieces: Sequence[_Piece], sections: Sequence[Section]) -> list[_Piece]:
    """Cuts headings off the paragraphs they stick to, and marks them."""
    out: list[_Piece] = []
    keys = {section_key(section.title): section for section in sections}
    last = "0"
    for piece in pieces:
        if piece.contents:
            out.append(piece)
            continue
        line = text[piece.start : piece.end]
        section = keys.get(section_key(line)) if len(line) <= MAX_HEADING else None
        if section is not None:
            out.append(replace(piece, form="heading", level=section.level + 1, joined=False))
            last = section.number or last
            continue
        position = piece.start
        for start, end, found in _glued_headings(line, sections, last):
            if piece.start + start > position:
                out.append(_trimmed(text, replace(piece, start=position, end=piece.start + start)))
            heading = replace(
                piece, start=piece.start + start, end=piece.start + end, form="heading",
                level=found.level + 1, joined=False,
            )  # fmt: skip
            out.append(_trimmed(text, heading))
            position, last = piece.start + end, found.number or last
        if position < piece.end:
            rest = _trimmed(text, replace(piece, start=position))
            if rest.end > rest.start:
                out.append(rest if position == piece.start else replace(rest, joined=False))
    return out


def _glued_headings(
    line: str, sections: Sequence[Section], last: str
) -> Iterator[tuple[int, int, Section]]:
    """Headings inside a line, in order: (start, end, section)."""
    if not sections:
        match = _GLUED.search(line)
        if match and _follows(last, match.group(1)):
            number = match.group(1)
            section = Section(number, match.group(2).strip(), number.count(".") + 1)
            yield match.start(1), match.end(), section
        return
    position = 0
    for section in sections:
        found = _find_heading(line, section, position)
        if found:
            yield (*found, section)
            position = found[1]


def _find_heading(line: str, section: Section, start: int) -> tuple[int, int] | None:
    """Where 'number title' stands behind the end of a sentence, or ends the line."""
    words = r"\s*".join(map(re.escape, section.title.split()))
    number = rf"{re.escape(section.number)}[\s.、．|]*" if section.number else ""
    pattern = re.compile(number + words)
    for match in pattern.finditer(line, start):
        before = line[: match.start()].rstrip()
        at_sentence_end = bool(before) and before[-1] in _SENTENCE_END
        ends_line = not line[match.end() :].strip()
        if section.number is None:
            at_sentence_end, ends_line = at_sentence_end and ends_line, False
        if at_sentence_end or (ends_line and before and not before[-1].isdigit()):
            return match.start(), match.end()
    return None


def _follows(last: str, number: str) -> bool:
    """Whether section `number` may come right after section `last`."""
    before = [int(part) for part in last.split(".")]
    after = [int(part) for part in number.split(".")]
    if after[: len(before)] == before:
        return after[len(before) :] == [1]
    for depth, (old, new) in enumerate(zip(before, after, strict=False)):
        if old != new:
            return new == old + 1 and depth == len(after) - 1
    return False


# --------------------------------------------------------------------------- blocks


def _mark(text: str, pieces: Sequence[_Piece], *, runs_only: bool) -> Iterator[_Piece]:
    """Bullets become list items, Markdown hashes and numbered lines headings.

    `runs_only`: a contents list names the headings, so a single numbered line is none.
    """
    runs = numbered_runs([text[piece.start : piece.end] for piece in pieces])
    for position, piece in enumerate(pieces):
        line = text[piece.start : piece.end]
        bullet = _BULLET.match(line)
        hashes = _HASHES.match(line)
        if piece.form == "heading" or piece.contents:
            yield piece
        elif bullet and bullet.end() < len(line):
            yield replace(piece, start=piece.start + bullet.end(), form="item", level=1, marker="-")
        elif hashes:
            yield replace(
                piece, start=piece.start + hashes.end(), form="heading",
                level=len(hashes.group(1)), joined=False,
            )  # fmt: skip
        elif position in runs and runs[position].heading and not _is_sentence(line):
            yield replace(piece, form="heading", level=3, joined=False)
        elif is_closing_section(line):
            yield replace(piece, form="heading", level=2, joined=False)
        elif not runs_only and _is_numbered_heading(line) and not piece.joined:
            number = split_number(line)[0] or "1"
            yield replace(piece, form="heading", level=number.count(".") + 2)
        else:
            yield piece


def _is_sentence(line: str) -> bool:
    """Whether a line ends as a sentence or citation does, which no heading is."""
    return line[-1] in "。.;；,，" and len(line) > MAX_HEADING // 2


def _is_numbered_heading(line: str) -> bool:
    """'2 GPT-3', '3.1 Results': short, numbered, no sentence and no citation."""
    if len(line) > MAX_HEADING // 2 or _NUMBERED.match(line) is None:
        return False
    return line[-1] not in "。.!！;；,，:：" and line.count(",") < 2


def _unwrapped(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Lines that a margin or the tags broke, put together; every other line alone."""
    group: list[list[_Piece]] = []
    for piece in [*pieces, None]:
        if piece is not None and piece.goes_on and group and piece.form == "paragraph":
            group[-1].append(piece)
            continue
        if piece is not None and piece.joined and piece.form == "paragraph" and group:
            group.append([piece])
            continue
        if group:
            flat = [part for line in group for part in line]
            yield from [flat] if _is_wrapped(group) else group
        group = [[piece]] if piece is not None else []


def _is_wrapped(group: Sequence[Sequence[_Piece]]) -> bool:
    lengths = [line[-1].end - line[0].start for line in group]
    longest = max(lengths)
    return (
        len(group) >= 3
        and 45 <= longest <= 120
        and all(length >= longest * 0.75 for length in lengths[:-1])
    )


def _block(index: int, text: str, group: Sequence[_Piece]) -> Block:
    first, last = group[0], group[-1]
    value = ""
    for piece in group:
        line = " ".join(text[piece.start : piece.end].split())
        # Where a margin broke Chinese or Japanese text, no space stood.
        spaced = value and (value[-1] < _EAST_ASIAN or line[0] < _EAST_ASIAN)
        if spaced and piece.goes_on:
            value += joint(value, line) + line
        else:
            value += f" {line}" if spaced else line
    return Block(
        index, first.form, value, 0, tuple(_links(value)), first.level, first.marker,
        joined=first.joined, line=first.line, start=first.start, end=last.end,
    )  # fmt: skip


def _links(text: str) -> Iterator[Span]:
    if "://" not in text and "www." not in text:
        return
    for match in _URL.finditer(text):
        url = match.group().rstrip(".,;:!?'\"")
        while url.endswith(")") and url.count("(") < url.count(")"):
            url = url[:-1]
        address = url if "://" in url else f"http://{url}"
        yield Span(match.start(), match.start() + len(url), "link", address)
