"""The abstract of an item and the page's own words about it: the prose beside title and persons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extractor.document.unseen import calls_it_abstract
from extractor.lexicon import load
from extractor.papers.buttons import is_button
from extractor.papers.fields._patterns import any_of
from extractor.papers.fields.abstracts import language_of, read_abstract
from extractor.papers.labels import Part
from extractor.papers.named_parts import NamedParts
from extractor.papers.once import once_a_page
from extractor.papers.prose import is_prose
from extractor.papers.sections import Context
from extractor.records import Block, Document, Element, Reading

_SHORTEST, _SHORTEST_ABSTRACT = 40, 240
"""Characters of a text that counts as the page's words; bytes of an abstract that nothing calls
one."""
_PER_WORD = 80


def read_texts(
    context: Context, lines: Sequence[Block], title: Part, readings: dict[str, Reading]
) -> None:
    """Enters the abstract and the note of an item, where it has them."""
    used = {reading.block for reading in readings.values() if reading.end > reading.start}
    notes: list[tuple[str, Block]] = []
    language = language_of(str(readings["title"].value))
    for line in lines:
        if line.index in used or not _may_be_text(line):
            continue
        own = _note_label().match(line.text)
        named = own is None and _in_named_abstract(context.document, line.element, title.block)
        if own is not None:
            notes.append((_without_buttons(line)[own.end() :].strip(), line))
            continue
        if not named and not _are_sentences(line.text):
            continue
        size = len(line.text.encode("utf-8", "replace"))
        long = size >= _SHORTEST_ABSTRACT and language_of(line.text) == language
        if "abstract" not in readings and (named or long):
            _put(readings, "abstract", read_abstract(_without_buttons(line)), line)
        else:
            notes.append((line.text, line))
    if notes and "note" not in readings:
        _put(readings, "note", "\n".join(text for text, _ in notes), notes[0][1])


def _are_sentences(text: str) -> bool:
    """Whether a line is running text: by words that sentences are full of, or by two sentences of
    words in small letters, which citations have few of."""
    if is_prose(text, shortest=0, per_word=_PER_WORD):
        return True
    words = text.split()
    if len(words) < _FEWEST_WORDS or not _NEXT_SENTENCE.search(text):
        return False
    return sum(map(str.islower, words)) >= len(words) * _SMALL


@cache
def _note_label() -> re.Pattern[str]:
    """'TLDR', by which pages begin their own words about a work, perhaps without a space behind."""
    words = any_of(load("extractor.papers", "data/abstracts.toml")["notes"])
    return re.compile(rf"\W{{0,2}}{words}(?:\s?[:：.–—-]\s?|\s+|(?=(?-i:[A-Z])))", re.IGNORECASE)


_FEWEST_WORDS, _SMALL = 12, 0.75
_NEXT_SENTENCE = re.compile(r"[^\W\d_]{3}[.!?]\s+[^\W\d_a-z]")


def read_abstract_in_row(
    lines: Sequence[Block], named: NamedParts, readings: dict[str, Reading]
) -> None:
    """Enters what a line inside of a row's cell is called, where that is an abstract."""
    rows = {line.index: line.text for line in lines if line.form == "row"}
    for part in named.get("abstract", ()):
        text = rows.get(part.block, "")[part.start : part.end]
        value = read_abstract(text) if len(text) >= _SHORTEST else None
        if value:
            readings["abstract"] = Reading(value, part.block, part.start, part.end)
            return


def _put(readings: dict[str, Reading], name: str, value: str | None, line: Block) -> None:
    if value:
        readings[name] = Reading(value, line.index, 0, len(line.text))


def _without_buttons(line: Block) -> str:
    """The text of a line without the buttons behind its last sentence: '… of both. (paper)'."""
    end = len(line.text)
    links = [span for span in line.spans if span.type == "link"]
    for span in sorted(links, key=lambda span: -span.end):
        alone = not any(map(str.isalnum, line.text[span.end : end]))
        if not alone or not is_button(line.text[span.start : span.end].strip(_AROUND + "])")):
            break
        end = len(line.text[: span.start].rstrip(_AROUND))
    return line.text[:end]


_AROUND = " \t\n[(|/·"


def _may_be_text(line: Block) -> bool:
    """Whether a line is long enough for sentences, and no row of links."""
    if line.form not in ("paragraph", "item", "definition"):
        return False
    # An East Asian sign says as much as two letters.
    if len(line.text) + sum(sign > "\u2e80" for sign in line.text[:_SHORTEST]) < _SHORTEST:
        return False
    linked = sum(span.end - span.start for span in line.spans if span.type == "link")
    return linked * 2 < len(line.text)


def _around(document: Document, element: int, title: int) -> Iterator[int]:
    """The elements around `element` that do not hold the title."""
    while element >= 0:
        entry = document.elements[element]
        if entry.first <= title < entry.last:
            return
        yield element
        element = entry.parent


def is_named_abstract(element: Element) -> bool:
    """Whether the class, id or property of an element calls it an abstract."""
    return _calls_it_abstract(element.classes, element.id, element.itemprop)


_calls_it_abstract = once_a_page(calls_it_abstract)


def _in_named_abstract(document: Document, element: int, title: int) -> bool:
    """Whether an element around a text, within the item, is called an abstract."""
    return any(
        is_named_abstract(document.elements[number]) for number in _around(document, element, title)
    )


def _without_button_lines(text: str) -> str:
    """A text without the buttons in the lines at its end: 'Close'."""
    lines = text.rstrip().split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or is_button(lines[-1])):
        lines.pop()
    return "\n".join(lines)


def read_folded(
    document: Document, lines: Sequence[Block], title: Part, readings: dict[str, Reading]
) -> None:
    """Enters an abstract that the page shows on demand only, where none was read yet."""
    if "abstract" in readings:
        return
    for form, text, element in document.head.embedded:
        if form != "abstract":
            continue
        number = element
        while number >= 0 and not document.elements[number].last:
            number = document.elements[number].parent
        entry = document.elements[number]
        within = entry.first <= title.block < entry.last
        if within and lines[0].index <= entry.first and entry.last <= lines[-1].index + 1:
            value = read_abstract(_without_button_lines(text))
            if value and len(value) >= _SHORTEST:
                readings["abstract"] = Reading(value, title.block, title.start, title.start)
                return
