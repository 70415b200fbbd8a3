"""The sections of a page: what its contents list names, and which of them the text holds.

Contents lists come as lists of links, as lines under a label, and, on pages that a careless scraper
flattened, run together on one line ('目录1 Transformer2 GPT-33 InstructGPT').
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractor import lexicon
from extractor.records import Block, Document, OutlineItem

MIN_ITEMS = 3
"""A contents list has at least so many sections."""
MAX_TITLE = 160
MAX_RUN = 20_000
"""Characters of one block in which a run-together list is looked for."""

_NUMBER = re.compile(
    r"\s*(\d{1,2}(?:\.\d{1,2}){0,3})(?=[\s.、．:：)）|]|[^\d\s.])[.、．:：)）|\s]*"
)
_TITLE_FOLLOWS = re.compile(r"[\s.、．:：)）]+[^\s\d]|[\u4e00-\u9fff]")
_DEEP_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}")


@dataclass(frozen=True, slots=True)
class Section:
    """One line of a contents list."""

    number: str | None
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Run:
    """A run-together contents list inside a text: `text[start:end]`, label included."""

    start: int
    end: int
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    labels: frozenset[str]
    label_pattern: re.Pattern[str]
    label_end: re.Pattern[str]
    """The last letter of any label and the '1' behind it: where there is none, there is no label,
    and most texts have none."""
    closing: tuple[str, ...]


@cache
def _words() -> _Words:
    data = lexicon.load("extractor.document.data", "outline.toml")
    labels = sorted(data["contents_labels"], key=len, reverse=True)
    pattern = "|".join(map(re.escape, labels))
    ends = re.escape("".join({label[-1] for label in labels}))
    closing = tuple(sorted(data["closing_sections"], key=len, reverse=True))
    return _Words(
        frozenset(lexicon.fold(label) for label in labels),
        re.compile(rf"(?:{pattern})\s{{0,9}}[:：]?\s{{0,9}}(?=[1１])", re.IGNORECASE),
        re.compile(rf"[{ends}]\s{{0,9}}[:：]?\s{{0,9}}[1１]", re.IGNORECASE),
        closing,
    )


def is_contents_label(text: str) -> bool:
    """Whether the whole text is the heading of a contents list."""
    return len(text) < 40 and lexicon.fold(text).strip(":- ") in _words().labels


def is_closing_section(text: str) -> bool:
    """Whether the whole text is the heading of a closing section ('参考文献', 'References')."""
    return len(text) < 40 and lexicon.fold(text).strip(":- ") in _words().closing


def section_key(text: str) -> str:
    """The form in which section titles are compared: folded, without number and punctuation."""
    match = _NUMBER.match(text)
    if match and match.end() < len(text.rstrip()):
        text = text[match.end() :]
    return re.sub(r"[\W_]+", "", lexicon.fold(text))


def split_number(text: str) -> tuple[str | None, str]:
    """A section title as (number, title): '8.1 Why' is ('8.1', 'Why')."""
    match = _NUMBER.match(text)
    if match and match.end() < len(text.rstrip()):
        return match.group(1), text[match.end() :].strip()
    return None, text.strip()


# --------------------------------------------------------------------------- run together


def find_run(text: str, known: frozenset[str] = frozenset()) -> Run | None:
    """The run-together contents list in `text`, if there is one.

    It starts at a label, or at a '1' that starts the text. Numbers must follow one another (1, 2,
    3 or 2, 2.1, 2.2, 3). `known` are section keys seen elsewhere on the page, which decide where
    a title ends in a digit.
    """
    text = text[:MAX_RUN]
    words = _words()
    match = words.label_pattern.search(text) if words.label_end.search(text) else None
    if match:
        start, position = match.start(), match.end()
    elif text.startswith("1") and re.match(r"1[\s.、．]", text):
        start, position = 0, 0
    else:
        return None
    sections, end = _follow_numbers(text, position, known)
    if len(sections) < MIN_ITEMS or (match is None and len(sections) <= MIN_ITEMS):
        return None
    return Run(start, end, tuple(_split_closing(sections)))


def _follow_numbers(text: str, position: int, known: frozenset[str]) -> tuple[list[Section], int]:
    sections: list[Section] = []
    number = "1"
    if not re.match(r"1(?!\d)", text[position:]):
        return [], position
    while True:
        title_start = position + len(number)
        found = _next_number(text, title_start, number, known)
        end = found[0] if found else len(text)
        title = text[title_start:end].strip(" .、．:：)）|\t")
        if not title or len(title) > MAX_TITLE or (not found and len(title) > MAX_TITLE // 2):
            return sections, position
        sections.append(Section(number, title, number.count(".") + 1))
        if not found:
            return sections, end
        position, number = found


def _next_number(
    text: str, start: int, number: str, known: frozenset[str]
) -> tuple[int, str] | None:
    """Where the successor of `number` stands: the first place, but rather one that ends a title
    which the page repeats elsewhere."""
    places: list[tuple[int, str]] = []
    for successor in _successors(number):
        places.extend(
            (place, successor)
            for place in _places_of(text, successor, start, start + MAX_TITLE + len(successor))
            if place > start and not _inside_number(text, place)
        )
    places.sort()
    for place in places:
        if section_key(text[start : place[0]]) in known:
            return place
    return places[0] if places else None


def _places_of(text: str, number: str, start: int, end: int) -> Iterator[int]:
    """Where `number` stands in `text[start:end]` and a title follows it.

    No pattern is made of the number: to compile one for each takes longer than the search.
    """
    place = text.find(number, start, end)
    while place >= 0:
        behind = place + len(number)
        fits = _TITLE_FOLLOWS.match(text, behind, end)
        if fits:
            yield place
        place = text.find(number, behind if fits else place + 1, end)


def _inside_number(text: str, position: int) -> bool:
    """Whether the digits at `position` go on a decimal number such as 8.1."""
    return position >= 2 and text[position - 1] == "." and text[position - 2].isdigit()


def _successors(number: str) -> tuple[str, ...]:
    parts = [int(part) for part in number.split(".")]
    following = [
        ".".join(map(str, [*parts[:depth], parts[depth] + 1])) for depth in range(len(parts))
    ]
    return (*following, f"{number}.1")


def _split_closing(sections: list[Section]) -> list[Section]:
    """Takes an unnumbered closing section off the last title: 'Prompt参考'."""
    last = sections[-1]
    for word in _words().closing:
        if last.title.casefold().endswith(word) and len(last.title) > len(word):
            title = last.title[: -len(word)].rstrip()
            glued = title[-1].isascii() != word[0].isascii() or title != last.title[: -len(word)]
            if glued:
                head = Section(last.number, title, last.level)
                return [*sections[:-1], head, Section(None, last.title[-len(word) :], 1)]
    return sections


# --------------------------------------------------------------------------- documents


def read_outline(document: Document) -> tuple[tuple[OutlineItem, ...], tuple[int, ...]]:
    """The outline of a document, and the blocks of its contents lists.

    Without a contents list the outline is the headings.
    """
    headings = [block for block in document.blocks if block.form == "heading" and block.text]
    keys = frozenset(section_key(heading.text) for heading in headings)
    lists = _contents_lists(document, keys)
    contents = tuple(sorted({index for blocks, _ in lists for index in blocks}))
    if not lists:
        return tuple(_of_headings(headings)), ()
    best = max(lists, key=lambda entry: len(entry[1]))
    inside = frozenset(contents)
    outside = [heading for heading in headings if heading.index not in inside]
    return tuple(_matched(best[1], outside)), contents


def _of_headings(headings: Iterable[Block]) -> Iterable[OutlineItem]:
    for heading in headings:
        number, title = split_number(heading.text)
        yield OutlineItem(number, title, heading.level, present=True, block=heading.index)


def _matched(sections: Sequence[Section], headings: Sequence[Block]) -> Iterable[OutlineItem]:
    """Sections with their headings, which stand in the same order in the text."""
    keys = [section_key(heading.text) for heading in headings]
    position = 0
    for section in sections:
        key = section_key(section.title)
        try:
            found = keys.index(key, position)
            position = found + 1
        except ValueError:
            found = keys.index(key) if key in keys else -1
        yield OutlineItem(
            section.number, section.title, section.level, present=found >= 0,
            block=headings[found].index if found >= 0 else None,
        )  # fmt: skip


def _contents_lists(
    document: Document, keys: frozenset[str]
) -> list[tuple[tuple[int, ...], tuple[Section, ...]]]:
    lists: list[tuple[tuple[int, ...], tuple[Section, ...]]] = []
    blocks = document.blocks
    position = 0
    while position < len(blocks):
        end = _anchors_end(blocks, position)
        found = (
            _flat_list(blocks[position], keys)
            or _labelled_list(document, position, keys)
            or _anchor_list(blocks[position:end], keys)
        )
        if found:
            lists.append(found)
            end = found[0][-1] + 1
        # A run of anchors that is no list is none from its second anchor either.
        position = max(position + 1, end)
    return lists


def _anchors_end(blocks: Sequence[Block], position: int) -> int:
    """Where the run of links into the page ends that starts at `position`."""
    while position < len(blocks) and _is_anchor(blocks[position]):
        position += 1
    return position


def _flat_list(
    block: Block, keys: frozenset[str]
) -> tuple[tuple[int, ...], tuple[Section, ...]] | None:
    if block.form in ("row", "preformatted") or len(block.text) < 12:
        return None
    run = find_run(block.text, keys)
    if run is None or run.end < len(block.text) * 0.9:
        return None
    known = sum(section_key(section.title) in keys for section in run.sections)
    labelled = _words().label_pattern.match(block.text[run.start :]) is not None
    if not labelled and known * 2 < len(run.sections):
        return None
    return (block.index,), run.sections


def _labelled_list(
    document: Document, position: int, keys: frozenset[str]
) -> tuple[tuple[int, ...], tuple[Section, ...]] | None:
    """A label, and the items below it that lie in one list or repeat headings."""
    blocks = document.blocks
    if not is_contents_label(blocks[position].text):
        return None
    members = [position]
    sections: list[Section] = []
    for block in blocks[position + 1 :]:
        text = block.text
        listed = block.form == "item" or _is_anchor(block)
        if not text or len(text) > MAX_TITLE or block.form == "heading":
            break
        if not listed and section_key(text) not in keys and _NUMBER.match(text) is None:
            break
        if sections and not listed and section_key(text) == section_key(sections[0].title):
            break
        members.append(block.index)
        sections.append(_section(block))
    if len(sections) < 2 or not _repeats(sections, keys):
        return None
    return tuple(members), tuple(sections)


def _anchor_list(
    run: Sequence[Block], keys: frozenset[str]
) -> tuple[tuple[int, ...], tuple[Section, ...]] | None:
    """Links into the page, one after another, that repeat its headings."""
    if len(run) < MIN_ITEMS:
        return None
    sections = [_section(block) for block in run if len(block.text) <= MAX_TITLE]
    if len(sections) < len(run) or not _repeats(sections, keys):
        return None
    return tuple(block.index for block in run), tuple(sections)


def _repeats(sections: Sequence[Section], keys: frozenset[str]) -> bool:
    return sum(section_key(section.title) in keys for section in sections) * 2 >= len(sections)


def _is_anchor(block: Block) -> bool:
    """Whether the whole block is a link into the page."""
    if not block.spans or block.form in ("heading", "row"):
        return False
    for span in block.spans:
        if (
            span.type == "link"
            and span.value.startswith("#")
            and len(span.value) > 1
            and span.end - span.start >= len(block.text) * 0.6
        ):
            return True
    return False


def _section(block: Block) -> Section:
    number, title = split_number(block.text)
    if number is None and block.marker[:1].isdigit() and block.level <= 1:
        number = block.marker.rstrip(".")
    level = number.count(".") + 1 if number and _DEEP_NUMBER.match(number) else max(1, block.level)
    return Section(number, title, level)
